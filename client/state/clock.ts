import { useSyncExternalStore } from 'react';

/** One clock for all screens: the server's, one timer for all that tick, and only what reads differently renders again. */
let serverAtMs = Date.now();
let heardAtMs = serverAtMs;
/** How many times as fast as ours it goes: 1, but in a replay; 0 = it stands. */
let rate = 1;
let tickMs = serverAtMs;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Smaller differences are the line's delay, not the clock's. */
const LINE_MS = 1500;

export const nowMs = (): number => serverAtMs + (Date.now() - heardAtMs) * rate;

/** The server's time as it arrives. */
export function setServerNow(serverMs: number): void {
  if (Math.abs(serverMs - nowMs()) > LINE_MS * rate) setNow(serverMs);
}

/** A replay's clock: where it stands, and how fast it goes from there. */
export function setClock(serverMs: number, times: number): void {
  rate = times;
  setNow(serverMs);
  if (listeners.size > 0) tell();
}

function setNow(serverMs: number): void {
  serverAtMs = serverMs;
  heardAtMs = Date.now();
}

function tell(): void {
  tickMs = nowMs();
  for (const listener of listeners) listener();
}
/** At the clock's full seconds; one that goes at another rate is looked at as often. */
const untilNext = (): number => (rate === 1 ? 1000 - (tickMs % 1000) : 1000);

function tick(): void {
  tell();
  timer = setTimeout(tick, untilNext());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    tickMs = nowMs();
    timer = setTimeout(tick, untilNext());
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
