/** Again and again, but never twice at once. */
export function every(ms: number, work: () => Promise<void>, onFault: (fault: unknown) => void): NodeJS.Timeout {
  let isRunning = false;
  return setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void work()
      .catch(onFault)
      .finally(() => (isRunning = false));
  }, ms);
}
