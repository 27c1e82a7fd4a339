const FIRST_MS = 30_000;
const EVERY_MS = 3_600_000;
/** A long purge leaves the others their turn: 250 incidents a second at most. */
const PAUSE_MS = 200;

export interface RetentionJobDeps {
  /** @param goOn asked between slices */
  apply(goOn: () => Promise<boolean>): Promise<unknown>;
  /** One process does this at a time: twice would find nothing, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
  firstMs?: number;
}

/** Deletes each hour what has been kept long enough; a start and a stop may come at any time. */
export function retentionJob({ apply, isMine, onFault, firstMs = FIRST_MS }: RetentionJobDeps): { stop(): Promise<void> } {
  let isStopped = false;
  let running: Promise<unknown> | null = null;
  let timer = setTimeout(round, firstMs);
  const goOn = async (): Promise<boolean> => {
    if (!isStopped) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return !isStopped && (await isMine());
  };
  function round(): void {
    running = isMine()
      .then((mine) => (mine ? apply(goOn) : undefined))
      .catch(onFault)
      .finally(() => {
        if (!isStopped) timer = setTimeout(round, EVERY_MS);
      });
  }
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
