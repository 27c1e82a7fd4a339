import type { CapIdentity, CapMessage } from '../../shared/cap.ts';
import type { Alert, AlertEvent, AlertHappening } from '../domain/alerts/alert.ts';
import type { Rejection } from '../domain/rejection.ts';

/** Words that an alert of our own is given, by language. */
export interface AlertWords {
  headline: string | null;
  /** What is coming. */
  warning: string;
  /** What to do. */
  measures: string | null;
}
/** What lies beside one event: words of ours, or a message as it came. */
export interface AlertText {
  content: { words?: Record<string, AlertWords>; reason?: string | null; headlines?: Record<string, string> };
  raw: string | null;
}
export interface LoggedAlertEvent {
  seq: number;
  recordedAtMs: number;
  event: AlertEvent;
}

/** Where alerts are kept; what begins with `tx` is called inside `Store.write` only. */
export interface AlertRows {
  /** Those that were written after a revision, oldest first. */
  since(rev: number): Promise<{ alerts: Alert[]; rev: number }>;
  /** Drafts, and those whose time is not over. */
  current(nowMs: number): Promise<{ alerts: Alert[]; rev: number }>;
  one(id: number): Promise<Alert | null>;
  /** Newest first; `area` null = everywhere. */
  list(ask: { area: string | null; before: number | null; limit: number }): Promise<Alert[]>;
  eventsOf(id: number): Promise<LoggedAlertEvent[]>;
  /** Words of each, oldest first, without what came letter by letter. */
  contentsOf(ids: readonly number[]): Promise<ReadonlyMap<number, AlertText['content'][]>>;
  textsOf(id: number): Promise<ReadonlyMap<number, AlertText>>;
  txOne(id: number): Promise<Alert | null>;
  /** Drafts, and those whose time is not over. */
  txCurrent(nowMs: number): Promise<Alert[]>;
  /** Words of one, oldest first. */
  txContentsOf(id: number): Promise<AlertText['content'][]>;
  /** The alerts in which messages of this name stand: mostly one, for a name should be given once. */
  txMessages(identity: CapIdentity): Promise<{ alert: number; contentHash: string }[]>;
  /** The first alert in which a message refers to it. */
  txReferrer(identity: CapIdentity): Promise<number | null>;
  txNoteMessage(identity: CapIdentity, references: readonly CapIdentity[], alert: number, contentHash: string): Promise<void>;
  txAppend(
    before: Alert | null,
    happening: AlertHappening,
    by: { actor: string; occurredAtMs: number; recordedAtMs: number; text: AlertText | null },
  ): Promise<Alert>;
}

/** A message as it was read, and as it came. */
export interface ReadMessage {
  version: CapVersion;
  message: CapMessage;
  /** The element itself, letter by letter: what a signature was given over. */
  raw: string;
  isSigned: boolean;
}
export type CapVersion = '1.0' | '1.1' | '1.2';
/** One entry of what was sent: read, or refused for a reason of its own. */
export type CapEntry = { read: ReadMessage } | { refusal: Rejection };

/** A feed of what holds, and one message of it. */
export interface AtomFeed {
  id: string;
  title: string;
  /** RFC 3339 */
  updated: string;
  self: string;
  author: string;
}
export interface AtomEntry {
  /** An address that stays. */
  id: string;
  title: string;
  /** RFC 3339 */
  updated: string;
  link: string;
  summary: string | null;
  /** The message as XML, without a declaration of its own; null = the link leads to it. */
  message: string | null;
}
