import { NOTHING, type RuleState } from '../domain/rules/engine.ts';
import { indicatorOf, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Window } from '../domain/rules/window.ts';
import type { Tree } from '../domain/tree.ts';
import type { ReadingBucket, ReadingReads } from './reading-ports.ts';
import type { RuleRows } from './rule-ports.ts';
import { placeOf, toSample, type Place } from './rule-subjects.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = 4;
/** Fewer weeks are no habit. */
const WEEKS_LEAST = 2;
/** Means that are remembered, by instrument and hour. */
const USUALS_MOST = 50_000;

/** What a rule has to know from before it began: who was silent already, what has fallen, what is usual. */
export function ruleSeeds({
  rows,
  readings,
  breathe,
}: {
  rows: Pick<RuleRows, 'hasStates'>;
  readings: Pick<ReadingReads, 'buckets' | 'latest'>;
  /** Lets others work: a rule over many instruments begins with a look at each. */
  breathe(): Promise<void>;
}) {
  const looked = new Set<string>();
  const usual = new Map<string, number | null>();
  /** By rule: the instruments of each of its subjects, as they were when it began. */
  const devicesOf = new Map<string, Map<string, string[]>>();

  async function devicesAt(rule: Rule, atMs: number, tree: Tree): Promise<Map<string, string[]>> {
    const key = `${rule.id} ${rule.version}`;
    const known = devicesOf.get(key);
    if (known) return known;
    const found = new Map<string, string[]>();
    for (const reading of await readings.latest(indicatorOf(rule.content.subject)!)) {
      const place = placeOf(rule, { ...toSample(reading), atMs }, tree);
      if (place) (found.get(place.subject) ?? found.set(place.subject, []).get(place.subject)!).push(reading.device);
    }
    devicesOf.set(key, found);
    return found;
  }

  /** By minutes, oldest first; where a whole hour is dry its own bucket says so. */
  async function fallenIn(indicator: string, devices: readonly string[], fromMs: number, toMs: number): Promise<ReadingBucket[]> {
    const isWithin = ({ lastAtMs }: ReadingBucket): boolean => lastAtMs > fromMs && lastAtMs < toMs;
    const isDry = ({ min, max }: ReadingBucket): boolean => min === 0 && max === 0;
    const hours = await readings.buckets({ indicator, devices, step: 'hour', fromMs: fromMs - HOUR_MS, toMs });
    await breathe();
    const found = hours.filter((hour) => isDry(hour) && isWithin(hour));
    const wet = new Map<number, string[]>();
    for (const hour of hours)
      if (!found.includes(hour)) (wet.get(hour.startMs) ?? wet.set(hour.startMs, []).get(hour.startMs)!).push(hour.device);
    for (const [startMs, those] of wet) {
      const ask = { indicator, devices: those, step: 'minute' as const };
      found.push(...(await readings.buckets({ ...ask, fromMs: Math.max(startMs, fromMs), toMs: Math.min(startMs + HOUR_MS, toMs) })));
      await breathe();
    }
    return found.filter(isWithin).sort((a, b) => a.lastAtMs - b.lastAtMs);
  }

  return {
    forget(): void {
      looked.clear();
      devicesOf.clear();
    },
    /** Hours may have been summed anew. */
    forgetUsual: () => usual.clear(),
    /** Those whose last reading lies before a rule on silence began: without them it would never hear that nothing comes. */
    async silentOf(rule: Rule, tree: Tree): Promise<{ rule: Rule; place: Place; sample: Sample }[]> {
      const key = `${rule.id} ${rule.version}`;
      if (rule.content.subject.kind !== 'missing' || looked.has(key)) return [];
      looked.add(key);
      if (await rows.hasStates(rule.id)) return [];
      const last = await readings.latest(rule.content.subject.indicator);
      return last.flatMap((reading) => {
        const sample = toSample(reading);
        const place = placeOf(rule, sample, tree);
        return place ? [{ rule, place, sample }] : [];
      });
    },
    /** A rolling sum that begins amid the rain has what fell before. */
    async windowsOf(rule: Rule, place: Place, sample: Sample, tree: Tree): Promise<RuleState> {
      const { subject } = rule.content;
      if (subject.kind !== 'sum') return NOTHING;
      const fromMs = sample.atMs - subject.hours * HOUR_MS;
      if (fromMs >= rule.atMs) return NOTHING;
      const here = (await devicesAt(rule, sample.atMs, tree)).get(place.subject) ?? [];
      const devices = [...new Set([sample.device, ...here])];
      const windows: Record<string, Window> = {};
      for (const { device, lastAtMs, sum } of await fallenIn(subject.indicator, devices, fromMs, rule.atMs)) {
        const fallen = windows[device]?.rows ?? [];
        windows[device] = { lastAtMs, lastId: 0, rows: sum === 0 ? fallen : [...fallen, [lastAtMs, sum, 0]] };
      }
      return { core: NOTHING.core, windows };
    },
    /** Gives each sample under a rule on deviations the mean of the same hour of the weeks before. */
    async usualOf(wanted: readonly { rule: Rule; sample: Sample }[]): Promise<void> {
      const asking = wanted.filter(({ rule, sample }) => rule.content.subject.kind === 'deviation' && sample.usual === undefined);
      if (usual.size > USUALS_MOST) usual.clear();
      const unknown = new Map<string, { indicator: string; hourMs: number; devices: Set<string> }>();
      for (const { rule, sample } of asking) {
        const [indicator, hourMs] = [indicatorOf(rule.content.subject)!, hourOf(sample)];
        if (usual.has(usualKey(indicator, sample))) continue;
        const key = `${indicator} ${hourMs}`;
        (unknown.get(key) ?? unknown.set(key, { indicator, hourMs, devices: new Set() }).get(key)!).devices.add(sample.device);
      }
      // All that speak at once are asked about at once: with every hour each of them begins another.
      for (const { indicator, hourMs, devices } of unknown.values()) {
        const before = new Map<string, ReadingBucket[]>([...devices].map((device) => [device, []]));
        for (let fromMs = hourMs - WEEKS * WEEK_MS; fromMs < hourMs; fromMs += WEEK_MS) {
          const ask = { indicator, devices: [...devices], step: 'hour' as const, fromMs, toMs: fromMs + HOUR_MS };
          for (const bucket of await readings.buckets(ask)) before.get(bucket.device)!.push(bucket);
          await breathe();
        }
        for (const [device, buckets] of before) usual.set(usualKey(indicator, { device, atMs: hourMs }), usualAt(buckets, hourMs));
      }
      for (const { rule, sample } of asking) sample.usual = usual.get(usualKey(indicatorOf(rule.content.subject)!, sample)) ?? null;
    },
  };
}

const hourOf = ({ atMs }: Pick<Sample, 'atMs'>): number => Math.floor(atMs / HOUR_MS) * HOUR_MS;
const usualKey = (indicator: string, sample: Pick<Sample, 'device' | 'atMs'>): string => `${indicator} ${sample.device} ${hourOf(sample)}`;

/** The mean of the same hour of the four weeks before; null = fewer than two of them are known. */
export function usualAt(buckets: readonly { startMs: number; sum: number; n: number }[], hourMs: number): number | null {
  const same = buckets.filter(
    ({ startMs }) => startMs < hourMs && (hourMs - startMs) % WEEK_MS === 0 && hourMs - startMs <= WEEKS * WEEK_MS,
  );
  if (same.length < WEEKS_LEAST) return null;
  return same.reduce((all, { sum, n }) => all + sum / n, 0) / same.length;
}
export type RuleSeeds = ReturnType<typeof ruleSeeds>;
