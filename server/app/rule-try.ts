import type { TriedWire } from '../../shared/rule-wire.ts';
import { LIMIT_STATES } from '../../shared/vital-terms.ts';
import type { RuleContent } from '../../shared/rule-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertChangesRule } from '../domain/rules/decide-rule.ts';
import { NOTHING, settle, take, type RuleState } from '../domain/rules/engine.ts';
import { assertSound } from '../domain/rules/rule-faults.ts';
import { levelsAt, type Rule } from '../domain/rules/rule.ts';
import type { Catalogue } from './ports.ts';
import type { ReadingReads } from './reading-ports.ts';
import type { CameInReads } from './rule-ports.ts';
import { placeOf } from './rule-subjects.ts';
import { pastSamples } from './rule-past.ts';
import { groundOf } from './rules.ts';
import { thinned } from './thinned.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** So long one try may judge; what it has come to by then is said. */
const MOST_MS = 4_000;
const SLICE = 1_000;
const AT_ONCE = 2;
const FIRINGS_MOST = 200;
const POINTS_MOST = 240;

interface Deps {
  readings: Pick<ReadingReads, 'buckets' | 'latest'>;
  cameIn: Pick<CameInReads, 'reported'>;
  catalogue(): Promise<Catalogue>;
  breathe(): Promise<void>;
  /** What it takes by the wall, ms. */
  wallNow(): number;
  now(): number;
}
type Firing = TriedWire['firings'][number];
interface Subject {
  area: string;
  state: RuleState;
  raised: number;
  open: Firing | null;
  values: [number, number][];
}

/** Runs a rule over the last 30 days as it would have run, and writes nothing. */
export function ruleTrials({ readings, cameIn, catalogue, breathe, wallNow, now }: Deps) {
  let running = 0;

  async function run(rule: Rule, known: Catalogue): Promise<TriedWire> {
    const { tree, time } = known;
    const [toMs, untilMs] = [now(), wallNow() + MOST_MS];
    const fromMs = toMs - DAYS * DAY_MS;
    const { samples, step, isCut } = await pastSamples(rule, { fromMs, toMs }, { readings, cameIn, tree, breathe });
    const subjects = new Map<string, Subject>();
    const firings: Firing[] = [];
    const perDay = new Map<string, number>();
    for (let atMs = fromMs; atMs <= toMs; atMs += DAY_MS) perDay.set(time.dayKey(atMs), 0);
    let [raised, judged, lastMs] = [0, 0, fromMs];

    const judge = (name: string, each: Subject, nowMs: number): void => {
      const levels = levelsAt(rule.content, tree.path(each.area, nowMs));
      const { state, happenings } = settle(rule.content, levels, each.state, nowMs, (atMs, value) => void each.values.push([atMs, value]));
      each.state = state;
      for (const { change, level, atMs, value } of happenings) {
        if (change === 'raised') {
          raised += 1;
          each.raised += 1;
          const day = time.dayKey(atMs);
          perDay.set(day, (perDay.get(day) ?? 0) + 1);
          each.open = { subject: name, area: each.area, level, from: iso(atMs), to: null, value };
          if (firings.length < FIRINGS_MOST) firings.push(each.open);
        } else if (each.open) {
          if (change === 'cleared') each.open.to = iso(atMs);
          else if (LIMIT_STATES.indexOf(level) > LIMIT_STATES.indexOf(each.open.level)) Object.assign(each.open, { level, value });
          if (change === 'cleared') each.open = null;
        }
      }
    };
    let isLate = false;
    for (const sample of samples) {
      const place = placeOf(rule, sample, tree);
      if (place) {
        const each = subjects.get(place.subject) ?? { area: place.area, state: NOTHING, raised: 0, open: null, values: [] };
        subjects.set(place.subject, each);
        each.state = take(rule.content, each.state, [sample]);
        judge(place.subject, each, sample.atMs);
      }
      lastMs = sample.atMs;
      if ((judged += 1) % SLICE !== 0) continue;
      await breathe();
      if ((isLate = wallNow() > untilMs)) break;
    }
    const endMs = isLate ? lastMs : toMs;
    for (const [name, each] of subjects) judge(name, each, endMs);
    const most = [...subjects].sort(([, a], [, b]) => b.raised - a.raised || b.values.length - a.values.length)[0];
    const isLow = rule.content.levels.every(({ above }) => above === undefined);
    return {
      from: iso(fromMs),
      to: iso(endMs),
      step,
      subjects: subjects.size,
      samples: judged,
      isPartial: isCut || isLate,
      raised,
      perDay: [...perDay].map(([day, n]) => ({ day, raised: n })),
      firings: firings.sort((a, b) => (a.from < b.from ? -1 : 1)),
      series: most
        ? {
            subject: most[0],
            area: most[1].area,
            points: thinned(most[1].values, POINTS_MOST, isLow).map(([atMs, value]) => [iso(atMs), value]),
          }
        : null,
    };
  }

  /** @throws Rejection */
  return async (actor: Actor, { node, content }: { node: string; content: RuleContent }): Promise<TriedWire> => {
    const known = await catalogue();
    assertChangesRule(actor, node, known.tree, now());
    assertSound(content, node, groundOf(known, now()));
    // Each may take seconds of one processor: whoever comes third comes again.
    if (running >= AT_ONCE) throw new Rejection('rule.busy');
    running += 1;
    try {
      return await run({ id: 0, version: 0, node, isOn: false, content, by: actor.id, atMs: 0 }, known);
    } finally {
      running -= 1;
    }
  };
}
export type TryRuleUse = ReturnType<typeof ruleTrials>;

const iso = (ms: number): string => new Date(ms).toISOString();
