import { every, type Repeated } from '../every.ts';

const EVERY_MS = 1_000;

export interface CallsDeps {
  calls: { passOn(): Promise<number>; slice: number };
  /** One process does this at a time: twice would find nothing, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Passes on the calls that nobody answered, within a second of their time, and at once those whose time came while the server was down. */
export const callsJob = ({ calls, isMine, onFault }: CallsDeps): Repeated =>
  every(
    EVERY_MS,
    async () => {
      if (!(await isMine())) return;
      while ((await calls.passOn()) >= calls.slice);
    },
    onFault,
  );
