import { every, type Repeated } from '../every.ts';

const EVERY_MS = 60_000;

export interface SupervisionDeps {
  /** Gives how many cases it supervised. */
  supervise(): Promise<number>;
  /** One process does this at a time: twice would find nothing, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Looks once a minute whose share of overdue cases has grown too large. */
export const supervisionJob = ({ supervise, isMine, onFault }: SupervisionDeps): Repeated =>
  every(EVERY_MS, async () => void ((await isMine()) && (await supervise())), onFault);
