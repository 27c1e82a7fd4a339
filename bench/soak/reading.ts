import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import type { Counted } from './page-counters.ts';

/** How a page stands, after its garbage was collected. */
export interface Reading {
  heapBytes: number;
  nodes: number;
  listeners: number;
  documents: number;
  intervals: number;
  canvases: number;
  charts: number;
  sources: number;
  layers: number;
  images: number;
  marks: number;
  longFrames: number;
  longMs: number;
  longestMs: number;
  webgl: number;
  turns: number;
  /** Of the whole renderer process, native memory included; null where the system does not tell. */
  residentBytes: number | null;
}

type Probed = Window & { __mapProbe?: { counts(): { sources: number; layers: number; images: number; marks: number } } };

export async function openReader(page: Page): Promise<() => Promise<Reading>> {
  const cdp = await page.context().newCDPSession(page);
  const pid = await rendererOf(page);
  await cdp.send('HeapProfiler.enable');
  return async () => {
    // Twice: what the first one finalises frees what the second one finds.
    for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners, documents } = await cdp.send('Memory.getDOMCounters');
    const { soak, map, canvases, charts } = await page.evaluate(() => {
      const { turns, contexts, intervals, long } = (window as unknown as Counted).soak;
      return {
        soak: { turns, webgl: contexts['webgl2'] ?? 0, intervals, long: { ...long } },
        map: (window as Probed).__mapProbe?.counts() ?? { sources: 0, layers: 0, images: 0, marks: 0 },
        canvases: document.querySelectorAll('canvas').length,
        charts: document.querySelectorAll('[_echarts_instance_]').length,
      };
    });
    return {
      heapBytes: usedSize,
      nodes,
      listeners: jsEventListeners,
      documents,
      intervals: soak.intervals,
      canvases,
      charts,
      ...map,
      longFrames: soak.long.count,
      longMs: soak.long.totalMs,
      longestMs: soak.long.longestMs,
      webgl: soak.webgl,
      turns: soak.turns,
      residentBytes: residentOf(pid),
    };
  };
}

/** The renderer that the page lives in: the browser has one page, and that is the largest. */
async function rendererOf(page: Page): Promise<number | null> {
  const session: CDPSession = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  renderers.sort((a, b) => (residentOf(b) ?? 0) - (residentOf(a) ?? 0));
  return renderers[0] ?? null;
}

const PAGE_BYTES = 4096;
function residentOf(pid: number | null): number | null {
  if (pid === null) return null;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return null;
  }
}
