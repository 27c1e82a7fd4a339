/** What a page can tell of itself. */
export interface PageHealth {
  heapMb: number | null;
  framesPerS: number | null;
}

const MB = 1_048_576;

/** Chromium alone tells, and rounds unless it is started with `--enable-precise-memory-info`. */
export function heapMb(): number | null {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
  return memory ? Math.round(memory.usedJSHeapSize / MB) : null;
}

/** Counts frames; `take` gives those of each second since it was last asked. */
export function frameCounter(): { take: () => number | null; stop: () => void } {
  let frames = 0;
  let sinceMs = performance.now();
  let handle = requestAnimationFrame(function count() {
    frames += 1;
    handle = requestAnimationFrame(count);
  });
  return {
    take() {
      const nowMs = performance.now();
      const seconds = (nowMs - sinceMs) / 1_000;
      const perS = seconds > 0 ? Math.round((frames / seconds) * 10) / 10 : null;
      [frames, sinceMs] = [0, nowMs];
      return perS;
    },
    stop: () => cancelAnimationFrame(handle),
  };
}
