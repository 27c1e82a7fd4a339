const EVERY_MS = 1_000;

export interface SearchIndexDeps {
  /** Makes one block; false when there is nothing to make. */
  makeBlock(): Promise<boolean>;
  /** One process does this at a time: twice would be work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Makes the search index of what has filled a block, or lost it by a change: until then searches read the texts themselves. */
export function searchIndexJob({ makeBlock, isMine, onFault }: SearchIndexDeps): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  let isStopped = false;
  const sweep = async (): Promise<void> => {
    while (!isStopped && (await isMine()) && (await makeBlock()));
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
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
