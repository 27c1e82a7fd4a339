import type { CDPSession, Page } from 'playwright-core';

/** A frame that somebody notices. */
const LONG_MS = 50;

export interface Frames {
  /** From one to the next, sorted, ms. */
  ms: number[];
  long: number;
  /** Of the page's own thread, ms a second. */
  busyMs: number;
}
type Framed = Window & { __frames?: number[]; __isFraming?: boolean };

/** Frames of a page while something goes on, which takes so many seconds. */
export async function framesOf(page: Page, cdp: CDPSession, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const framed = window as Framed;
    const frames: number[] = (framed.__frames = []);
    framed.__isFraming = true;
    let last = 0;
    const next = (at: number): void => {
      if (last > 0) frames.push(at - last);
      last = at;
      if (framed.__isFraming) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const before = await taskSeconds(cdp);
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1000;
  const busyMs = (((await taskSeconds(cdp)) - before) * 1000) / seconds;
  const ms = await page.evaluate(() => {
    const framed = window as Framed;
    framed.__isFraming = false;
    return framed.__frames!.sort((a, b) => a - b);
  });
  return { ms, long: ms.filter((each) => each > LONG_MS).length, busyMs };
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value;
}
