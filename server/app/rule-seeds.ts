import { NOTHING, type RuleState } from '../domain/rules/engine.ts';
import { indicatorOf, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Window } from '../domain/rules/window.ts';
import type { Tree } from '../domain/tree.ts';
import type { ReadingReads } from './reading-ports.ts';
import type { RuleRows } from './rule-ports.ts';
import { placeOf, toSample, type Place } from './rule-subjects.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = 4;
/** Fewer weeks are no habit. */
const WEEKS_LEAST = 2;

/** What a rule has to know from before it began: who was silent already, what has fallen, what is usual. */
export function ruleSeeds({ rows, readings }: { rows: Pick<RuleRows, 'hasStates'>; readings: Pick<ReadingReads, 'buckets' | 'latest'> }) {
  const looked = new Set<string>();
  const usual = new Map<string, number | null>();

  return {
    forget: () => looked.clear(),
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
      const here = (await readings.latest(subject.indicator)).filter(
        (reading) => placeOf(rule, { ...toSample(reading), atMs: sample.atMs }, tree)?.subject === place.subject,
      );
      const devices = [...new Set([sample.device, ...here.map(({ device }) => device)])];
      const buckets = await readings.buckets({ indicator: subject.indicator, devices, step: 'minute', fromMs, toMs: rule.atMs });
      const windows: Record<string, Window> = {};
      for (const { device, lastAtMs, sum } of [...buckets].sort((a, b) => a.lastAtMs - b.lastAtMs)) {
        if (lastAtMs <= fromMs || lastAtMs >= rule.atMs) continue;
        const fallen = windows[device]?.rows ?? [];
        windows[device] = { lastAtMs, lastId: 0, rows: sum === 0 ? fallen : [...fallen, [lastAtMs, sum, 0]] };
      }
      return { core: NOTHING.core, windows };
    },
    /** Gives each sample under a rule on deviations the mean of the same hour of the weeks before. */
    async usualOf(wanted: readonly { rule: Rule; sample: Sample }[]): Promise<void> {
      for (const { rule, sample } of wanted) {
        if (rule.content.subject.kind !== 'deviation') continue;
        const hourMs = Math.floor(sample.atMs / HOUR_MS) * HOUR_MS;
        const key = `${indicatorOf(rule.content.subject)} ${sample.device} ${hourMs}`;
        let known = usual.get(key);
        if (known === undefined) {
          known = usualAt(
            await readings.buckets({
              indicator: rule.content.subject.indicator,
              devices: [sample.device],
              step: 'hour',
              fromMs: hourMs - WEEKS * WEEK_MS,
              toMs: hourMs,
            }),
            hourMs,
          );
          if (usual.size > 20_000) usual.clear();
          usual.set(key, known);
        }
        sample.usual = known;
      }
    },
  };
}

/** The mean of the same hour of the four weeks before; null = fewer than two of them are known. */
export function usualAt(buckets: readonly { startMs: number; sum: number; n: number }[], hourMs: number): number | null {
  const same = buckets.filter(
    ({ startMs }) => startMs < hourMs && (hourMs - startMs) % WEEK_MS === 0 && hourMs - startMs <= WEEKS * WEEK_MS,
  );
  if (same.length < WEEKS_LEAST) return null;
  return same.reduce((all, { sum, n }) => all + sum / n, 0) / same.length;
}
export type RuleSeeds = ReturnType<typeof ruleSeeds>;
