import type { AlertRules } from '../../shared/alert-rules.ts';
import type { AlertStep, AlertWire, RelayedWire } from '../../shared/alert-wire.ts';
import type { Relayed } from '../app/alerts.ts';
import { type AlertViews, standingNow, type SeenAlert } from '../app/alert-views.ts';
import { partsInForce } from '../domain/alerts/standing.ts';
import { nearAreas } from '../domain/alerts/at-area.ts';
import { partsOf } from '../domain/alerts/parts.ts';
import type { Tree } from '../domain/tree.ts';

/** Where and when an alert is looked at. */
export interface Looked {
  area: string;
  rules: AlertRules;
  tree: Tree;
  nowMs: number;
}
const iso = (ms: number): string => new Date(ms).toISOString();

/** An alert as it stands at an area, with what lies right below it. */
export function alertToWire({ alert, headlines }: SeenAlert, { area, rules, tree, nowMs }: Looked): AlertWire {
  const { message, parts } = alert;
  const { standing, level } = standingNow(alert, area, nowMs);
  const held = new Set(partsInForce(alert, nowMs));
  return {
    id: alert.id,
    version: alert.version,
    origin: alert.origin,
    standing,
    inForce: standing === 'in-force',
    kind: alert.kind,
    kindNames: rules.kinds.find(({ code }) => code === alert.kind)?.names ?? null,
    issuer: alert.issuer,
    issuerNames: rules.issuers.find(({ code }) => code === alert.issuer)?.names ?? null,
    exercise: alert.isExercise,
    level,
    node: alert.node,
    issuedAt: iso(alert.issuedAtMs),
    startsAt: parts.length === 0 ? null : iso(Math.min(...parts.map(({ startsAtMs }) => startsAtMs))),
    endsAt: parts.length === 0 ? null : iso(Math.max(...parts.map(({ endsAtMs }) => endsAtMs))),
    endAssumed: alert.isEndAssumed,
    geocodes: alert.geocodeNotes ?? null,
    originalUnknown: alert.isOriginalUnknown,
    headlines,
    message: message && { sender: message.sender, identifier: message.identifier, sent: message.sent, msgType: message.msgType },
    parts: parts.map((part) => ({
      level: part.level,
      severity: part.severity,
      startsAt: iso(part.startsAtMs),
      endsAt: iso(part.endsAtMs),
      inForce: held.has(part),
      named: part.named,
      areas: nearAreas(part, area, tree, nowMs).map(({ code, share }) => ({ area: code, share })),
    })),
  };
}

type Step = Awaited<ReturnType<AlertViews['one']>>['steps'][number];
/** One step of its chain, with who took it. */
export function stepToWire({ atMs, message, by, ...step }: Step, names: ReadonlyMap<string, string>): AlertStep {
  return {
    ...step,
    at: iso(atMs),
    by,
    byName: names.get(by.replace(/^user:/, '')) ?? null,
    message: message && { sender: message.sender, identifier: message.identifier, sent: message.sent, msgType: message.msgType },
  };
}

/** What the sender of a message learns at once. */
export function relayedToWire(
  { alert, read: { message, isSigned }, isKnown }: Exclude<Relayed, { refusal: unknown }>,
  nowMs: number,
): RelayedWire {
  const { standing, level } = standingNow(alert, alert.node, nowMs);
  const shares = new Map<string, number>();
  for (const { areas } of alert.parts) for (const { code, share } of areas) shares.set(code, Math.max(share, shares.get(code) ?? 0));
  return {
    id: alert.id,
    identifier: message.identifier,
    msgType: message.msgType,
    severity: message.infos[0]?.severity ?? 'Unknown',
    level,
    standing,
    areas: [...shares.keys()].sort(),
    shares: Object.fromEntries(shares),
    parts: partsOf(message).length,
    signed: isSigned,
    known: isKnown,
    nameTaken: alert.message?.isNameTaken ?? false,
    originalUnknown: alert.isOriginalUnknown,
    geocodes: alert.geocodeNotes ?? null,
  };
}
