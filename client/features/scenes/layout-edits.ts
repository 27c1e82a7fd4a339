import {
  GRID,
  MOST_PANELS,
  type PanelKind,
  type PanelPlace,
  type WallLayout,
  type WallPanel,
  type WallScene,
} from '../../../shared/wall-scene.ts';

/** What a hand does to an arrangement; pure, nothing is changed in place. */
export const KINDS = [
  'map',
  'figures',
  'overdue',
  'incidents',
  'series',
  'breakdown',
  'feeds',
  'duty',
  'alerts',
  'vitals',
  'text',
] as const;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, Math.round(value)));

/** A panel of this kind as most people want it. */
export function newPanel(kind: PanelKind, at: PanelPlace): WallPanel {
  switch (kind) {
    case 'map':
      return { kind, at, measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' };
    case 'figures':
      return { kind, at, measures: ['open', 'received'] };
    case 'incidents':
      return { kind, at, severities: ['critical', 'urgent'] };
    case 'series':
      return { kind, at, window: 'today' };
    case 'breakdown':
      return { kind, at, by: 'category' };
    case 'text':
      return { kind, at, title: { zh: '通知', en: 'Notice' }, text: { zh: '', en: '' } };
    default:
      return { kind, at };
  }
}

/** Inside the picture and below the header, whatever was typed. */
export function placeWithin([column, row, columns, rows]: PanelPlace, headerRows: number): PanelPlace {
  const [w, h] = [clamp(columns, 1, GRID.columns), clamp(rows, 1, GRID.rows - headerRows)];
  return [clamp(column, 0, GRID.columns - w), clamp(row, headerRows, GRID.rows - h), w, h];
}

const SIZES: readonly (readonly [columns: number, rows: number])[] = [
  [8, 4],
  [8, 3],
  [6, 3],
  [6, 2],
  [4, 2],
];
const isFree = ({ panels }: WallLayout, [x, y, w, h]: PanelPlace): boolean =>
  panels.every(({ at: [ox, oy, ow, oh] }) => x >= ox + ow || ox >= x + w || y >= oy + oh || oy >= y + h);
/** The first free stretch of a useful size; none = the corner, where the overlap is told. */
export function freePlace(layout: WallLayout): PanelPlace {
  for (const [w, h] of SIZES)
    for (let row = layout.headerRows; row + h <= GRID.rows; row++)
      for (let column = 0; column + w <= GRID.columns; column++) {
        const at: PanelPlace = [column, row, w, h];
        if (isFree(layout, at)) return at;
      }
  return placeWithin([GRID.columns - 8, GRID.rows - 3, 8, 3], layout.headerRows);
}

export const canAdd = ({ panels }: WallLayout): boolean => panels.length < MOST_PANELS;
export const withPanel = (layout: WallLayout, index: number, panel: WallPanel): WallLayout => ({
  ...layout,
  panels: layout.panels.map((each, at) => (at === index ? panel : each)),
});
export const withoutPanel = (layout: WallLayout, index: number): WallLayout => ({
  ...layout,
  panels: layout.panels.filter((_, at) => at !== index),
});
export const withNewPanel = (layout: WallLayout, kind: PanelKind): WallLayout => ({
  ...layout,
  panels: [...layout.panels, newPanel(kind, freePlace(layout))],
});
/** A panel that becomes another kind stays where it is. */
export const ofKind = (panel: WallPanel, kind: PanelKind): WallPanel => (panel.kind === kind ? panel : newPanel(kind, panel.at));

export type Nudge = 'left' | 'right' | 'up' | 'down';
const STEPS: Record<Nudge, readonly [x: number, y: number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
/** One cell further, or one cell larger or smaller at its far edge. */
export function nudged(panel: WallPanel, direction: Nudge, isResize: boolean, headerRows: number): WallPanel {
  const [x, y] = STEPS[direction];
  const [column, row, columns, rows] = panel.at;
  if (!isResize) return { ...panel, at: placeWithin([column + x, row + y, columns, rows], headerRows) };
  const [w, h] = [clamp(columns + x, 1, GRID.columns - column), clamp(rows + y, 1, GRID.rows - row)];
  return { ...panel, at: [column, row, w, h] };
}

export const withLayout = (scene: WallScene, index: number, layout: WallLayout): WallScene => ({
  ...scene,
  layouts: scene.layouts.map((each, at) => (at === index ? layout : each)),
});
export const EMPTY_LAYOUT: WallLayout = { fromEm: 0, headerRows: 2, panels: [{ kind: 'overdue', at: [0, 2, 11, 10] }] };
