import { useSyncExternalStore } from 'react';

/** One clock for all screens: the server's, one timer for all that tick, and only what reads differently renders again. */
let offsetMs = 0;
let tickMs = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const nowMs = (): number => Date.now() + offsetMs;

/** The server's time as it arrives. Small differences are the line's delay, not the clock's. */
export function setServerNow(serverMs: number): void {
  const next = serverMs - Date.now();
  if (Math.abs(next - offsetMs) > 1500) offsetMs = next;
}

function tick(): void {
  tickMs = nowMs();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1000 - (tickMs % 1000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    tickMs = nowMs();
    timer = setTimeout(tick, 1000 - (tickMs % 1000));
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** What `select` makes of the time; the caller renders again only when that changes. Give a primitive. */
export function useTicked<T extends string | number | boolean | null>(select: (nowMs: number) => T): T {
  return useSyncExternalStore(subscribe, () => select(tickMs));
}
