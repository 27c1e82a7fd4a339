import { every, type Repeated } from '../every.ts';

const EVERY_MS = 500;

export interface RecountJobDeps {
  /** Sums one hour of one device anew; false when there is nothing left. */
  recountHour(): Promise<boolean>;
  /** One process does this at a time: twice would be work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Sums anew what marks of devices have changed, hour by hour; others write between, and a stop may come at any time. */
export function recountJob({ recountHour, isMine, onFault }: RecountJobDeps): Repeated {
  let isStopped = false;
  const sweep = async (): Promise<void> => {
    while (!isStopped && (await isMine()) && (await recountHour()));
  };
  const sweeps = every(EVERY_MS, sweep, onFault);
  return {
    async stop() {
      isStopped = true;
      await sweeps.stop();
    },
  };
}
