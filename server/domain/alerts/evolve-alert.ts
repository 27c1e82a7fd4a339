import type { Alert, AlertEvent, AlertFacts } from './alert.ts';

const START = {
  issuerNode: null,
  draftedBy: null,
  isDraft: false,
  message: null,
  isOriginalUnknown: false,
  ended: null,
  replacedBy: null,
  documentNumber: null,
  issued: [],
  reach: [],
} satisfies Partial<Alert>;
const NOTHING: AlertFacts = { kind: null, issuer: null, node: '', isExercise: false, isEndAssumed: false, parts: [] };

/** The state after an event. Looks nothing up: every decided value stands in it. */
export function evolveAlert(before: Alert | null, event: AlertEvent): Alert {
  const { id, version, occurredAtMs: atMs } = event;
  const base = before ?? { ...START, ...NOTHING, id, origin: 'received' as const, issuedAtMs: atMs };
  const next = (changed: Partial<Alert>, from: Omit<Alert, 'version'> = base): Alert => {
    const after: Alert = { ...from, ...changed, version };
    return changed.parts ? { ...after, reach: reachOf(after) } : after;
  };
  const sent = { version, atMs };
  switch (event.type) {
    case 'AlertReceived': {
      const { facts, message, isOriginalUnknown } = event.decided;
      // What was said of the codes of the message before is said no more.
      const { geocodeNotes: _before, ...from } = base;
      return next(
        {
          ...facts,
          message,
          ended: null,
          issuedAtMs: Date.parse(message.sent),
          isOriginalUnknown: before?.isOriginalUnknown ?? isOriginalUnknown,
        },
        from,
      );
    }
    case 'AlertMessageKept':
      return next({});
    case 'AlertCancelled': {
      const { message, facts, isOriginalUnknown } = event.decided;
      const unknown = before?.isOriginalUnknown ?? isOriginalUnknown;
      return next({ ...facts, message, ended: { how: 'lifted', atMs }, issuedAtMs: Date.parse(message.sent), isOriginalUnknown: unknown });
    }
    case 'AlertReplaced':
      return next({ ended: { how: 'replaced', atMs }, replacedBy: event.decided.by });
    case 'AlertDrafted': {
      const { facts, issuerNode } = event.decided;
      return next({ ...facts, origin: 'submitted', issuerNode, draftedBy: event.actor, isDraft: true });
    }
    case 'AlertAmended':
      // Nobody has heard of where it would have held before.
      return next({ ...event.decided.facts, issuerNode: event.decided.issuerNode, reach: [] });
    case 'AlertNoticed':
      return next({ ...event.decided.facts, origin: 'notice', draftedBy: event.actor, issued: [sent] });
    case 'AlertPublished': {
      const { documentNumber } = event.decided;
      return next({ isDraft: false, issuedAtMs: atMs, documentNumber, issued: [...base.issued, sent] });
    }
    case 'AlertWithdrawn':
      return next({ ended: { how: 'withdrawn', atMs } });
    case 'AlertChanged':
      return next({ ...event.decided.facts, issued: [...base.issued, sent] });
    default:
      event.type satisfies 'AlertLifted';
      return next({ ended: { how: 'lifted', atMs }, issued: [...base.issued, sent] });
  }
}

const reachOf = ({ reach, parts }: Alert): string[] =>
  [...new Set([...reach, ...parts.flatMap(({ areas }) => areas.map(({ code }) => code))])].sort();
