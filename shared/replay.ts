import Type, { type Static } from 'typebox';
import { REPLAY_SPEED_MOST } from './replay-speeds.ts';
import { Time } from './wire.ts';

const fields = {
  from: Time,
  to: Time,
  /** The city's now: everything recorded up to here has been played. */
  at: Time,
  speed: Type.Number(),
  isPlaying: Type.Boolean(),
  isEnded: Type.Boolean(),
};
/** A past window that is played on a copy of the city as if it were live. */
export const ReplayState = Type.Object(fields);
export type ReplayState = Static<typeof ReplayState>;

/** The state as one caller is told it. */
export const ReplayForMe = Type.Object({ ...fields, maySteer: Type.Boolean() });
export type ReplayForMe = Static<typeof ReplayForMe>;

/** What may be changed while it runs; `at` jumps, there and back. */
export const SteerReplay = Type.Object(
  {
    isPlaying: Type.Optional(Type.Boolean()),
    speed: Type.Optional(Type.Number({ minimum: 0.1, maximum: REPLAY_SPEED_MOST })),
    at: Type.Optional(Time),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type SteerReplay = Static<typeof SteerReplay>;
