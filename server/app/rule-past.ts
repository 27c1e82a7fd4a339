import type { Rule, Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import type { ReadingBucket, ReadingReads } from './reading-ports.ts';
import type { CameIn, CameInReads } from './rule-ports.ts';
import { usualAt } from './rule-seeds.ts';
import { placesOf } from './rules.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const WEEKS_MS = 28 * DAY_MS;
/** So many steps are read at most: finer ones of few instruments, coarser ones of many. */
const BUCKETS_MOST = 200_000;
/** Buckets of a minute that an instrument may have in a day: one that speaks every five minutes has 288. */
const MINUTES_A_DAY = 288;
const INCIDENTS_MOST = 200_000;

interface Ports {
  readings: Pick<ReadingReads, 'buckets' | 'latest'>;
  cameIn: Pick<CameInReads, 'reported'>;
  tree: Tree;
  breathe(): Promise<void>;
}

/** What a rule would have been told, oldest first. */
export async function pastSamples(
  { node, content: { subject, levels } }: Rule,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  { readings, cameIn, tree, breathe }: Ports,
): Promise<{ samples: Sample[]; step: 'minute' | 'hour' | 'incident'; isCut: boolean }> {
  if (subject.kind === 'incidents') {
    const ask = { places: placesOf(node, tree, toMs), categories: subject.categories };
    const found: CameIn[] = [];
    for (const [from, to] of days(fromMs, toMs)) {
      if (found.length < INCIDENTS_MOST)
        found.push(...(await cameIn.reported({ ...ask, fromMs: from, toMs: to, limit: INCIDENTS_MOST - found.length })));
      await breathe();
    }
    const samples = found
      .filter(({ isExercise }) => !isExercise)
      .map(({ id, category, place, atMs }): Sample => ({ id, device: category, area: place, atMs, seenMs: atMs, value: 1 }));
    return { samples, step: 'incident', isCut: found.length === INCIDENTS_MOST };
  }
  const here = (await readings.latest(subject.indicator)).filter(({ area, atMs }) => tree.path(area, atMs).includes(node));
  const areas = new Map(here.map(({ device, area }) => [device, area]));
  const span = (toMs - fromMs) / DAY_MS;
  const step = areas.size * MINUTES_A_DAY * span > BUCKETS_MOST ? 'hour' : 'minute';
  const most = Math.floor(BUCKETS_MOST / (24 * span));
  const devices = [...areas.keys()].slice(0, most);
  /** A day at a time: nobody else waits for a month of it. */
  const read = async (of: 'minute' | 'hour', beginMs: number): Promise<ReadingBucket[]> => {
    const found: ReadingBucket[] = [];
    for (const [from, to] of devices.length === 0 ? [] : days(beginMs, toMs + 1)) {
      found.push(...(await readings.buckets({ indicator: subject.indicator, devices, step: of, fromMs: from, toMs: to })));
      await breathe();
    }
    return found;
  };
  const buckets = await read(step, fromMs);
  const usual = subject.kind === 'deviation' ? await read('hour', fromMs - WEEKS_MS) : [];
  const usualOf = usualBook(usual);
  const isLow = levels.every(({ above }) => above === undefined);
  const samples = buckets.map((bucket, index): Sample => {
    const { device, lastAtMs: atMs } = bucket;
    const value = subject.kind === 'sum' ? bucket.sum : step === 'minute' ? bucket.last : isLow ? bucket.min : bucket.max;
    const more = subject.kind === 'deviation' ? { usual: usualOf(device, atMs) } : {};
    return { id: index + 1, device, area: areas.get(device)!, atMs, seenMs: atMs, value, ...more };
  });
  samples.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
  return { samples, step, isCut: areas.size > devices.length };
}

function days(fromMs: number, toMs: number): [fromMs: number, toMs: number][] {
  const found: [number, number][] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS) found.push([atMs, Math.min(toMs, atMs + DAY_MS)]);
  return found;
}

function usualBook(buckets: readonly ReadingBucket[]): (device: string, atMs: number) => number | null {
  const byDevice = new Map<string, ReadingBucket[]>();
  for (const bucket of buckets) (byDevice.get(bucket.device) ?? byDevice.set(bucket.device, []).get(bucket.device)!).push(bucket);
  const known = new Map<string, number | null>();
  return (device, atMs) => {
    const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
    const key = `${device} ${hourMs}`;
    if (!known.has(key)) known.set(key, usualAt(byDevice.get(device) ?? [], hourMs));
    return known.get(key)!;
  };
}
