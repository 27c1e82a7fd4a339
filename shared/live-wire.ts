import Type, { type Static } from 'typebox';
import { PRESETS } from './terms.ts';
import { AreaCode, Nullable, SeveritiesWire } from './wire.ts';

/** What a screen's figures speak of. Equal views share one computation. */
export const View = Type.Object(
  {
    window: Type.Enum(PRESETS),
    /** Of `duty` the local hour at which it begins, of `period` the day of the month. */
    starts: Type.Optional(Type.Integer({ minimum: 0, maximum: 28 })),
    category: Type.Optional(Type.String({ maxLength: 400 })),
    department: Type.Optional(Type.String({ maxLength: 80 })),
    board: Type.Optional(Type.String({ maxLength: 80 })),
    lane: Type.Optional(Type.String({ maxLength: 80 })),
    severity: Type.Optional(SeveritiesWire),
  },
  { additionalProperties: false },
);
export type View = Static<typeof View>;

export const JoinArea = Type.Object(
  {
    area: AreaCode,
    view: Type.Optional(View),
    /** False: figures only, which every staff member may read. */
    rows: Type.Boolean(),
    sinceSeq: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type JoinArea = Static<typeof JoinArea>;
const SlimRowWire = Type.Tuple([
  Type.Integer(),
  Type.Integer(),
  Type.Integer(),
  Type.Integer(),
  Type.String(),
  AreaCode,
  Nullable(Type.Integer()),
  Nullable(Type.Integer()),
  Nullable(Type.Integer()),
  Type.Integer(),
]);
const FrameWire = Type.Object({
  area: AreaCode,
  prevSeq: Type.Integer(),
  seq: Type.Integer(),
  rows: Type.Array(SlimRowWire),
  gone: Type.Optional(Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]))),
});
/** `Joined` as `GET /changes` answers it. */
export const JoinedWire = Type.Union([
  Type.Object({ kind: Type.Literal('frame'), frame: FrameWire }),
  Type.Object({ kind: Type.Literal('reset'), seq: Type.Integer() }),
]);
export const LookAt = Type.Object(
  { incident: Nullable(Type.Integer({ minimum: 1 })), isWorking: Type.Boolean() },
  { additionalProperties: false },
);
export type LookAt = Static<typeof LookAt>;
export const LeaveArea = Type.Object({ area: AreaCode }, { additionalProperties: false });
export type LeaveArea = Static<typeof LeaveArea>;
