import type { CityPack } from '../../../shared/city-pack.ts';
import type { Indicator } from '../../../shared/indicators.ts';

export type Lane = CityPack['lanes'][number];
export type Board = CityPack['boards'][number];

/** Lanes of the city on which a sign runs; of one board, or of all. A lane that the city does not name stands at the end by its code. */
export function lanesOf(lanes: readonly Lane[], indicators: readonly Indicator[], board: string | null): Lane[] {
  const used = new Set(indicators.map(({ lane }) => lane));
  const known = lanes.filter(({ code }) => used.has(code));
  const codes = new Set(known.map(({ code }) => code));
  const unknown = [...used].filter((code) => !codes.has(code)).map((code) => ({ code, names: { zh: code, en: code }, board: '' }));
  return [...known, ...unknown].filter((lane) => board === null || lane.board === board);
}
/** Boards that have a sign. */
export const boardsOf = (boards: readonly Board[], lanes: readonly Lane[]): Board[] =>
  boards.filter(({ code }) => lanes.some(({ board }) => board === code));
