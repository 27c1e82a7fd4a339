import type { Group } from './bare-rows.ts';
import type { Bound } from './measure.ts';
import { request } from './raw-client.ts';

/** A way in: how the same reports are cut into requests. */
export interface Way {
  what: string;
  count: number;
  connections: number;
  pipelining: number;
  /** Lines of one NDJSON batch; 0 = one POST each. */
  batch: number;
  bound: Bound | null;
}
/** The same reports, cut into requests. */
export function toRequests(bodies: readonly string[], batch: number, token: string): Buffer[] {
  if (batch === 0) return bodies.map((body) => request('POST', '/api/v1/incidents', token, body));
  return Array.from({ length: Math.ceil(bodies.length / batch) }, (_, i) =>
    request('POST', '/api/v1/incidents/batch', token, `${bodies.slice(i * batch, (i + 1) * batch).join('\n')}\n`, 'application/x-ndjson'),
  );
}

export const eventsOf = (groups: readonly Group[]): number => groups.reduce((sum, { rows }) => sum + rows.events.length, 0);

/** How many of the first groups hold the warm-up. */
export function groupsHolding(groups: readonly Group[], events: number): number {
  let seen = 0;
  return groups.findIndex(({ rows }) => (seen += rows.events.length) >= events) + 1;
}
