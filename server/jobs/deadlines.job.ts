/** What the job needs of the use cases. */
export interface PassDeadlines {
  passDeadlines(): Promise<number>;
}

const EVERY_MS = 1_000;

export interface DeadlineDeps {
  commands: PassDeadlines;
  /** One process does this at a time: twice would be refused by the rules, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Says `DeadlinePassed` within a second of each due time, and at once for those that passed while the server was down. */
export function deadlineJob({ commands, isMine, onFault }: DeadlineDeps): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const sweep = async (): Promise<void> => {
    if (!(await isMine())) return;
    // A full slice of 50 means that there is more.
    while ((await commands.passDeadlines()) >= 50);
  };
  const timer = setInterval(() => {
    running ??= sweep()
      .catch(onFault)
      .finally(() => {
        running = null;
      });
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
