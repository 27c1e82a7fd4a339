import type { Tier } from '../../shared/terms.ts';
import { indicatorOf, tierOf, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import type { KeptReading } from './reading-ports.ts';

/** Which rules hear of what. */
export interface RuleBook {
  stamp: number;
  rules: ReadonlyMap<number, Rule>;
  byIndicator: ReadonlyMap<string, readonly Rule[]>;
  counting: readonly Rule[];
}

export function ruleBook(stamp: number, all: readonly Rule[]): RuleBook {
  const on = all.filter(({ isOn }) => isOn);
  const byIndicator = new Map<string, Rule[]>();
  for (const rule of on) {
    const indicator = indicatorOf(rule.content.subject);
    if (indicator !== null) (byIndicator.get(indicator) ?? byIndicator.set(indicator, []).get(indicator)!).push(rule);
  }
  return {
    stamp,
    rules: new Map(on.map((rule) => [rule.id, rule])),
    byIndicator,
    counting: on.filter(({ content }) => content.subject.kind === 'incidents'),
  };
}

export interface Place {
  subject: string;
  area: string;
}
/** What a sample is to a rule; null = nothing: it lies elsewhere, or is of another kind. */
export function placeOf({ node, content: { subject } }: Pick<Rule, 'node' | 'content'>, sample: Sample, tree: Tree): Place | null {
  const path = tree.path(sample.area, sample.atMs);
  if (!path.includes(node)) return null;
  const tier = tierOf(subject);
  if (tier === null) return { subject: sample.device, area: sample.area };
  const area = ofTier(path, tier, tree, sample.atMs);
  if (area === null) return null;
  if (subject.kind !== 'incidents') return { subject: area, area };
  const isKind = subject.categories.length === 0 || subject.categories.includes(sample.device);
  return isKind ? { subject: `${area}|${sample.device}`, area } : null;
}

const ofTier = (path: readonly string[], tier: Tier, tree: Tree, atMs: number): string | null =>
  path.find((code) => tree.row(code, atMs)?.tier === tier) ?? null;

export const toSample = ({ id, device, area, atMs, receivedMs, value }: KeptReading): Sample => ({
  id,
  device,
  area,
  atMs,
  seenMs: receivedMs,
  value,
});
