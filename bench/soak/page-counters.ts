/** What the soak puts into the page before anything of ours runs there: its own clock, counters, and on demand a leak. */
export interface PageCounters {
  /** Ahead of the machine's clock, ms; only what reads the clock is moved, timers run as ever. */
  aheadMs: number;
  /** How often the glass showed something else: another scene, another area, another case. */
  turns: number;
  /** Contexts that canvases were asked for, by kind. */
  contexts: Record<string, number>;
  /** Intervals that run. */
  intervals: number;
  /** Frames and scripts that took longer than 50 ms. */
  long: { count: number; totalMs: number; longestMs: number };
  /** Keeps so many bytes for ever. */
  leak(bytes: number): void;
}
export type Counted = Window & { soak: PageCounters };

/** Runs in the page: it may name nothing outside itself. */
export function countInPage({ aheadMs }: { aheadMs: number }): void {
  const kept: number[][] = [];
  const counters: PageCounters = {
    aheadMs,
    turns: 0,
    contexts: {},
    intervals: 0,
    long: { count: 0, totalMs: 0, longestMs: 0 },
    leak: (bytes) => void kept.push(Array.from({ length: Math.ceil(bytes / 8) }, (_, i) => i + 0.5)),
  };
  (window as unknown as Counted).soak = counters;

  const RealDate = Date;
  const now = (): number => RealDate.now() + counters.aheadMs;
  window.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[]) => Reflect.construct(target, given.length > 0 ? given : [now()]) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });

  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const isNew = !Object.hasOwn(this, 'soakHas');
    const context = (getContext as (...args: unknown[]) => unknown).apply(this, given);
    if (isNew && context !== null) {
      Object.defineProperty(this, 'soakHas', { value: true });
      const kind = String(given[0]);
      counters.contexts[kind] = (counters.contexts[kind] ?? 0) + 1;
    }
    return context;
  } as typeof getContext;

  const running = new Set<number>();
  const { setInterval: begin, clearInterval: end } = window;
  window.setInterval = ((...given: Parameters<typeof setInterval>) => {
    const handle = begin(...given);
    running.add(handle);
    counters.intervals = running.size;
    return handle;
  }) as typeof window.setInterval;
  window.clearInterval = (handle) => {
    running.delete(handle as number);
    counters.intervals = running.size;
    end(handle);
  };

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      counters.long.count += 1;
      counters.long.totalMs += duration;
      counters.long.longestMs = Math.max(counters.long.longestMs, duration);
    }
  }).observe({ type: 'longtask' });

  let shown = '';
  new MutationObserver(() => {
    const glass = document.querySelector<HTMLElement>('[data-why]');
    if (!glass) return;
    const { scene, area, why } = glass.dataset;
    const next = `${scene}|${area}|${why}`;
    if (shown !== '' && next !== shown) counters.turns += 1;
    shown = next;
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-scene', 'data-area', 'data-why'] });
}
