import Type, { type Static } from 'typebox';
import { LEVELS, type Level } from './alert-terms.ts';

/** Words made ready for a kind and level, and what a centre does while one holds: data of the city, like kinds and issuers. */
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Said = Type.Object({ headline: Text(200), warning: Text(4000), measures: Text(4000) });
/** `*` = every one; a notice has the level `none`. */
const KindOrAll = Type.String({ minLength: 1, maxLength: 80 });
const LevelOrAll = Type.Enum([...LEVELS, 'none', '*'] as const);
export const AlertTemplate = Type.Object({ kind: KindOrAll, level: LevelOrAll, words: Type.Object({ zh: Said, en: Said }) });
export type AlertTemplate = Static<typeof AlertTemplate>;
const Steps = Type.Array(Text(400), { minItems: 1, maxItems: 12 });
export const AlertGuide = Type.Object({ kind: KindOrAll, level: LevelOrAll, steps: Type.Object({ zh: Steps, en: Steps }) });
export type AlertGuide = Static<typeof AlertGuide>;

interface For {
  kind: string;
  level: AlertTemplate['level'];
}
/** The row that speaks of it most closely: of the kind before of all kinds, then of the level before of all levels. */
function closest<R extends For>(rows: readonly R[], kind: string, level: Level | null): R | null {
  const at = level ?? 'none';
  for (const k of [kind, '*'])
    for (const l of [at, '*'] as const) {
      const found = rows.find((row) => row.kind === k && row.level === l);
      if (found) return found;
    }
  return null;
}
/** @param level null = of a notice */
export const templateFor = (templates: readonly AlertTemplate[], kind: string, level: Level | null): AlertTemplate | null =>
  closest(templates, kind, level);
/** What the centre does; null = the city has written nothing for it. */
export const guideFor = (guides: readonly AlertGuide[], kind: string, level: Level | null): AlertGuide | null =>
  closest(guides, kind, level);

/** What a template may leave open. */
export const PLACEHOLDERS = ['area', 'time', 'until', 'value', 'kind', 'level', 'issuer'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
const OPEN = new RegExp(`\\{(${PLACEHOLDERS.join('|')})\\}`, 'g');

/** What is not known yet stays open, so that nobody overlooks it. */
export const fillTemplate = (text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string =>
  text.replace(OPEN, (open, name: Placeholder) => values[name] || open);
/** Placeholders that still stand in a text. */
export const openIn = (text: string): Placeholder[] => [...new Set([...text.matchAll(OPEN)].map(([, name]) => name as Placeholder))];
