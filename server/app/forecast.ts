import type { Forecast } from '../../shared/forecast.ts';
import { isOpen, type Status } from '../../shared/terms.ts';
import { outlook } from '../domain/forecast.ts';
import type { Incident } from '../domain/incident.ts';
import type { Tree } from '../domain/tree.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
/** More make no better percentile, and a drawer waits for them. */
const MOST = 2_000;

export interface ForecastDeps {
  tree: Tree;
  nowMs: number;
  minimumN: number;
  readPace(query: {
    category: string;
    places: readonly string[] | null;
    status: Status;
    sinceMs: number;
    limit: number;
  }): Promise<number[]>;
}

/** When it will be closed at the present pace: by the history of its district, or of the city where that is too short. */
export async function forecastOf(incident: Incident, { tree, nowMs, minimumN, readPace }: ForecastDeps): Promise<Forecast> {
  const { id, status, category, place, dueAtMs, suspended } = incident;
  const facts = { id, status, days: DAYS, minimumN, asOf: new Date(nowMs).toISOString() };
  const silent = { ...facts, area: null, n: 0, p50Ms: null, p80Ms: null, verdict: null };
  // What stands still, or is over, has no pace.
  if (!isOpen(status) || suspended) return silent;
  const stoodMs = Math.max(0, nowMs - sinceOf(incident));
  let most = 0;
  for (const area of areasOf(place, tree, nowMs)) {
    const places = area === tree.root ? null : tree.subtree(area, nowMs);
    const took = await readPace({ category, places, status, sinceMs: nowMs - DAYS * DAY_MS, limit: MOST });
    const found = outlook(took, { stoodMs, dueAtMs, nowMs, minimumN });
    if (found.p50Ms !== null) return { ...facts, area, ...found };
    most = Math.max(most, found.n);
  }
  return { ...silent, n: most };
}

/** The district that it lies in, then the city. */
function areasOf(place: string, tree: Tree, nowMs: number): string[] {
  const district = tree.path(place, nowMs).find((code) => tree.parent(code, nowMs) === tree.root);
  return [...(district === undefined ? [] : [district]), tree.root];
}

function sinceOf(incident: Incident): number {
  const { status, reportedAtMs, lastActAtMs } = incident;
  const since: Partial<Record<Status, number | null>> = {
    reported: reportedAtMs,
    registered: incident.registeredAtMs,
    dispatched: incident.dispatchedAtMs,
    accepted: incident.acceptedAtMs,
    handling: incident.startedAtMs,
    handled: incident.handledAtMs,
  };
  return since[status] ?? lastActAtMs;
}
