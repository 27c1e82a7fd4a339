import Type, { type Static } from 'typebox';
import { RATES } from './measures.ts';
import { PRESETS, SEVERITIES, TIERS } from './terms.ts';
import {
  DWELL_S,
  GRID,
  MOST_FIGURES,
  MOST_LAYOUTS,
  MOST_PANELS,
  MOST_STEPS,
  WALL_COUNTS,
  WALL_TONES,
  type WallPlaylist,
  type WallScene,
} from './wall-scene.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

/** A scene as JSON. Kept apart from the types (wall-scene.ts): a wall's page reads scenes and needs no validator. */
const strict = { additionalProperties: false } as const;
const cells = (most: number, least = 0) => Type.Integer({ minimum: least, maximum: most });
const PlaceWire = Type.Tuple([cells(GRID.columns - 1), cells(GRID.rows - 1), cells(GRID.columns, 1), cells(GRID.rows, 1)]);
const Names = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) }, strict);
const Marks = Type.Array(Type.Enum(SEVERITIES), { maxItems: SEVERITIES.length, uniqueItems: true });
const Measure = Type.Enum([...RATES, ...WALL_COUNTS, 'acceptP90', 'arriveP90', 'closeP90'] as const);

const panel = <K extends string, P extends Record<string, Type.TSchema>>(kind: K, fields: P) =>
  Type.Object({ kind: Type.Literal(kind), at: PlaceWire, ...fields }, strict);
const PanelWire = Type.Union([
  panel('map', { measure: Type.Enum(RATES), marks: Marks, fit: Type.Enum(['area', 'marks']) }),
  panel('figures', { measures: Type.Array(Measure, { minItems: 1, maxItems: MOST_FIGURES, uniqueItems: true }) }),
  panel('overdue', {}),
  panel('incidents', { severities: Type.Array(Type.Enum(SEVERITIES), { minItems: 1, maxItems: SEVERITIES.length, uniqueItems: true }) }),
  panel('series', { window: Type.Enum(['today', '24h']) }),
  panel('breakdown', { by: Type.Enum(['category', 'source', 'department']) }),
  panel('feeds', {}),
  panel('duty', {}),
  panel('vitals', {}),
  panel('text', { title: Names, text: Names }),
  panel('incident', {}),
  panel('alerts', {}),
  panel('alert', {}),
]);
const LayoutWire = Type.Object(
  {
    fromEm: Type.Number({ minimum: 0, maximum: 1_000 }),
    headerRows: cells(3, 1),
    panels: Type.Array(PanelWire, { minItems: 1, maxItems: MOST_PANELS }),
  },
  strict,
);
/** Id of a scene or playlist. */
export const SceneId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
export const WallSceneWire = Type.Object(
  {
    id: SceneId,
    names: Names,
    tiers: Type.Array(Type.Enum(TIERS), { minItems: 1, maxItems: TIERS.length, uniqueItems: true }),
    window: Type.Enum(PRESETS),
    tone: Type.Enum(WALL_TONES),
    layouts: Type.Array(LayoutWire, { minItems: 1, maxItems: MOST_LAYOUTS }),
  },
  strict,
);

export const GlassWire = Type.Object(
  {
    distanceM: Type.Number({ minimum: 0.5, maximum: 100 }),
    pictureWidthMm: Type.Number({ minimum: 100, maximum: 50_000 }),
    widthPx: Type.Integer({ minimum: 320, maximum: 16_384 }),
    heightPx: Type.Integer({ minimum: 240, maximum: 16_384 }),
    bezelMm: Type.Optional(Type.Number({ minimum: 0, maximum: 500 })),
  },
  strict,
);
/** A scene, and the glass that it is to be read on. */
export const CheckScene = Type.Object({ scene: WallSceneWire, glass: GlassWire }, strict);

/** What the glass holds, in lines and characters, and which arrangement it would show. */
export const SceneChecked = Type.Object({
  lines: Type.Integer(),
  characters: Type.Integer(),
  /** CSS pixels of running text. */
  textPx: Type.Number(),
  panels: Type.Integer(),
  layout: Type.Integer(),
});
export type SceneChecked = Static<typeof SceneChecked>;

export const WallPlaylistWire = Type.Object(
  {
    id: SceneId,
    names: Names,
    steps: Type.Array(
      Type.Object(
        {
          scene: SceneId,
          dwellS: Type.Integer({ minimum: DWELL_S.least, maximum: DWELL_S.most }),
          over: Type.Optional(Type.Literal('children')),
          area: Type.Optional(AreaCode),
        },
        strict,
      ),
      { minItems: 1, maxItems: MOST_STEPS },
    ),
  },
  strict,
);

/** `PUT /wall-scenes/{node}/{id}`. `seenVersion`: of the one that was changed; null = it is a new one. */
export const PutScene = Type.Object({ scene: WallSceneWire, glass: GlassWire, seenVersion: Nullable(Type.Integer()) }, strict);
export const PutPlaylist = Type.Object({ playlist: WallPlaylistWire, seenVersion: Nullable(Type.Integer()) }, strict);

// What was kept by another release may hold what this one does not know; it is told as it is, and a wall says which panel lacks.
export const KeptScene = Type.Unsafe<WallScene>(Type.Object({ id: Type.String() }, { additionalProperties: true, description: 'A scene' }));
export const KeptPlaylist = Type.Unsafe<WallPlaylist>(
  Type.Object({ id: Type.String() }, { additionalProperties: true, description: 'A playlist' }),
);
const kept = {
  node: AreaCode,
  /** Another one after every change. */
  version: Type.Integer(),
  by: Type.String(),
  at: Time,
  /** The caller may change and remove it. */
  mayChange: Type.Boolean(),
};
export const OwnSceneWire = Type.Object({ ...kept, scene: KeptScene, /** For which it was made. */ glass: GlassWire });
export type OwnSceneWire = Static<typeof OwnSceneWire>;
export const OwnPlaylistWire = Type.Object({ ...kept, playlist: KeptPlaylist });
export type OwnPlaylistWire = Static<typeof OwnPlaylistWire>;

/** `GET /wall-scenes`: those that come with the product, and the city's own at, above and below the caller's node. */
export const WallScenesWire = Type.Object({
  scenes: Type.Array(KeptScene),
  playlists: Type.Array(KeptPlaylist),
  own: Type.Array(OwnSceneWire),
  ownPlaylists: Type.Array(OwnPlaylistWire),
  /** The caller may make scenes at its node and below. */
  mayEdit: Type.Boolean(),
});
export type WallScenesWire = Static<typeof WallScenesWire>;

export const PIECE_KINDS = ['scene', 'playlist'] as const;
export type PieceKind = (typeof PIECE_KINDS)[number];
export const PIECE_ACTS = ['made', 'changed', 'removed'] as const;
export type PieceAct = (typeof PIECE_ACTS)[number];
/** `GET /wall-scenes/acts`: who changed which, newest first. */
export const PieceActs = Type.Array(
  Type.Object({
    at: Time,
    by: Type.String(),
    act: Type.Enum(PIECE_ACTS),
    kind: Type.Enum(PIECE_KINDS),
    node: AreaCode,
    id: Type.String(),
    names: NamesWire,
  }),
);
export type PieceActs = Static<typeof PieceActs>;
