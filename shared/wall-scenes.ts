import type { Severity } from './terms.ts';
import { NO_OWN, type OwnPieces, type WallLayout, type WallPanel, type WallPlaylist, type WallScene } from './wall-scene.ts';

/**
 * The scenes that come with the product, from rich to sparse: a wall of 3 × 2 panels at 8 m, a panel at 4 m, a large one at 8 m,
 * and the same at the back of a hall. Nothing but a map crosses the seam of a panel.
 */
const UPPER_TIERS = ['city', 'district'] as const;
const LOWER_TIERS = ['street', 'community', 'grid'] as const;
const GRAVE: readonly Severity[] = ['critical', 'urgent'];
const EVERY: readonly Severity[] = ['critical', 'urgent', 'normal', 'low'];

const wide = (...panels: WallPanel[]): WallLayout => ({ fromEm: 60, headerRows: 1, panels });
const near = (...panels: WallPanel[]): WallLayout => ({ fromEm: 40, headerRows: 1, panels });
/** Where lines are few, the header takes two of twelve rows. */
const far = (...panels: WallPanel[]): WallLayout => ({ fromEm: 0, headerRows: 2, panels });

const everyday: WallScene = {
  id: 'everyday',
  names: { zh: '日常', en: 'Everyday' },
  tiers: UPPER_TIERS,
  window: '7d',
  tone: 'wall',
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['onTimeClosingRate', 'open', 'acceptanceRate', 'received'] },
      { kind: 'breakdown', at: [0, 6, 8, 4], by: 'category' },
      { kind: 'feeds', at: [0, 10, 8, 2] },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'overdue', at: [16, 1, 8, 2] },
      { kind: 'incidents', at: [16, 3, 8, 3], severities: ['critical'] },
      { kind: 'series', at: [16, 6, 8, 6], window: 'today' },
    ),
    near(
      { kind: 'map', at: [0, 1, 16, 11], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [16, 1, 8, 2], measures: ['open'] },
      { kind: 'overdue', at: [16, 3, 8, 3] },
      { kind: 'series', at: [16, 6, 8, 6], window: 'today' },
    ),
    far(
      { kind: 'map', at: [0, 2, 14, 10], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [14, 2, 10, 5], measures: ['open', 'received'] },
      { kind: 'overdue', at: [14, 7, 10, 5] },
    ),
    far(
      { kind: 'map', at: [0, 2, 13, 10], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'overdue', at: [13, 2, 11, 10] },
    ),
  ],
};

const rush: WallScene = {
  id: 'rush',
  names: { zh: '高峰', en: 'Rush hour' },
  tiers: UPPER_TIERS,
  window: '24h',
  tone: 'wall',
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['acceptanceRate', 'received', 'acceptP90', 'open'] },
      { kind: 'breakdown', at: [0, 6, 8, 6], by: 'category' },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'series', at: [16, 1, 8, 5], window: 'today' },
      { kind: 'overdue', at: [16, 6, 8, 2] },
      { kind: 'duty', at: [16, 8, 8, 4] },
    ),
    near(
      { kind: 'map', at: [0, 1, 16, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [16, 1, 8, 4], measures: ['acceptanceRate', 'acceptP90'] },
      { kind: 'series', at: [16, 5, 8, 4], window: 'today' },
      { kind: 'breakdown', at: [16, 9, 8, 3], by: 'category' },
    ),
    far(
      { kind: 'map', at: [0, 2, 14, 10], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [14, 2, 10, 5], measures: ['acceptanceRate', 'received'] },
      { kind: 'overdue', at: [14, 7, 10, 5] },
    ),
    far(
      { kind: 'map', at: [0, 2, 13, 10], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [13, 2, 11, 10], measures: ['received', 'acceptanceRate'] },
    ),
  ],
};

const storm: WallScene = {
  id: 'storm',
  names: { zh: '暴雨', en: 'Storm' },
  tiers: UPPER_TIERS,
  window: '24h',
  tone: 'wall',
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['open', 'received', 'acceptanceRate', 'arriveP90'] },
      { kind: 'alerts', at: [0, 6, 8, 4] },
      { kind: 'feeds', at: [0, 10, 8, 2] },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'acceptanceRate', marks: GRAVE, fit: 'marks' },
      { kind: 'incidents', at: [16, 1, 8, 5], severities: GRAVE },
      { kind: 'overdue', at: [16, 6, 8, 2] },
      { kind: 'vitals', at: [16, 8, 8, 4] },
    ),
    near(
      { kind: 'map', at: [0, 1, 14, 11], measure: 'acceptanceRate', marks: GRAVE, fit: 'marks' },
      { kind: 'alerts', at: [14, 1, 10, 4] },
      { kind: 'incidents', at: [14, 5, 10, 5], severities: GRAVE },
      { kind: 'overdue', at: [14, 10, 10, 2] },
    ),
    far(
      { kind: 'map', at: [0, 2, 12, 10], measure: 'acceptanceRate', marks: GRAVE, fit: 'marks' },
      { kind: 'incidents', at: [12, 2, 12, 10], severities: GRAVE },
    ),
  ],
};

const night: WallScene = {
  id: 'night',
  names: { zh: '夜间', en: 'Night' },
  tiers: UPPER_TIERS,
  window: '7d',
  tone: 'wall-night',
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['onTimeClosingRate', 'open'] },
      { kind: 'duty', at: [0, 6, 8, 6] },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'overdue', at: [16, 1, 8, 5] },
      { kind: 'incidents', at: [16, 6, 8, 6], severities: ['critical'] },
    ),
    near(
      { kind: 'map', at: [0, 1, 16, 11], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'figures', at: [16, 1, 8, 4], measures: ['open'] },
      { kind: 'overdue', at: [16, 5, 8, 4] },
      { kind: 'feeds', at: [16, 9, 8, 3] },
    ),
    far(
      { kind: 'map', at: [0, 2, 13, 10], measure: 'onTimeClosingRate', marks: ['critical'], fit: 'area' },
      { kind: 'overdue', at: [13, 2, 11, 10] },
    ),
  ],
};

const emergency: WallScene = {
  id: 'emergency',
  names: { zh: '应急', en: 'Emergency' },
  tiers: UPPER_TIERS,
  window: '24h',
  tone: 'wall',
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['open', 'received', 'urgentOnTimeRate', 'arriveP90'] },
      { kind: 'alerts', at: [0, 6, 8, 3] },
      { kind: 'duty', at: [0, 9, 8, 3] },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'incidents', at: [16, 1, 8, 5], severities: ['critical'] },
      { kind: 'overdue', at: [16, 6, 8, 2] },
      { kind: 'series', at: [16, 8, 8, 4], window: '24h' },
    ),
    near(
      { kind: 'map', at: [0, 1, 14, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'alerts', at: [14, 1, 10, 4] },
      { kind: 'incidents', at: [14, 5, 10, 4], severities: ['critical'] },
      { kind: 'overdue', at: [14, 9, 10, 3] },
    ),
    far(
      { kind: 'map', at: [0, 2, 12, 10], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'incidents', at: [12, 2, 12, 10], severities: ['critical'] },
    ),
  ],
};

/** A street has nothing below it: its cases themselves are the picture. */
const ofStreet = (
  { id, names, window, tone }: WallScene,
  marks: readonly Severity[],
  fit: 'area' | 'marks',
  isWarned = false,
): WallScene => ({
  id,
  names,
  tiers: LOWER_TIERS,
  window,
  tone,
  layouts: [
    wide(
      { kind: 'figures', at: [0, 1, 8, 5], measures: ['onTimeClosingRate', 'open', 'acceptanceRate', 'received'] },
      isWarned ? { kind: 'alerts', at: [0, 6, 8, 4] } : { kind: 'breakdown', at: [0, 6, 8, 4], by: 'category' },
      { kind: 'feeds', at: [0, 10, 8, 2] },
      { kind: 'map', at: [8, 1, 8, 11], measure: 'onTimeClosingRate', marks, fit },
      { kind: 'incidents', at: [16, 1, 8, 5], severities: marks },
      { kind: 'overdue', at: [16, 6, 8, 2] },
      { kind: 'duty', at: [16, 8, 8, 4] },
    ),
    near(
      { kind: 'map', at: [0, 1, 13, 11], measure: 'onTimeClosingRate', marks, fit },
      ...(isWarned
        ? ([
            { kind: 'alerts', at: [13, 1, 11, 3] },
            { kind: 'incidents', at: [13, 4, 11, 5], severities: marks },
          ] satisfies WallPanel[])
        : ([
            { kind: 'figures', at: [13, 1, 11, 2], measures: ['open', 'received'] },
            { kind: 'incidents', at: [13, 3, 11, 6], severities: marks },
          ] satisfies WallPanel[])),
      { kind: 'overdue', at: [13, 9, 11, 3] },
    ),
    far({ kind: 'incidents', at: [0, 2, 13, 10], severities: marks }, { kind: 'overdue', at: [13, 2, 11, 10] }),
  ],
});

/** What takes the screen for a while when one case is shown, or comes up by itself. */
const focus: WallScene = {
  id: 'focus',
  names: { zh: '事件', en: 'Incident' },
  tiers: [...UPPER_TIERS, ...LOWER_TIERS],
  window: 'today',
  tone: 'wall',
  layouts: [
    wide(
      { kind: 'map', at: [0, 1, 16, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'incident', at: [16, 1, 8, 5] },
      { kind: 'incidents', at: [16, 6, 8, 6], severities: ['critical'] },
    ),
    near(
      { kind: 'map', at: [0, 1, 14, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'incident', at: [14, 1, 10, 6] },
      { kind: 'incidents', at: [14, 7, 10, 5], severities: ['critical'] },
    ),
    far(
      { kind: 'map', at: [0, 2, 12, 10], measure: 'acceptanceRate', marks: ['critical'], fit: 'marks' },
      { kind: 'incident', at: [12, 2, 12, 10] },
    ),
  ],
};
export const FOCUS_SCENE = focus.id;

/** The same for one alert: where it holds, until when, and what else does. */
const focusAlert: WallScene = {
  ...focus,
  id: 'focus-alert',
  names: { zh: '预警', en: 'Alert' },
  layouts: [
    wide(
      { kind: 'map', at: [0, 1, 16, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'alert', at: [16, 1, 8, 5] },
      { kind: 'alerts', at: [16, 6, 8, 6] },
    ),
    near(
      { kind: 'map', at: [0, 1, 14, 11], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'alert', at: [14, 1, 10, 6] },
      { kind: 'alerts', at: [14, 7, 10, 5] },
    ),
    far(
      { kind: 'map', at: [0, 2, 12, 10], measure: 'acceptanceRate', marks: ['critical'], fit: 'area' },
      { kind: 'alert', at: [12, 2, 12, 10] },
    ),
  ],
};
export const ALERT_SCENE = focusAlert.id;
/** They take the glass for a while; nobody orders them by name. */
const TAKING: ReadonlySet<string> = new Set([FOCUS_SCENE, ALERT_SCENE]);

export const WALL_SCENES: readonly WallScene[] = [
  everyday,
  rush,
  storm,
  night,
  emergency,
  ofStreet(everyday, EVERY, 'area'),
  ofStreet(rush, EVERY, 'area'),
  ofStreet(storm, GRAVE, 'marks', true),
  ofStreet(night, GRAVE, 'area'),
  ofStreet(emergency, ['critical'], 'marks', true),
  focus,
  focusAlert,
];
const SHIPPED_IDS: ReadonlySet<string> = new Set(WALL_SCENES.map(({ id }) => id));
export const isShippedScene = (id: string): boolean => SHIPPED_IDS.has(id);
/** A scene by its id for a node of this tier, the city's own by the nearest node; null = there is none of that name. */
export const sceneOf = (id: string, tier: WallScene['tiers'][number], own: OwnPieces = NO_OWN): WallScene | null =>
  [...own.scenes, ...WALL_SCENES].find((scene) => scene.id === id && scene.tiers.includes(tier)) ?? null;
/** Those that a person may choose, with their names, each once. */
export const chosenScenes = (): readonly Pick<WallScene, 'id' | 'names'>[] =>
  WALL_SCENES.filter(({ id }, at) => !TAKING.has(id) && WALL_SCENES.findIndex((scene) => scene.id === id) === at);

export const WALL_PLAYLISTS: readonly WallPlaylist[] = [
  {
    id: 'day',
    names: { zh: '日间轮播', en: 'Day round' },
    steps: [
      { scene: 'everyday', dwellS: 60 },
      { scene: 'rush', dwellS: 40 },
    ],
  },
  {
    id: 'children',
    names: { zh: '逐区轮播', en: 'Round of areas' },
    steps: [
      { scene: 'everyday', dwellS: 60 },
      { scene: 'everyday', dwellS: 20, over: 'children' },
    ],
  },
];
export const isShippedPlaylist = (id: string): boolean => WALL_PLAYLISTS.some((playlist) => playlist.id === id);
export const playlistOf = (id: string | null, own: OwnPieces = NO_OWN): WallPlaylist | null =>
  [...own.playlists, ...WALL_PLAYLISTS].find((playlist) => playlist.id === id) ?? null;
