import type { CapSeverity } from './cap.ts';
import type { Bilingual } from './terms.ts';

/** The four colours of an alert, most severe first: the index is the rank. */
export const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_NAMES: Record<Level, Bilingual> = {
  red: { zh: '一级（红色）', en: 'Level I, red' },
  orange: { zh: '二级（橙色）', en: 'Level II, orange' },
  yellow: { zh: '三级（黄色）', en: 'Level III, yellow' },
  blue: { zh: '四级（蓝色）', en: 'Level IV, blue' },
};
/** The colour alone, for sentences. */
export const LEVEL_COLOURS: Record<Level, Bilingual> = {
  red: { zh: '红色', en: 'Red' },
  orange: { zh: '橙色', en: 'Orange' },
  yellow: { zh: '黄色', en: 'Yellow' },
  blue: { zh: '蓝色', en: 'Blue' },
};
export const SEVERITY_OF_LEVEL: Record<Level, CapSeverity> = { red: 'Extreme', orange: 'Severe', yellow: 'Moderate', blue: 'Minor' };
/** Null = the sender does not say how severe it is: then it has no colour. */
export const levelOfSeverity = (severity: CapSeverity): Level | null =>
  LEVELS.find((level) => SEVERITY_OF_LEVEL[level] === severity) ?? null;

/** A centre issues no warnings: it relays them, submits drafts to those who do, and gives notices of its own, which have no colour. */
export const ORIGINS = ['received', 'submitted', 'notice'] as const;
export type Origin = (typeof ORIGINS)[number];

/** How an alert stands at an instant. */
export const STANDINGS = ['draft', 'withdrawn', 'announced', 'in-force', 'lifted', 'expired', 'replaced'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Where an alert is looked for: while nobody has published it, before it begins, while it holds, and after. */
export const ALERT_SHELVES = ['draft', 'coming', 'in-force', 'past'] as const;
export type AlertShelf = (typeof ALERT_SHELVES)[number];
const SHELF_OF: Partial<Record<Standing, AlertShelf>> = { draft: 'draft', announced: 'coming', 'in-force': 'in-force' };
export const shelfOf = (standing: Standing): AlertShelf => SHELF_OF[standing] ?? 'past';

/** What is done to an alert of our own after it was made. */
export const ALERT_COMMANDS = ['publish', 'withdraw', 'raise', 'lower', 'lift'] as const;
export type AlertCommand = (typeof ALERT_COMMANDS)[number];
