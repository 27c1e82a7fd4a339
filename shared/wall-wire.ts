import Type, { type Static } from 'typebox';
import { ClipsTold } from './wall-clips.ts';
import { NIGHT_MODES } from './wall-night.ts';
import { KeptPlaylist, KeptScene } from './wall-scene-wire.ts';
import { SOUND_STATES } from './wall-sound.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

const Fact = { additionalProperties: false } as const;
/** Id of a scene or playlist (docs/wall.md). */
const SceneId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const Count = Type.Integer({ minimum: 1, maximum: 24 });
const Ms = Type.Integer({ minimum: 0 });

/** Where in a wall a screen hangs: column `column` of `columns` from the left, row `row` of `rows` from the top, counted from 1. */
const WallPlace = Type.Object({ columns: Count, rows: Count, column: Count, row: Count }, Fact);
const LocalClock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** By the city's clocks, see `DailyHours`; null = never. */
const Hours = Nullable(Type.Object({ from: LocalClock, to: LocalClock }, Fact));
const fields = {
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  /** Screens of one group are commanded with one click; null = of none. */
  group: Nullable(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })),
  /** It shows this node and what lies below, and can read no more. */
  areaCode: AreaCode,
  place: WallPlace,
  /** From the glass to whoever sits farthest away, metres. */
  distanceM: Type.Number({ minimum: 0.5, maximum: 60 }),
  /** The whole picture, measured with a tape: behind a splicer the panel's pitch is not the page's pixel. */
  pictureWidthMm: Type.Number({ minimum: 100, maximum: 60_000 }),
  /** What is dark between two neighbouring pictures. */
  bezelMm: Type.Number({ minimum: 0, maximum: 500 }),
  /** It is dark between these; absent = never by itself. */
  night: Type.Optional(Hours),
};
/** Quiet hours never silence danger; absent = never quiet. */
const asked = { ...fields, quiet: Type.Optional(Hours) };
export const ScreenSettings = Type.Object(asked, Fact);
export type ScreenSettings = Static<typeof ScreenSettings>;

/** `POST /screens`: what the screen shows, typed by somebody who sees it. */
export const PairScreen = Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }), ...asked }, Fact);

const ScreenId = Type.Integer({ minimum: 1 });
/** A paired screen as it knows itself. */
const WallScreen = Type.Object({ id: ScreenId, ...fields, quiet: Hours }, Fact);
export type WallScreen = Static<typeof WallScreen>;

/** One thing that takes the whole screen until an instant, then gives it back. */
const Showing = Type.Union([
  Type.Object({ kind: Type.Literal('incident'), id: Type.Integer({ minimum: 1 }), untilMs: Ms }, Fact),
  Type.Object({ kind: Type.Literal('area'), id: AreaCode, untilMs: Ms }, Fact),
  Type.Object({ kind: Type.Literal('alert'), id: Type.Integer({ minimum: 1 }), untilMs: Ms }, Fact),
]);
export type Showing = Static<typeof Showing>;

/** All that a screen is told, always whole: a lost message costs nothing once the next one comes. Instants in ms UTC of the server. */
export const WallState = Type.Object(
  {
    /** Counts up with each change; the higher one holds. */
    version: Type.Integer(),
    screen: WallScreen,
    scene: SceneId,
    playlist: Nullable(SceneId),
    /** What the city made itself, of all that is named here, nearest node first; what comes with the product the page knows. */
    own: Type.Object({ scenes: Type.Array(KeptScene), playlists: Type.Array(KeptPlaylist) }, Fact),
    isMuted: Type.Boolean(),
    /** Full stop: nothing but a word that says so. */
    isStopped: Type.Boolean(),
    /** By its hours, or whatever the hour. */
    nightMode: Type.Enum(NIGHT_MODES),
    showing: Nullable(Showing),
    identifyUntilMs: Nullable(Ms),
    /** Somebody asked for a fresh page; one that was loaded later has obeyed. */
    reloadAtMs: Nullable(Ms),
    /** Somebody asked for the test tone; one that is asked for later is another. */
    testAtMs: Nullable(Ms),
    clips: ClipsTold,
    now: Ms,
  },
  Fact,
);
export type WallState = Static<typeof WallState>;

/** `GET /wall`: what a browser is to this server. Both null = a stranger. */
export const WallAnswer = Type.Object({
  state: Nullable(WallState),
  pairing: Nullable(Type.Object({ code: Type.String(), expiresAtMs: Ms })),
});
export type WallAnswer = Static<typeof WallAnswer>;
export const AskPairing = Type.Object(
  { widthPx: Type.Integer({ minimum: 1, maximum: 100_000 }), heightPx: Type.Integer({ minimum: 1, maximum: 100_000 }) },
  Fact,
);

/** What a page tells of itself every few seconds; null = its browser does not say. */
export const WallBeat = Type.Object(
  {
    scene: SceneId,
    /** Age of the oldest thing on the picture that should be live; null = nothing came yet. */
    dataAgeMs: Nullable(Type.Number({ minimum: 0 })),
    heapMb: Nullable(Type.Number({ minimum: 0 })),
    framesPerS: Nullable(Type.Number({ minimum: 0, maximum: 1_000 })),
    /** Of the client, as the server names it; null = it is being developed. */
    build: Nullable(Type.String({ maxLength: 200 })),
    /** The screen's own clock, ms UTC. */
    clockMs: Ms,
    widthPx: Type.Integer({ minimum: 0, maximum: 100_000 }),
    heightPx: Type.Integer({ minimum: 0, maximum: 100_000 }),
    /** Absent = a page of an earlier version. */
    sound: Type.Optional(Type.Enum(SOUND_STATES)),
  },
  Fact,
);
export type WallBeat = Static<typeof WallBeat>;
/** What a page's worker tells when the page itself says nothing any more. */
export const StalledPage = Type.Object({ stalledMs: Type.Number({ minimum: 0 }) }, Fact);

export const SCREEN_HEALTHS = ['live', 'stalled', 'silent', 'never'] as const;
export type ScreenHealth = (typeof SCREEN_HEALTHS)[number];

/** What may be ordered; what is absent stays as it is. */
export const WallOrder = Type.Object(
  {
    /** Holds from now on; a playlist that ran ends. */
    scene: Type.Optional(SceneId),
    playlist: Type.Optional(Nullable(SceneId)),
    isMuted: Type.Optional(Type.Boolean()),
    isStopped: Type.Optional(Type.Boolean()),
    nightMode: Type.Optional(Type.Enum(NIGHT_MODES)),
    /** Null gives the screen back before its time. */
    show: Type.Optional(
      Nullable(
        Type.Union([
          Type.Object({ kind: Type.Literal('incident'), id: Type.Integer({ minimum: 1 }) }, Fact),
          Type.Object({ kind: Type.Literal('area'), id: AreaCode }, Fact),
          Type.Object({ kind: Type.Literal('alert'), id: Type.Integer({ minimum: 1 }) }, Fact),
        ]),
      ),
    ),
    /** How long it is shown, minutes; 5 unless said. */
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
    identify: Type.Optional(Type.Literal(true)),
    reload: Type.Optional(Type.Literal(true)),
    /** Plays the test tone, once. Refused where a screen is muted or stopped: nobody could hear it. */
    test: Type.Optional(Type.Literal(true)),
  },
  { ...Fact, minProperties: 1 },
);
export type WallOrder = Static<typeof WallOrder>;
/** `POST /screens/orders`: all of them obey, or none. */
export const OrderScreens = Type.Object({ screens: Type.Array(ScreenId, { minItems: 1, maxItems: 200 }), order: WallOrder }, Fact);

/** `POST /screens/heard`: whether those who stand before the screens heard the tone that was just played on each. */
export const HeardScreens = Type.Object({ screens: Type.Array(ScreenId, { minItems: 1, maxItems: 200 }), isHeard: Type.Boolean() }, Fact);

/** A screen as those see it who command it. */
export const ScreenWire = Type.Object({
  id: ScreenId,
  ...fields,
  quiet: Hours,
  pairedAt: Time,
  pairedBy: Type.String(),
  scene: SceneId,
  /** Null = there is none of that id for this screen any more: it shows everyday. */
  sceneNames: Nullable(NamesWire),
  playlist: Nullable(SceneId),
  /** Null = as with the scene, or there is no playlist. */
  playlistNames: Nullable(NamesWire),
  isMuted: Type.Boolean(),
  isStopped: Type.Boolean(),
  nightMode: Type.Enum(NIGHT_MODES),
  showing: Nullable(Showing),
  /** When the test tone was last asked for. */
  testAtMs: Nullable(Ms),
  /** Who last listened for it, and whether they heard it; null = nobody ever did. */
  heard: Nullable(Type.Object({ atMs: Ms, by: Type.String(), isHeard: Type.Boolean() })),
  health: Type.Enum(SCREEN_HEALTHS),
  /** Beats that should have come since the last one. */
  missedBeats: Type.Integer(),
  /** The page stands still for so long, though its browser runs; null = it does not. */
  stalledMs: Nullable(Type.Number()),
  beat: Nullable(Type.Object({ at: Time, ...WallBeat.properties })),
  /** The screen's clock less ours when it last beat. */
  driftMs: Nullable(Type.Number()),
  /** It shows another client than the one the server hands out. */
  isOld: Type.Boolean(),
});
export type ScreenWire = Static<typeof ScreenWire>;
export const Screens = Type.Object({
  screens: Type.Array(ScreenWire),
  asOf: Time,
  /** The caller may pair, change and revoke, not only command. */
  mayKeep: Type.Boolean(),
});
export type Screens = Static<typeof Screens>;

export const SCREEN_ACTS = ['paired', 'changed', 'ordered', 'revoked', 'heard', 'unheard'] as const;
export type ScreenAct = (typeof SCREEN_ACTS)[number];
/** `GET /screens/acts`: who did what to which screen, newest first. */
export const ScreenActs = Type.Array(
  Type.Object({ at: Time, screen: ScreenId, name: Type.String(), by: Type.String(), act: Type.Enum(SCREEN_ACTS), detail: Type.String() }),
);
export type ScreenActs = Static<typeof ScreenActs>;
