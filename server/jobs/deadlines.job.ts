/** What the job needs of the use cases. */
export interface PassDeadlines {
  passDeadlines(): Promise<number>;
}

const EVERY_MS = 1_000;

/** Says `DeadlinePassed` within a second of each due time, and at once for those that passed while the server was down. */
export function deadlineJob({ passDeadlines }: PassDeadlines, onFault: (fault: unknown) => void): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const sweep = async (): Promise<void> => {
    // A full slice of 50 means that there is more.
    while ((await passDeadlines()) >= 50);
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
