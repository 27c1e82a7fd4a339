import type { RateName } from './measures.ts';
import type { Bilingual, Preset, Severity, Tier } from './terms.ts';

/** A scene as data: what stands where on a wall. docs/wall-scenes.md tells it in prose, shared/wall-scene-wire.ts checks it. */
export const GRID = { columns: 24, rows: 12 } as const;
/** One map and six others. */
export const MOST_PANELS = 7;
export const MOST_FIGURES = 6;
export const MOST_LAYOUTS = 8;
export const MOST_STEPS = 40;
/** How long a step of a playlist may stand, seconds. */
export const DWELL_S = { least: 5, most: 3_600 } as const;

/** Grid cells: from this column and row, so many columns and rows. */
export type PanelPlace = [column: number, row: number, columns: number, rows: number];

export const WALL_COUNTS = ['open', 'overdue', 'suspended', 'received', 'closed', 'returned'] as const;
export type WallMeasure = RateName | (typeof WALL_COUNTS)[number] | 'acceptP90' | 'arriveP90' | 'closeP90';

export type WallPanel = { at: PanelPlace } & (
  | {
      /** Children by a rate, and open incidents of some severities as marks. */
      kind: 'map';
      measure: RateName;
      marks: readonly Severity[];
      /** What the camera keeps in view: the whole area, or what is marked. */
      fit: 'area' | 'marks';
    }
  | { kind: 'figures'; measures: readonly WallMeasure[] }
  | { kind: 'overdue' }
  | { kind: 'incidents'; severities: readonly Severity[] }
  | { kind: 'series'; window: 'today' | '24h' }
  | { kind: 'breakdown'; by: 'category' | 'source' | 'department' }
  | { kind: 'feeds' }
  | { kind: 'duty' }
  /** How the node's vital signs stand, the worst first. */
  | { kind: 'vitals' }
  | { kind: 'text'; title: Bilingual; text: Bilingual }
  /** The one incident that is shown for a while. */
  | { kind: 'incident' }
  /** Alerts in force, the gravest first, with where and for how long. */
  | { kind: 'alerts' }
  /** The one alert that is shown for a while. */
  | { kind: 'alert' }
);
export type PanelKind = WallPanel['kind'];

/** One arrangement. The header spans the first rows. */
export interface WallLayout {
  /** Made for glass at least so wide, in the type size of running text (20′). */
  fromEm: number;
  headerRows: number;
  panels: readonly WallPanel[];
}

/** Sets of tokens; `night` has no saturated area over 5 %. */
export const WALL_TONES = ['wall', 'wall-night', 'projector'] as const;
export type WallTone = (typeof WALL_TONES)[number];

export interface WallScene {
  id: string;
  names: Bilingual;
  tiers: readonly Tier[];
  /** Of rates and flows. */
  window: Preset;
  tone: WallTone;
  /** From rich to sparse: the first that can be read on the glass at hand is shown. */
  layouts: readonly WallLayout[];
}

/** One after the other; what is shown between them has its own end. */
export interface WallPlaylist {
  id: string;
  names: Bilingual;
  steps: readonly WallStep[];
}
export interface WallStep {
  scene: string;
  dwellS: number;
  /** Once for each child of the screen's node. */
  over?: 'children' | undefined;
  /** Of this area, not of the screen's own; one that is gone is said, and the own picture stays. */
  area?: string | undefined;
}

/** What a city made itself, of all that one screen is told to show: nearest node first. */
export interface OwnPieces {
  scenes: readonly WallScene[];
  playlists: readonly WallPlaylist[];
}
export const NO_OWN: OwnPieces = { scenes: [], playlists: [] };
