import { isUnavailable } from './app/unavailable.ts';
import { faultText } from './fault-text.ts';

const EVERY_MS = 10_000;

/** Says on stderr what went wrong beside all requests; an outage, which everything runs into each second, in one line now and then. */
export function faultLog(say: (text: string) => void, now: () => number): (fault: unknown) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (fault) => {
    if (!isUnavailable(fault)) return say(`${faultText(fault)}\n`);
    if (now() - toldAtMs < EVERY_MS) return;
    toldAtMs = now();
    let root = fault as Error;
    while (root.cause instanceof Error && root.name !== 'Unavailable') root = root.cause;
    say(`${new Date(now()).toISOString()} ${root.message}\n`);
  };
}
