import type { Severity, Status, Tier } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Issue } from './import-issue.ts';

/** What a row says that speaks against itself. Flagged rows are kept; the report counts them. */
export const ROW_FLAGS = [
  'closed-before-opened',
  'status-contradicts-dates',
  'no-target',
  'ungeocoded-default-point',
  'description-cut',
] as const;
export type RowFlag = (typeof ROW_FLAGS)[number];

/** One row of a foreign file, in our terms; places and references are not looked up yet. Times are ms UTC. */
export interface IncidentFacts {
  externalId: string;
  reportedAtMs: number;
  closedAtMs: number | null;
  dueAtMs: number | null;
  status: Status;
  category: string | null;
  severity: Severity | null;
  description: string | null;
  source: string | null;
  department: string | null;
  reporter: string | null;
  /** WGS-84. */
  lngLat: LngLat | null;
  declaredArea: { column: string; value: string; tier: Tier } | null;
  flags: RowFlag[];
}

export type MappedRow = { facts: IncidentFacts; issue?: undefined } | { facts?: undefined; issue: Issue };
