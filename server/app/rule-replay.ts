import { NOTHING, take, type RuleState } from '../domain/rules/engine.ts';
import { lastingMs, reachMs, replaying, warmed } from '../domain/rules/rejudge.ts';
import { indicatorOf, levelsAt, tierOf, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import type { KeptReading, RawReads, ReadingReads } from './reading-ports.ts';
import type { Rejudging, RuleRows } from './rule-ports.ts';
import type { RuleSeeds } from './rule-seeds.ts';
import { placeOf, toSample, type Place } from './rule-subjects.ts';

const READINGS_MOST = 200_000;
const SLICE = 2_000;

export interface ReplayDeps {
  rows: Pick<RuleRows, 'alarmsOf' | 'states'>;
  readings: Pick<ReadingReads, 'latest'> & RawReads;
  seeds: Pick<RuleSeeds, 'usualOf' | 'windowsOf'>;
  /** Lets others work. */
  breathe(): Promise<void>;
  /** Readings of one subject that are gone over again at most, the newest. */
  readingsMost?: number;
}
/** One thing that a rule looks at, and the mark because of which it is looked at again. */
export interface Marked extends Place {
  rule: Rule;
  mark: Rejudging;
}
/** As far as the log was read, and until when the clock has spoken. */
export interface Upto {
  cursor: number;
  nowMs: number;
}
interface Begin {
  /** The first reading that is judged; null = from the rule's own beginning. */
  atMs: number | null;
  /** The first that is heard. */
  fromMs: number;
}

/** Goes over what a subject was told again, from an instant at which nothing stood, as far as it counts now. */
export function ruleReplay({ rows, readings, seeds, breathe, readingsMost = READINGS_MOST }: ReplayDeps) {
  /** Who is heard in a subject. */
  async function devicesOf({ rule, subject, mark }: Marked, state: RuleState, tree: Tree, nowMs: number): Promise<string[]> {
    if (tierOf(rule.content.subject) === null) return [subject];
    const here = (await readings.latest(indicatorOf(rule.content.subject)!)).filter(
      (each) => placeOf(rule, { ...toSample(each), atMs: nowMs }, tree)?.subject === subject,
    );
    return [...new Set([mark.device, ...Object.keys(state.windows), ...here.map(({ device }) => device)])];
  }
  /**
   * A reading from which on all can be told without what came before: nothing stood then, and until the mark nothing was raised; and a breach
   * that had begun before it has by then either lasted long enough or been broken.
   */
  async function beginOf({ rule, subject, mark }: Marked, devices: readonly string[], lasting: number, cursor: number): Promise<Begin> {
    const key = { rule: rule.id, version: rule.version, subject };
    const reach = reachMs(rule.content);
    const ask = { indicator: indicatorOf(rule.content.subject)!, devices, upToId: cursor };
    for (let edgeMs = mark.fromMs; ; ) {
      const first = await readings.before({ ...ask, atMs: edgeMs - lasting });
      if (first === null || first.atMs - reach <= rule.atMs) return { atMs: null, fromMs: rule.atMs };
      const stood = (await rows.alarmsOf(key, first.atMs)).filter((each) => !each.isWithdrawn && each.raisedAtMs < edgeMs);
      if (stood.length === 0) return { atMs: first.atMs, fromMs: first.atMs - reach };
      edgeMs = stood[0]!.raisedAtMs;
    }
  }
  /** In the order of arrival; where there are too many, those of the last time, and then it begins there. */
  async function heardOf(
    { rule }: Marked,
    devices: readonly string[],
    begin: Begin,
    cursor: number,
  ): Promise<{ heard: Sample[]; begin: Begin }> {
    const { fromMs } = begin;
    const most = Math.ceil(readingsMost / devices.length);
    const found: KeptReading[] = [];
    let wholeFromMs = fromMs;
    for (const device of devices) {
      const own: KeptReading[] = [];
      for (let beforeMs = Number.MAX_SAFE_INTEGER; own.length < most; ) {
        const limit = Math.min(SLICE, most - own.length);
        const ask = { indicator: indicatorOf(rule.content.subject)!, device, upToId: cursor, fromMs, beforeMs, limit };
        const slice = await readings.newest(ask);
        own.push(...slice);
        if (slice.length < limit) break;
        beforeMs = slice.at(-1)!.atMs;
        await breathe();
      }
      if (own.length >= most) wholeFromMs = Math.max(wholeFromMs, own.at(-1)!.atMs);
      found.push(...own);
    }
    const heard = found
      .filter(({ atMs }) => atMs >= wholeFromMs)
      .sort((a, b) => a.id - b.id)
      .map(toSample);
    return { heard, begin: wholeFromMs === fromMs ? begin : { fromMs: wholeFromMs, atMs: wholeFromMs + reachMs(rule.content) } };
  }
  /** What the subject has to begin with. */
  async function startOf(
    { rule, ...place }: Marked,
    begin: Begin,
    heard: readonly Sample[],
    cursor: number,
    tree: Tree,
  ): Promise<RuleState> {
    const { content } = rule;
    if (begin.atMs !== null) {
      const before = heard.filter(({ atMs }) => atMs < begin.atMs!).sort((a, b) => a.atMs - b.atMs || a.id - b.id);
      return warmed(content, before);
    }
    if (content.subject.kind === 'missing') {
      const ask = { indicator: content.subject.indicator, devices: [place.subject], upToId: cursor };
      const last = await readings.before({ ...ask, atMs: rule.atMs - 1 });
      return last ? take(content, NOTHING, [toSample(last)]) : NOTHING;
    }
    return heard[0] ? seeds.windowsOf(rule, place, heard[0], tree) : NOTHING;
  }
  /** What is told of it now, and since when that takes the place of what was told. */
  return async function replay(subject: Marked, { cursor, nowMs }: Upto, tree: Tree) {
    const { rule, area } = subject;
    const levels = levelsAt(rule.content, tree.path(area, nowMs));
    const [stored] = await rows.states([{ rule: rule.id, subject: subject.subject }]);
    const before = stored?.state ?? NOTHING;
    const devices = await devicesOf(subject, before, tree, nowMs);
    const wanted = await beginOf(subject, devices, lastingMs(levels), cursor);
    const { heard, begin } = await heardOf(subject, devices, wanted, cursor);
    await seeds.usualOf(heard.map((sample) => ({ rule, sample })));
    const judged = replaying(rule.content, levels, await startOf(subject, begin, heard, cursor, tree));
    const rest = begin.atMs === null ? heard : heard.filter(({ atMs }) => atMs >= begin.atMs!);
    for (let at = 0; at < rest.length; at += SLICE) {
      judged.hear(rest.slice(at, at + SLICE));
      await breathe();
    }
    return { ...judged.end(nowMs), before, levels, sinceMs: begin.atMs ?? Number.MIN_SAFE_INTEGER };
  };
}
