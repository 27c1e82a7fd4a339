import Type, { type Static } from 'typebox';
import { CALL_ACTS, CALL_KINDS } from './calls.ts';
import { AreaCode, Time } from './wire.ts';

const Fact = { additionalProperties: false } as const;
const CallId = Type.Integer({ minimum: 1 });

/** `POST /calls/acknowledge`: all that the caller is told of, up to the newest one that they have seen. */
export const AcknowledgeCalls = Type.Object({ upTo: CallId }, Fact);
/** How many of them had nobody answered before. */
export const AcknowledgedCalls = Type.Object({ acknowledged: Type.Integer({ minimum: 0 }) });
export type AcknowledgedCalls = Static<typeof AcknowledgedCalls>;

/** `GET /calls/acts`: what happened to calls of the caller's area, newest first. */
export const CallActs = Type.Array(
  Type.Object({
    at: Time,
    act: Type.Enum(CALL_ACTS),
    by: Type.String(),
    call: CallId,
    kind: Type.Enum(CALL_KINDS),
    subject: Type.Integer({ minimum: 1 }),
    number: Type.String(),
    /** Whose walls called. */
    node: AreaCode,
    /** The highest node that it was passed on to by then. */
    toNode: AreaCode,
    /** Since it was raised, ms. */
    afterMs: Type.Integer({ minimum: 0 }),
  }),
);
export type CallActs = Static<typeof CallActs>;
