import type { Standing } from '../../../shared/alert-terms.ts';
import type { Alert, AlertPart } from './alert.ts';

const isOn = ({ isOver, startsAtMs, endsAtMs }: AlertPart, nowMs: number): boolean => !isOver && startsAtMs <= nowMs && nowMs < endsAtMs;

/** How an alert stands at an instant: it expires by itself, and nobody has to say so. */
export function standingOf({ isDraft, ended, parts }: Pick<Alert, 'isDraft' | 'ended' | 'parts'>, nowMs: number): Standing {
  if (ended) return ended.how;
  if (isDraft) return 'draft';
  if (parts.some((part) => isOn(part, nowMs))) return 'in-force';
  if (parts.some(({ isOver, startsAtMs }) => !isOver && startsAtMs > nowMs)) return 'announced';
  return parts.length > 0 && parts.every(({ isOver }) => isOver) ? 'lifted' : 'expired';
}

/** Its parts that hold now: none of what is no more than a draft, or over. */
export const partsInForce = (alert: Alert, nowMs: number): AlertPart[] =>
  standingOf(alert, nowMs) === 'in-force' ? alert.parts.filter((part) => isOn(part, nowMs)) : [];

/** From when on nothing but a new word can make it stand otherwise. */
export const settledAtMs = ({ ended, parts }: Pick<Alert, 'ended' | 'parts'>): number =>
  ended ? ended.atMs : parts.reduce((latest, { endsAtMs }) => Math.max(latest, endsAtMs), 0);
/** The next instant after `nowMs` at which a part begins or ends; null = none does. */
export function nextEdgeMs({ ended, isDraft, parts }: Alert, nowMs: number): number | null {
  if (ended || isDraft) return null;
  const edges = parts.flatMap((part) => (part.isOver ? [] : [part.startsAtMs, part.endsAtMs])).filter((ms) => ms > nowMs);
  return edges.length === 0 ? null : Math.min(...edges);
}
