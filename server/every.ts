export interface Repeated {
  /** No further turn begins; resolves when the one under way is done. */
  stop(): Promise<void>;
}

/** Again and again, but never twice at once. */
export function every(ms: number, work: () => Promise<void>, onFault: (fault: unknown) => void): Repeated {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onFault)
      .finally(() => {
        running = null;
      });
  }, ms);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
