import { every, type Repeated } from '../every.ts';

/** What the job needs of the use cases. */
export interface PassDeadlines {
  passDeadlines(): Promise<number>;
  tellClocks(): Promise<number>;
}

const EVERY_MS = 1_000;

export interface DeadlineDeps {
  commands: PassDeadlines;
  /** One process does this at a time: twice would be refused by the rules, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Says `DeadlinePassed` of cases, stages and branches, and of silent units `UnitSilent`, within a second of each due time, and at once for those that passed while the server was down. */
export function deadlineJob({ commands, isMine, onFault }: DeadlineDeps): Repeated {
  const sweep = async (): Promise<void> => {
    if (!(await isMine())) return;
    // A full slice of 50 means that there is more.
    while ((await commands.passDeadlines()) >= 50);
    while ((await commands.tellClocks()) >= 50);
  };
  return every(EVERY_MS, sweep, onFault);
}
