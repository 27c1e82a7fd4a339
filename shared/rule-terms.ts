import type { Role } from './terms.ts';

/** What a rule looks at. */
export const SUBJECT_KINDS = ['reading', 'sum', 'rate', 'deviation', 'missing', 'incidents'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Windows of rolling sums, hours. */
export const SUM_HOURS = [1, 3, 6, 12, 24] as const;
export type SumHours = (typeof SUM_HOURS)[number];

/** What becomes of the sums of stations: each for itself, or one value of all of an area. */
export const SUM_OF = ['station', 'max', 'mean', 'stations'] as const;

export const RULE_ACTS = ['made', 'changed', 'on', 'off'] as const;
export type RuleAct = (typeof RULE_ACTS)[number];

/** What happens to an alarm, in the order of its log. */
export const ALARM_CHANGES = [
  'raised',
  'level',
  'cleared',
  'superseded',
  'incident',
  'alert',
  'refused',
  'held',
  /** What it rested on is not believed any more. */
  'withdrawn',
  /** It is believed again, or stands again. */
  'restored',
  /** It stands on other readings than it did. */
  'rejudged',
] as const;
export type AlarmChange = (typeof ALARM_CHANGES)[number];

/** So many alarms of one rule act within an hour at most: what is raised beyond is kept, and told as held. */
export const ACTING_PER_HOUR = 60;

/** They say what is an alarm: at their node and below. */
const RULE_WRITERS: ReadonlySet<Role> = new Set<Role>(['shift-leader', 'commander', 'system']);
export const writesRules = (role: Role): boolean => RULE_WRITERS.has(role);
/** Whose work alarms are, and who looks after the rules. */
const RULE_READERS: ReadonlySet<Role> = new Set<Role>([...RULE_WRITERS, 'officer', 'call-taker', 'dispatcher', 'viewer', 'audit']);
export const readsRules = (role: Role): boolean => RULE_READERS.has(role);
