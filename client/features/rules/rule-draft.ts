import type { Limit } from '../../../shared/indicators.ts';
import type { SubjectKind } from '../../../shared/rule-terms.ts';
import type { RuleContent, RuleWire } from '../../../shared/rule-wire.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';

/** A rule as it is being written. */
export interface Draft {
  /** Null = a new one. */
  rule: RuleWire | null;
  node: string;
  content: RuleContent;
}
const NEW: RuleContent = {
  names: { zh: '', en: '' },
  subject: { kind: 'reading', indicator: '' },
  levels: [{ state: 'attention', above: 0, isInclusive: true }],
  overrides: [],
  waitS: 60,
  holeS: 7200,
  actions: {},
};

/** A new rule begins on the first sign of the catalogue. */
export const newDraft = (node: string, indicator: string): Draft => ({
  rule: null,
  node,
  content: { ...NEW, subject: { kind: 'reading', indicator } },
});
export const draftOf = (rule: RuleWire): Draft => ({ rule, node: rule.node, content: rule.content });
export const isChanged = ({ rule, content }: Draft): boolean => rule === null || JSON.stringify(rule.content) !== JSON.stringify(content);

/** Another kind of thing to look at: what the new kind does not have is left out, what it needs is given. */
export function withKind(content: RuleContent, kind: SubjectKind, indicator: string): RuleContent {
  const known = 'indicator' in content.subject ? content.subject.indicator : indicator;
  const first = { ...content, levels: content.levels.map((level) => plainLevel(level, kind)) };
  switch (kind) {
    case 'sum':
      return { ...first, subject: { kind, indicator: known, hours: 3, of: 'station' } };
    case 'rate':
      return { ...first, subject: { kind, indicator: known, minutes: 60 } };
    case 'incidents':
      return { ...first, subject: { kind, categories: [], tier: 'street', hours: 2 }, waitS: 0 };
    default:
      return { ...first, subject: { kind, indicator: known } };
  }
}

/** Of missing data and of counts only the number itself is judged. */
function plainLevel({ state, above = 1, ...rest }: Limit, kind: SubjectKind): Limit {
  return kind === 'missing' || kind === 'incidents' ? { state, above: Math.max(1, above), isInclusive: true } : { state, above, ...rest };
}

/** One level graver than the last, a step further out. */
export function withMoreLevels(levels: readonly Limit[]): Limit[] {
  const last = levels.at(-1)!;
  const state = LIMIT_STATES[LIMIT_STATES.indexOf(last.state) + 1];
  if (!state) return [...levels];
  const further = (value: number): number => value + Math.max(1, Math.abs(value) / 2);
  return [
    ...levels,
    {
      ...last,
      state,
      ...(last.above === undefined ? {} : { above: further(last.above) }),
      ...(last.below === undefined ? {} : { below: last.below - (further(last.below) - last.below) }),
    },
  ];
}
