import Type, { type Static } from 'typebox';
import { TONES } from './wall-sound.ts';
import { AreaCode, Time } from './wire.ts';

/** What every browser of a wall can play. */
export const CLIP_TYPES = ['audio/wav', 'audio/mpeg', 'audio/ogg'] as const;
export type ClipType = (typeof CLIP_TYPES)[number];
/** A few seconds of speech. */
export const CLIP_BYTES_MOST = 512 * 1024;
/** A call sounds again after ten: a clip is over before it comes again, and played no longer. */
export const CLIP_S_MOST = 4;

export const ToneWire = Type.Enum(TONES);
export const ClipId = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** Which clip takes the place of which tone, by the digest of its content; absent = the tone that comes with the product. */
export const ClipsTold = Type.Object(
  Object.fromEntries(TONES.map((tone) => [tone, Type.Optional(ClipId)])) as Record<(typeof TONES)[number], Type.TOptional<typeof ClipId>>,
  { additionalProperties: false },
);
export type ClipsTold = Static<typeof ClipsTold>;

/** A city's own sound in the place of a tone: it holds at its node and below, unless a nearer node has one. */
export const ClipWire = Type.Object({
  node: AreaCode,
  tone: ToneWire,
  /** Digest of its content: `GET /wall-clips/{id}`. */
  id: ClipId,
  mediaType: Type.Enum(CLIP_TYPES),
  bytes: Type.Integer(),
  by: Type.String(),
  at: Time,
  /** The caller may replace or remove it. */
  mayChange: Type.Boolean(),
});
export type ClipWire = Static<typeof ClipWire>;
export const ClipsWire = Type.Object({ clips: Type.Array(ClipWire), mayEdit: Type.Boolean() });
export type ClipsWire = Static<typeof ClipsWire>;
