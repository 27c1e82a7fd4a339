/** The next turn of the event loop: what waits on sockets and timers comes first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
