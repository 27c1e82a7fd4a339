import type { Limit } from '../../../shared/indicators.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import type { Tier } from '../../../shared/terms.ts';
import type { LimitState } from '../../../shared/vital-terms.ts';

/** A rule as it holds: `version` counts up with every change, and every alarm names it. */
export interface Rule {
  id: number;
  version: number;
  node: string;
  isOn: boolean;
  content: RuleContent;
  by: string;
  atMs: number;
}

/** One thing that was measured or happened. */
export interface Sample {
  /** The reading, or the incident. */
  id: number;
  /** The instrument, or the incident's kind. */
  device: string;
  area: string;
  /** By its own clock. */
  atMs: number;
  /** When it reached us. */
  seenMs: number;
  value: number;
  /** Mean of the same hour before; null = not known. */
  usual?: number | null;
}

/** What an alarm came from. */
export interface Evidence {
  id: number;
  device: string;
  atMs: number;
  value: number;
}

/** What the engine tells, at instants of the readings' own time. */
export interface Happening {
  change: 'raised' | 'level' | 'cleared';
  /** Counts the alarms of one subject. */
  n: number;
  /** The level that holds from now on; of what is cleared the last that held. */
  level: LimitState;
  atMs: number;
  value: number;
  readings: readonly Evidence[];
}

/** The limits that hold at a place: of the deepest override on its way up, else the rule's own. */
export function levelsAt({ levels, overrides }: Pick<RuleContent, 'levels' | 'overrides'>, path: readonly string[]): readonly Limit[] {
  for (const code of path) {
    const own = overrides.find(({ area }) => area === code);
    if (own) return own.levels;
  }
  return levels;
}

/** Of which tier the areas are that have one value each; null = every instrument stands for itself. */
export function tierOf(subject: RuleContent['subject']): Tier | null {
  if (subject.kind === 'incidents') return subject.tier;
  return subject.kind === 'sum' && subject.of !== 'station' ? (subject.tier ?? null) : null;
}

export const indicatorOf = (subject: RuleContent['subject']): string | null => (subject.kind === 'incidents' ? null : subject.indicator);
