import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import { Rejection } from '../domain/rejection.ts';

/** Words of a comma list; null = none was given. @throws Rejection at one that is not allowed */
export function chosen(list: string | undefined, allowed: readonly string[], field: string): string[] | null {
  if (list === undefined) return null;
  const values = list.split(',');
  const unknown = values.find((value) => !allowed.includes(value));
  if (unknown !== undefined) throw new Rejection('request.invalid', { field, problem: `${unknown}? ${allowed.join(', ')}` });
  return values;
}

/** Ranks in `SEVERITIES`. */
export const chosenSeverities = (list: string | undefined): number[] | null =>
  chosen(list, SEVERITIES, 'severity')?.map((severity) => SEVERITIES.indexOf(severity as Severity)) ?? null;
