import type { Rule, Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import type { ReadingBucket, ReadingReads } from './reading-ports.ts';
import type { CameInReads } from './rule-ports.ts';
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
}

/** What a rule would have been told, oldest first. */
export async function pastSamples(
  { node, content: { subject, levels } }: Rule,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  { readings, cameIn, tree }: Ports,
): Promise<{ samples: Sample[]; step: 'minute' | 'hour' | 'incident'; isCut: boolean }> {
  if (subject.kind === 'incidents') {
    const ask = { places: placesOf(node, tree, toMs), categories: subject.categories, fromMs, toMs, limit: INCIDENTS_MOST };
    const found = await cameIn.reported(ask);
    const samples = found
      .filter(({ isExercise }) => !isExercise)
      .map(({ id, category, place, atMs }): Sample => ({ id, device: category, area: place, atMs, seenMs: atMs, value: 1 }));
    return { samples, step: 'incident', isCut: found.length === INCIDENTS_MOST };
  }
  const here = (await readings.latest(subject.indicator)).filter(({ area, atMs }) => tree.path(area, atMs).includes(node));
  const areas = new Map(here.map(({ device, area }) => [device, area]));
  const days = (toMs - fromMs) / DAY_MS;
  const step = areas.size * MINUTES_A_DAY * days > BUCKETS_MOST ? 'hour' : 'minute';
  const most = Math.floor(BUCKETS_MOST / (24 * days));
  const devices = [...areas.keys()].slice(0, most);
  const ask = { indicator: subject.indicator, devices, toMs: toMs + 1 };
  const buckets = devices.length === 0 ? [] : await readings.buckets({ ...ask, step, fromMs });
  const usual =
    subject.kind === 'deviation' && devices.length > 0 ? await readings.buckets({ ...ask, step: 'hour', fromMs: fromMs - WEEKS_MS }) : [];
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
