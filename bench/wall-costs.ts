import type { CDPSession, Page } from 'playwright-core';
import type { Stage } from './browser.ts';
import { spread, type BenchReport, type Pair } from './measure.ts';
import { number } from './tables.ts';

const REPEATS = 3;
/** The large profile (L) sees 30,000 incidents a day: 0.35 a second, ten times as many in its busy hours. Each is a write and a frame. */
const BUSY = { perSecond: 3.5, seconds: 20 };
/** A hall of thirty walls then takes 6 Mbit/s. */
const MOST_BYTES_PER_S = 25_000;
/** Of a view that nobody else looks at; walls with the same view share it, and a hall with ten of them takes half a core at most. */
const MOST_CPU_MS_PER_S = 50;

interface Watched {
  page: Page;
  /** To the wall, drawn to its end. */
  go(): Promise<void>;
  leave(): Promise<void>;
  post(): Promise<number>;
}
/** The same traffic with the wall and without it, in turn. */
export async function costsOf(stage: Stage, { page, go, leave, post }: Watched, report: BenchReport): Promise<void> {
  const wire = await countBytes(await page.context().newCDPSession(page));
  const pairs: Pair[] = [];
  const bytes: number[] = [];
  const traffic = async (): Promise<number> => {
    await stage.server.begin();
    for (let i = 0; i < BUSY.perSecond * BUSY.seconds; i++) {
      const pause = new Promise((resolve) => setTimeout(resolve, 1000 / BUSY.perSecond));
      await post();
      await pause;
    }
    return (await stage.server.read()).cpuMs / BUSY.seconds;
  };
  for (let i = 0; i < REPEATS; i++) {
    wire.begin();
    const ours = await traffic();
    bytes.push(wire.read() / BUSY.seconds);
    await leave();
    pairs.push({ limit: await traffic(), ours });
    await go();
  }
  const extra = spread(pairs.map(({ limit, ours }) => ours - limit)).median;
  const perSecond = spread(bytes).median;
  report.measures.push({
    what: `the server with a wall, at ${BUSY.perSecond} incidents/s`,
    unit: 'ms of CPU a second',
    limitName: 'the same without it',
    pairs,
    bound: null,
  });
  report.truths.push(
    {
      what: `a wall costs ${number(Math.max(0, extra))} ms of CPU a second, at most ${MOST_CPU_MS_PER_S}`,
      isTrue: extra <= MOST_CPU_MS_PER_S,
    },
    { what: `a wall takes ${number(perSecond / 1_000)} kB/s, at most ${MOST_BYTES_PER_S / 1_000}`, isTrue: perSecond <= MOST_BYTES_PER_S },
  );
}

/** What comes to the page over the wire: frames of the line, and answers as they are compressed. */
async function countBytes(cdp: CDPSession): Promise<{ begin(): void; read(): number }> {
  let bytes = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.webSocketFrameReceived', ({ response }) => void (bytes += response.payloadData.length));
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
  return { begin: () => void (bytes = 0), read: () => bytes };
}
