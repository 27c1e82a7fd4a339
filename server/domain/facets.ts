import { SEVERITIES } from '../../shared/terms.ts';
import type { Incident } from './incident.ts';
import { placeAt, type HourOf } from './weigh.ts';

/** What a breakdown tells apart beside category and severity: as it is now, counted where and when the incident came in. */
export const FACETS = ['status', 'source', 'department'] as const;
export type Facet = (typeof FACETS)[number];
/** The department is the holder's; '' = none is named, then it is the category's. */
export type FacetValues = Record<Facet, string>;
export interface FacetCount {
  place: string;
  hourMs: number;
  category: string;
  /** Rank in `SEVERITIES`. */
  severity: number;
  values: FacetValues;
  n: number;
}

/** What an event changes in breakdowns: the count as it was taken out and as it is put in. An exercise counts nowhere. */
export function facetChanges(before: Incident | null, after: Incident, hourOf: HourOf): FacetCount[] {
  const was = before && toFacets(before, hourOf, -1);
  const is = toFacets(after, hourOf, 1);
  if (was && is && isSame(was, is)) return [];
  return [was, is].filter((count) => count !== null);
}

function toFacets(incident: Incident, hourOf: HourOf, n: number): FacetCount | null {
  if (incident.exercise) return null;
  const { category, severity, status, source, holder } = incident;
  const hourMs = hourOf(incident.reportedAtMs);
  return {
    place: placeAt(incident, hourMs),
    hourMs,
    category,
    severity: SEVERITIES.indexOf(severity),
    values: { status, source, department: holder.department ?? '' },
    n,
  };
}

const isSame = (a: FacetCount, b: FacetCount): boolean =>
  a.place === b.place &&
  a.hourMs === b.hourMs &&
  a.category === b.category &&
  a.severity === b.severity &&
  FACETS.every((facet) => a.values[facet] === b.values[facet]);
