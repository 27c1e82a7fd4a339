import type { Level, Origin } from '../../../shared/alert-terms.ts';
import type { CapIdentity, CapMsgType, CapSeverity, CapValue } from '../../../shared/cap.ts';
import type { Covered } from './cover.ts';

/** One level at some areas. The level belongs to these, not to the alert: others may stand at another. */
export interface AlertPart {
  /** Null = without a colour: a notice, or a sender who does not say how severe it is. */
  level: Level | null;
  severity: CapSeverity;
  startsAtMs: number;
  endsAtMs: number;
  /** The sender says that it is over here. */
  isOver: boolean;
  /** What people would call them; of a message that draws, what its sender called them. */
  named: string[];
  /** Every area touched, of each tier, by code. */
  areas: Covered[];
}
/** What has to be said of the codes by which a message names its areas. */
export interface GeocodeNotes {
  /** No area of this city, as far as anybody here knows. */
  unknown: CapValue[];
  unknownCount: number;
  /** Of an area that the city does not know, the one above it: warned as a whole. */
  widened: (CapValue & { area: string })[];
}
/** What an alert says of itself. Its words lie beside the log: a warning may name a missing child. */
export interface AlertFacts {
  kind: string | null;
  issuer: string | null;
  /** Lowest area that holds all it touches: who acts for it must answer for that. */
  node: string;
  isExercise: boolean;
  /** It does not say when it ends: the city's own rule does. */
  isEndAssumed: boolean;
  /** Absent = there is nothing to say. */
  geocodeNotes?: GeocodeNotes;
  parts: AlertPart[];
}
/** A message that was received, by what names it. */
export interface MessageFacts extends CapIdentity {
  msgType: CapMsgType;
  isPublic: boolean;
  /** Another message came under this name before, with other content: names should be given once. */
  isNameTaken: boolean;
}

/** What happened, with every value that was decided. */
export type AlertHappening =
  | { type: 'AlertReceived'; decided: { message: MessageFacts; facts: AlertFacts; isOriginalUnknown: boolean } }
  /** Kept for the record: what it says was overtaken before it came. */
  | { type: 'AlertMessageKept'; decided: { message: MessageFacts } }
  | { type: 'AlertCancelled'; decided: { message: MessageFacts; facts: AlertFacts | null; isOriginalUnknown: boolean } }
  | { type: 'AlertReplaced'; decided: { by: number } }
  | { type: 'AlertDrafted'; decided: { facts: AlertFacts; issuerNode: string } }
  /** Written anew by whoever wrote it. */
  | { type: 'AlertAmended'; decided: { facts: AlertFacts; issuerNode: string } }
  | { type: 'AlertNoticed'; decided: { facts: AlertFacts } }
  | { type: 'AlertPublished'; decided: { documentNumber: string | null } }
  | { type: 'AlertWithdrawn'; decided: object }
  | { type: 'AlertChanged'; decided: { step: 'raised' | 'lowered' | 'lifted'; facts: Pick<AlertFacts, 'node' | 'parts'> } }
  | { type: 'AlertLifted'; decided: object };
export type AlertEvent = AlertHappening & {
  id: number;
  version: number;
  occurredAtMs: number;
  actor: string;
  /** Salted hash of the words that lie beside; null = there are none. */
  textHash: string | null;
};

/** An alert as it is now: one hazard with all that was said of it. */
export interface Alert extends AlertFacts {
  id: number;
  version: number;
  origin: Origin;
  /** Whose office it is that issues it; null where nobody here has a hand in it. */
  issuerNode: string | null;
  draftedBy: string | null;
  isDraft: boolean;
  issuedAtMs: number;
  /** What was received last, of what is in force. */
  message: MessageFacts | null;
  isOriginalUnknown: boolean;
  /** Ended before its time. */
  ended: { how: 'withdrawn' | 'lifted' | 'replaced'; atMs: number } | null;
  replacedBy: number | null;
  documentNumber: string | null;
  /** What went out under our name, for the next to refer to. */
  issued: { version: number; atMs: number }[];
  /** Every area that it has ever touched: those whom it has left must hear of that too. */
  reach: string[];
}
