import type { ReportIncident } from '../../shared/incidents.ts';
import type { WallOrder } from '../../shared/wall-wire.ts';
import type { DemoCity } from '../demo-city.ts';
import { locatedPoints } from '../points.ts';
import { seeded, shuffled, skewed } from '../random.ts';

/** What a week does to a wall: incidents come and go, and the glass shows one thing after the other. */
export interface Traffic {
  /** Incidents that changed so far. */
  updates: number;
  /** The server said no, or said nothing: somebody was quicker (a deadline), or it was away. */
  refused: number;
  go(): void;
  pause(): Promise<void>;
  /** Every server that is started anew has a port of its own. */
  to(port: number): void;
  /** One that is open now. */
  some(): number | null;
}
interface Given {
  city: DemoCity;
  token: string;
  port: number;
  /** Half of them come, half of them go. */
  updatesPerSecond: number;
}

const BEAT_MS = 500;
/** A machine that is busy falls behind; what is made good at once stays this small. */
const MOST_A_BEAT = 150;
/** So many are open at once beside those that were open from the beginning. */
const STANDING = 300;
/** One in so many is critical, and as many are urgent: the others are the day's own. */
const CRITICAL_EVERY = 40;
const WORDS = ['路灯不亮', '占道堆物', '水管爆裂', '井盖破损'];

export function traffic({ city, token, port, updatesPerSecond }: Given): Traffic {
  const random = seeded(11);
  const point = locatedPoints(city.pack.areas, city.locator, 12);
  const category = skewed(shuffled(city.pack.pack.categories, random), random);
  const open: { id: number; version: number }[] = [];
  let reported = 0;
  let server = port;
  let timer: ReturnType<typeof setInterval> | undefined;
  const flying = new Set<Promise<unknown>>();
  let workedMs = 0;
  let lastMs = 0;

  const report = (): string => {
    reported += 1;
    const body: ReportIncident = {
      category: category().code,
      lngLat: point().lngLat,
      source: 'hotline',
      description: `${WORDS[reported % WORDS.length]}，第 ${reported} 号`,
      ...(reported % CRITICAL_EVERY === 0 ? { severity: 'critical' } : reported % CRITICAL_EVERY === 1 ? { severity: 'urgent' } : {}),
    };
    return JSON.stringify(body);
  };
  const self: Traffic = {
    updates: 0,
    refused: 0,
    go() {
      lastMs = performance.now();
      timer ??= setInterval(() => {
        workedMs += performance.now() - lastMs;
        lastMs = performance.now();
        // Whatever is still under way is waited for: a server that is slow must not be buried.
        if (flying.size > 2) return;
        const due = (workedMs / 1000) * updatesPerSecond - self.updates;
        const coming = Math.min(MOST_A_BEAT, Math.round(due / 2));
        if (coming > 0) hold(come(coming));
        if (open.length > STANDING) hold(end(open.splice(0, Math.min(MOST_A_BEAT, open.length - STANDING))));
      }, BEAT_MS);
    },
    async pause() {
      clearInterval(timer);
      timer = undefined;
      await Promise.all(flying);
    },
    to: (next) => void (server = next),
    some: () => open.at(-1)?.id ?? null,
  };
  const hold = (work: Promise<unknown>): void => {
    const held = work.catch(() => void (self.refused += 1)).finally(() => flying.delete(held));
    flying.add(held);
  };
  const send = (path: string, type: string, body: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${server}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });

  async function come(count: number): Promise<void> {
    const answer = await send('/incidents/batch', 'application/x-ndjson', Array.from({ length: count }, report).join('\n'));
    for (const line of (await answer.text()).trim().split('\n')) {
      const { id, version } = JSON.parse(line) as { id?: number; version?: number };
      if (id === undefined || version === undefined) self.refused += 1;
      else open.push({ id, version });
      self.updates += id === undefined ? 0 : 1;
    }
  }
  async function end(some: readonly { id: number; version: number }[]): Promise<void> {
    await Promise.all(
      some.map(async ({ id, version }) => {
        const answer = await send(
          `/incidents/${id}/commands/cancel`,
          'application/json',
          JSON.stringify({ seenVersion: version, reason: 'soak' }),
        );
        await answer.arrayBuffer();
        if (answer.ok) self.updates += 1;
        else self.refused += 1;
      }),
    );
  }
  return self;
}

const SCENES = ['everyday', 'rush', 'storm', 'night', 'emergency'] as const;
/** So many children, in every scene: enough to go round, few enough that each was seen before the first look that counts. No multiple of the scenes: all pairs come. */
const CHILDREN = 12;
/** One child after the other, in one scene after the other; in between a case, and the node itself with a playlist that begins. */
export function* turns(children: readonly string[], someCase: () => number | null): Generator<WallOrder, never> {
  const areas = children.slice(0, CHILDREN);
  for (let i = 0, seen = 0; ; i++) {
    const id = i % 8 === 3 ? someCase() : null;
    if (id !== null) yield { show: { kind: 'incident', id } };
    else if (i % 8 === 7) yield { playlist: 'children', show: null };
    else {
      yield { scene: SCENES[seen % SCENES.length]!, show: { kind: 'area', id: areas[seen % areas.length]! } };
      seen += 1;
    }
  }
}
