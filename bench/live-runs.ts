import { TICK_MS, type Frame } from '../shared/live.ts';
import type { BareOrder } from './bare-sockets.ts';
import { monotonicMs } from './core-time.ts';
import type { DemoCity } from './demo-city.ts';
import type { ProbeReading } from './loop-probe.ts';
import { paced } from './paced.ts';
import { reportBodies } from './reports.ts';
import type { Screens, Seen } from './screens.ts';
import type { ServerProcess } from './server-process.ts';

/** Far more than a busy machine needs. */
const SETTLED_MS = 60_000;

/** What a run of incidents did to the server and to the screens that watch. */
export interface LiveRun {
  probe: ProbeReading;
  sent: Sent[];
  seen: Seen;
  /** Each frame parsed once. */
  frames: { frame: Frame; text: string; arrivedMs: number[] }[];
  /** Every screen got every incident, and no screen was told anything else. */
  isWhole: boolean;
}
interface Sent {
  id: number;
  atMs: number;
  answeredMs: number;
}

/** Reports incidents one by one at an even pace, none of them twice. */
export function reporter(city: DemoCity, server: ServerProcess, most: number) {
  const bodies = reportBodies(city, most, 400);
  let next = 0;
  const post = async (): Promise<Sent> => {
    const atMs = monotonicMs();
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/incidents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${city.token}`, 'content-type': 'application/json' },
      body: bodies[next++]!,
    });
    const { id } = (await answer.json()) as { id: number };
    if (answer.status !== 201) throw new Error(`POST: ${answer.status}`);
    return { id, atMs, answeredMs: monotonicMs() };
  };
  return async (perSecond: number, times: number): Promise<Sent[]> => {
    const sent: Promise<Sent>[] = [];
    await paced(perSecond, times, () => void sent.push(post()));
    return Promise.all(sent);
  };
}
type Reporter = ReturnType<typeof reporter>;

/** The same incidents with screens, or with none to hear of them. */
export async function liveRun(
  server: ServerProcess,
  report: Reporter,
  screens: Screens | null,
  { perSecond, times }: { perSecond: number; times: number },
): Promise<LiveRun> {
  await screens?.begin();
  await server.begin();
  const sent = await report(perSecond, times);
  const ids = new Set(sent.map(({ id }) => id));
  const until = performance.now() + SETTLED_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2 * TICK_MS));
    const seen = screens ? await screens.read() : null;
    const frames = parsed(seen?.frames ?? []);
    const isWhole = screens === null || isAllThere(frames, ids, screens.count, seen!);
    if (!isWhole && performance.now() < until) continue;
    const probe = await server.read();
    return { probe, sent, seen: seen ?? { frames: [], messages: 0, frameBytes: 0, others: 0, open: 0 }, frames, isWhole };
  }
}

function parsed(frames: Seen['frames']): LiveRun['frames'] {
  return frames.map(({ text, arrivedMs }) => {
    const said = Buffer.from(text).toString();
    return { frame: (JSON.parse(said.slice(2)) as [string, Frame])[1], text: said, arrivedMs };
  });
}

function isAllThere(frames: LiveRun['frames'], ids: ReadonlySet<number>, count: number, { others, open }: Seen): boolean {
  const told = new Set(frames.flatMap(({ frame }) => frame.rows.map(([id]) => id)));
  return (
    [...ids].every((id) => told.has(id)) && frames.every(({ arrivedMs }) => arrivedMs.length === count) && others === 0 && open === count
  );
}

/** From the POST's first byte to each screen's socket, ms, sorted. */
export function latenciesOf({ sent, frames }: LiveRun): number[] {
  const sentAt = new Map(sent.map(({ id, atMs }) => [id, atMs]));
  return frames
    .flatMap(({ frame, arrivedMs }) =>
      frame.rows.flatMap(([id]) => {
        const from = sentAt.get(id);
        return from === undefined ? [] : arrivedMs.map((atMs) => atMs - from);
      }),
    )
    .sort((a, b) => a - b);
}

export const answeredMs = ({ sent }: LiveRun): number[] => sent.map(({ atMs, answeredMs: at }) => at - atMs).sort((a, b) => a - b);

/** How long one frame took from the first screen to the last, ms, sorted. */
export const spansMs = ({ frames }: LiveRun): number[] =>
  frames.map(({ arrivedMs }) => Math.max(...arrivedMs) - Math.min(...arrivedMs)).sort((a, b) => a - b);

/** What the limit's process sent, and what that cost it; without screens: what it costs to be there. */
export async function bareRun(
  bare: ServerProcess,
  screens: Screens | null,
  order: BareOrder,
): Promise<{ cpuMs: number; messages: number; isWhole: boolean }> {
  await screens?.begin();
  await bare.begin();
  await bare.order(order);
  const expected = (screens?.count ?? 0) * (order.kind === 'write' ? order.times : order.messages.length);
  const until = performance.now() + SETTLED_MS;
  for (;;) {
    const messages = screens ? (await screens.read()).messages : 0;
    const isWhole = messages === expected;
    if (isWhole || performance.now() > until) return { cpuMs: (await bare.read()).cpuMs, messages, isWhole };
    await new Promise((resolve) => setTimeout(resolve, 2 * TICK_MS));
  }
}
