import Type, { type Static } from 'typebox';
import { DeskCounts, IncidentWire } from './incidents.ts';
import { AreaCode, Nullable, StatusWire, Time } from './wire.ts';

/** So many incidents a printed list holds; the counts speak of all. */
export const HANDOVER_MOST = 1_000;

/** What one shift hands to the next: every open incident with its last note, and the counts of the desk's views at the same time. */
export const Handover = Type.Object({
  area: AreaCode,
  asOf: Time,
  seq: Type.Integer(),
  /** As `GET /incidents/views` counts them. */
  counts: DeskCounts.properties.counts,
  /** Open incidents by state; their sum is the view "all". */
  byStatus: Type.Array(Type.Object({ status: StatusWire, n: Type.Integer() })),
  /** By risk of breach; fewer than there are where there are more than a list holds. */
  rows: Type.Array(Type.Object({ incident: IncidentWire, note: Nullable(Type.Object({ text: Type.String(), at: Time })) })),
});
export type Handover = Static<typeof Handover>;
