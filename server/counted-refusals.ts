import type { Incidents } from './app/incidents.ts';
import { Rejection } from './domain/rejection.ts';

/** The same commands, each refusal told; also of the lines of a batch, whose request is answered with 200. */
export function countedRefusals(incidents: Incidents, tell: (code: string) => void): Incidents {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (fault) {
      if (fault instanceof Rejection) tell(fault.code);
      throw fault;
    }
  };
  return {
    ...incidents,
    report: (...given) => told(incidents.report(...given)),
    command: (...given) => told(incidents.command(...given)),
  };
}
