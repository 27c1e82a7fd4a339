import { ARC_MINUTES, charactersOf, FACE_EM, glyphPx, linesOf, physicalPanels, roomOf, type Glass, type Room } from './wall-glass.ts';
import type { Language } from './terms.ts';
import { GRID, MOST_PANELS, type PanelKind, type WallLayout, type WallPanel, type WallScene } from './wall-scene.ts';

/** How much a wall may say: docs/wall-scenes.md. Sizes are in the type size of running text (20′), so a scene has one budget on every glass. */

/** Free of text round a panel, em: beside, and above and below. */
export const PANEL_PAD = { x: 0.6, y: 0.35 } as const;
/** Heights, em: a panel's title, a key figure under it, a line, a line of a list. */
export const HEIGHT = { title: 1.5, figure: 2.05, line: 1.4, row: 1.6 } as const;
/** The clock stands in 34′. */
export const HEADER: Room = { widthEm: 21, heightEm: 2 };
/** So much of the glass one panel takes of a viewer's attention, line slots × characters: 9 × 23 carry a header and two. */
const SLOTS_A_PANEL = 100;

/** Under this a panel says things shorter. */
export const NARROW_EM = 12;
/** A key figure needs so much width: several stand side by side where there is room. */
export const FIGURE_EM = 9;
export const figureColumns = (widthEm: number, n: number): number => Math.max(1, Math.min(n, Math.floor((widthEm + 1) / (FIGURE_EM + 1))));

const LEAST: Record<Exclude<PanelKind, 'figures' | 'incidents' | 'text' | 'alerts'>, Room> = {
  map: { widthEm: 9, heightEm: 8 },
  overdue: { widthEm: 7.5, heightEm: HEIGHT.title + HEIGHT.figure },
  series: { widthEm: 9, heightEm: HEIGHT.title + HEIGHT.figure + 4.3 },
  breakdown: { widthEm: 11, heightEm: HEIGHT.title + 2 * HEIGHT.row },
  feeds: { widthEm: 9, heightEm: HEIGHT.title + HEIGHT.row },
  duty: { widthEm: 9, heightEm: HEIGHT.title + HEIGHT.row },
  vitals: { widthEm: 11, heightEm: HEIGHT.title + 2 * HEIGHT.row },
  incident: { widthEm: 9.5, heightEm: HEIGHT.title + 4 * HEIGHT.line },
  alert: { widthEm: 9.5, heightEm: HEIGHT.title + 4 * HEIGHT.line },
};
const ONE_LINE_FROM_EM = 19;
/** In a narrow list place and clock stand under the kind; English kinds take a line more. */
export const incidentLines = (widthEm: number, language: Language): 1 | 2 | 3 =>
  widthEm < ONE_LINE_FROM_EM ? (language === 'en' ? 3 : 2) : language === 'en' ? 2 : 1;
const ALERT_BESIDE_FROM_EM = 15;
/** What it is and where; the time left stands beside where there is room, else below. English words take a line more. */
export const alertLines = (widthEm: number, language: Language): number =>
  (widthEm < ALERT_BESIDE_FROM_EM ? 3 : 2) + (language === 'en' && widthEm < ONE_LINE_FROM_EM ? 1 : 0);
export const alertRowEm = (lines: number): number => lines * HEIGHT.line + 0.3;
export const incidentRowEm = (lines: number): number => (lines === 1 ? HEIGHT.row : lines * HEIGHT.line + 0.3);

/** The least that a panel needs where it has this width. */
export function needOf(panel: WallPanel, widthEm: number): Room {
  switch (panel.kind) {
    case 'figures': {
      const n = panel.measures.length;
      const lines = Math.ceil(n / figureColumns(widthEm, n));
      return { widthEm: FIGURE_EM, heightEm: lines * (HEIGHT.title + HEIGHT.figure) };
    }
    case 'incidents':
      return {
        widthEm: 9.5,
        heightEm: HEIGHT.title + Math.max(2 * incidentRowEm(incidentLines(widthEm, 'zh')), incidentRowEm(incidentLines(widthEm, 'en'))),
      };
    case 'alerts':
      return { widthEm: 9.5, heightEm: HEIGHT.title + alertRowEm(alertLines(widthEm, 'en')) };
    case 'text': {
      // Latin letters are two thirds as wide as Chinese ones; lines break at words.
      const longest = Math.max(panel.text.zh.length, panel.text.en.length * 0.68);
      return { widthEm: 8, heightEm: HEIGHT.title + Math.ceil((longest * 1.15) / Math.max(1, widthEm)) * HEIGHT.line };
    }
    default:
      // A kind of a later release, or of one before, has no need that is known here: its panel says that it is not there.
      return (LEAST as Partial<Record<PanelKind, Room>>)[panel.kind] ?? { widthEm: 0, heightEm: 0 };
  }
}

/** What a place of the grid holds for text. */
export function roomAt(glass: Glass, [, , columns, rows]: WallPanel['at']): Room {
  const em = textPx(glass);
  return {
    widthEm: (glass.widthPx * columns) / GRID.columns / em - 2 * PANEL_PAD.x,
    heightEm: (glass.heightPx * rows) / GRID.rows / em - 2 * PANEL_PAD.y,
  };
}

/** What is wrong with a layout, for whoever writes it. Lines and characters as a person counts them. */
export type LayoutFault =
  | { kind: 'too-narrow'; needs: number; has: number }
  | { kind: 'too-many-panels'; has: number; most: number }
  | { kind: 'two-of-one'; panel: PanelKind }
  | { kind: 'outside'; panel: PanelKind; index: number }
  | { kind: 'overlap'; panel: PanelKind; index: number; with: number }
  | { kind: 'too-small'; panel: PanelKind | 'header'; index: number; needs: Counted; has: Counted };
export interface Counted {
  lines: number;
  characters: number;
}
// What is lacking must show in the count, so the need is rounded up.
export const counted = (room: Room): Counted => ({ lines: linesOf(room), characters: Math.max(0, charactersOf(room)) });
export const needed = ({ widthEm, heightEm }: Room): Counted => ({
  lines: Math.ceil(heightEm / HEIGHT.line),
  characters: Math.ceil(widthEm),
});

/** How many panels this glass carries beside its header. */
export function mostPanels(glass: Glass): number {
  const room = roomOf(glass);
  return Math.min(MOST_PANELS, Math.floor((linesOf(room) * charactersOf(room)) / SLOTS_A_PANEL));
}

/** Empty = it can be read from everywhere. */
export function faultsOf(layout: WallLayout, glass: Glass): LayoutFault[] {
  const { panels, headerRows } = layout;
  const most = mostPanels(glass);
  const faults: LayoutFault[] = panels.length > most ? [{ kind: 'too-many-panels', has: panels.length, most }] : [];
  const { widthEm } = roomOf(glass);
  if (layout.fromEm > widthEm) faults.push({ kind: 'too-narrow', needs: layout.fromEm, has: Math.floor(widthEm) });
  for (const kind of ['map', 'series', 'incident', 'alerts', 'alert'] as const)
    if (panels.filter((panel) => panel.kind === kind).length > 1) faults.push({ kind: 'two-of-one', panel: kind });
  const header = roomAt(glass, [0, 0, GRID.columns, headerRows]);
  // The header's line fills its rows: it has no room above and below of its own.
  const tall = { ...header, heightEm: header.heightEm + 2 * PANEL_PAD.y };
  if (isSmaller(tall, HEADER)) faults.push({ kind: 'too-small', panel: 'header', index: -1, needs: needed(HEADER), has: counted(tall) });
  panels.forEach((panel, index) => {
    const [column, row, columns, rows] = panel.at;
    if (column < 0 || row < headerRows || column + columns > GRID.columns || row + rows > GRID.rows)
      faults.push({ kind: 'outside', panel: panel.kind, index });
    const other = panels.findIndex((each, at) => at < index && doOverlap(each.at, panel.at));
    if (other !== -1) faults.push({ kind: 'overlap', panel: panel.kind, index, with: other });
    const room = roomAt(glass, panel.at);
    const need = needOf(panel, room.widthEm);
    if (isSmaller(room, need)) faults.push({ kind: 'too-small', panel: panel.kind, index, needs: needed(need), has: counted(room) });
  });
  return faults;
}
/** A hundredth is a rounding of the grid, not a line that is lacking. */
const SLACK = 0.01;
export const isSmaller = (room: Room, need: Room): boolean => room.widthEm + SLACK < need.widthEm || room.heightEm + SLACK < need.heightEm;
const doOverlap = ([ax, ay, aw, ah]: WallPanel['at'], [bx, by, bw, bh]: WallPanel['at']): boolean =>
  ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;

/** The richest arrangement that this glass carries, one without words on a seam before all; null = none can be read on it. */
export function layoutFor(scene: WallScene, glass: Glass): WallLayout | null {
  const readable = scene.layouts.filter((layout) => faultsOf(layout, glass).length === 0);
  return readable.find((layout) => seamsOf(layout, glass).length === 0) ?? readable[0] ?? null;
}

/** Panels whose words would lie on a seam of the wall. A map has few words, and its land may be cut. */
export function seamsOf({ panels }: WallLayout, glass: Glass): { panel: PanelKind; index: number }[] {
  if (!glass.bezelMm) return [];
  const wall = physicalPanels(glass);
  return panels.flatMap(({ kind, at: [column, row, columns, rows] }, index) =>
    kind !== 'map' && (isCut(column, columns, wall.columns, GRID.columns) || isCut(row, rows, wall.rows, GRID.rows))
      ? [{ panel: kind, index }]
      : [],
  );
}
const isCut = (at: number, length: number, panels: number, cells: number): boolean =>
  Math.floor((at * panels) / cells) !== Math.floor(((at + length - 1) * panels) / cells);

/** CSS pixels of running text on this glass, in the face at hand. */
export const textPx = (glass: Glass): number => glyphPx(glass, ARC_MINUTES.text) / FACE_EM;
