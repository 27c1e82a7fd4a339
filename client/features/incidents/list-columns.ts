import type { AreaProperties } from '../../../shared/session.ts';
import type { Language } from '../../../shared/terms.ts';
import { rem } from '../../ui/root-scale.ts';

const COLUMNS = ['timer', 'severity', 'number', 'category', 'place', 'unit', 'status', 'flags', 'reported'] as const;
export type Column = (typeof COLUMNS)[number];
/** How much of the place the page's own area leaves to say: its district and street, its street, nothing. */
export type PlaceDepth = 2 | 1 | 0;

export const placeDepth = (area: Pick<AreaProperties, 'tier' | 'children'> | undefined): PlaceDepth =>
  !area || area.tier === 'city' ? 2 : area.children > 0 ? 1 : 0;

/** What the longest usual text of a column takes, pixels of a desk; those in `SHARING` divide what is left by it. */
const NEEDS: Record<Language, Record<Exclude<Column, 'place'>, number> & { place: Record<PlaceDepth, number> }> = {
  zh: { timer: 146, severity: 64, number: 144, category: 150, place: [0, 90, 160], unit: 170, status: 72, flags: 72, reported: 94 },
  en: { timer: 146, severity: 80, number: 144, category: 208, place: [0, 120, 188], unit: 298, status: 82, flags: 92, reported: 92 },
};
const SHARING: readonly Column[] = ['category', 'place', 'unit'];
const LEAST_SHARE = 80;
/** A list beside an open incident: what and where come before the number. As in incident-list.module.css. */
const leftOut = (depth: PlaceDepth): readonly Column[] => (depth === 0 ? ['unit', 'reported'] : ['unit', 'reported', 'number']);

/** A column that would repeat the page's own place on every row is none. */
export const columnsOf = (depth: PlaceDepth): readonly Column[] => COLUMNS.filter((column) => column !== 'place' || depth > 0);

export interface Tracks {
  wide: string;
  narrow: string;
}
/** The grid's columns, for a wide list and for a narrow one. They depend on language and place alone: no new row moves them. */
export function tracksOf(depth: PlaceDepth, language: Language): Tracks {
  const needs = { ...NEEDS[language], place: NEEDS[language].place[depth] };
  const track = (column: Column): string =>
    SHARING.includes(column) ? `minmax(${rem(LEAST_SHARE)}, ${needs[column]}fr)` : rem(needs[column]);
  const columns = columnsOf(depth);
  return {
    wide: columns.map(track).join(' '),
    narrow: columns
      .filter((column) => !leftOut(depth).includes(column))
      .map(track)
      .join(' '),
  };
}
