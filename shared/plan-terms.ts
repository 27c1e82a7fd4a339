import type { Bilingual, Role } from './terms.ts';

/** 预期性: what is striven for; 约束性: what is answered for. */
export const PLAN_NATURES = ['expected', 'binding'] as const;
export type PlanNature = (typeof PLAN_NATURES)[number];
/** Which way is better; `within` = kept in a band. */
export const PLAN_DIRECTIONS = ['higher', 'lower', 'within'] as const;
export type PlanDirection = (typeof PLAN_DIRECTIONS)[number];
export const COMPARATORS = ['ge', 'gt', 'le', 'lt', 'eq'] as const;
export type Comparator = (typeof COMPARATORS)[number];
export const COMPARATOR_SIGNS: Readonly<Record<Comparator, string>> = { ge: '≥', gt: '>', le: '≤', lt: '<', eq: '=' };

/** How an indicator of a plan stands against its path, best first; `unknown` is a state of its own and comes with the reason. */
export const PLAN_STATES = ['met', 'on-path', 'behind', 'far-behind', 'unknown'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
/** What a person may say of a target that is no number. */
export const JUDGED_STATES = ['met', 'on-path', 'behind', 'far-behind'] as const;
export type JudgedState = (typeof JUDGED_STATES)[number];
/** Why a state cannot be said. */
export const STATE_GAPS = ['no-value', 'no-judgement', 'no-target', 'no-path-yet', 'before-path', 'reference-unknown'] as const;
export type StateGap = (typeof STATE_GAPS)[number];
/** Why the share of the way cannot be said. */
export const SHARE_GAPS = ['no-base', 'no-value', 'no-target', 'reference-unknown', 'text', 'no-way'] as const;
export type ShareGap = (typeof SHARE_GAPS)[number];

/** How often a new value is promised, and in months. */
export const PROMISES = { month: 1, quarter: 3, year: 12 } as const;
/** A number that was measured, what it is compared with (a national average), or what a person judged. */
export const VALUE_KINDS = ['measured', 'reference', 'judged'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];
export const PLAN_ACTS = ['made', 'changed'] as const;
/** Codes of plans and of what is in them. */
export const PLAN_CODE_PATTERN = '^[a-z0-9]+([.-][a-z0-9]+)*$';
export const PLAN_YEARS = { min: 1990, max: 2099 } as const;

/** They say what is to be reached: at their node and below. */
const PLAN_EDITORS: ReadonlySet<Role> = new Set<Role>(['commander', 'system']);
export const editsPlans = (role: Role): boolean => PLAN_EDITORS.has(role);
/** They say what was reached. */
const VALUE_WRITERS: ReadonlySet<Role> = new Set<Role>([...PLAN_EDITORS, 'officer', 'shift-leader']);
/** A liaison does for what the own department answers for, and for nothing else. */
export const entersValues = ({ role, department }: { role: Role; department: string | null }, of: string | null): boolean =>
  VALUE_WRITERS.has(role) || (role === 'liaison' && department !== null && department === of);

export const PLAN_STATE_NAMES: Readonly<Record<PlanState, Bilingual>> = {
  met: { zh: '已达标', en: 'Met' },
  'on-path': { zh: '符合进度', en: 'On path' },
  behind: { zh: '落后', en: 'Behind' },
  'far-behind': { zh: '明显落后', en: 'Far behind' },
  unknown: { zh: '无法判断', en: 'Not known' },
};
