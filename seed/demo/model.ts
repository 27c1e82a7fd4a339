import { buildGround, type DemoCity, type Ground } from './ground.ts';
import type { CaseState, DemoStep } from './case-state.ts';
import { buildLives } from './life.ts';
import { reportsOfHour, type DemoReport } from './reports.ts';
import { buildRhythm, type Rhythm } from './rhythm.ts';

/** Reports a day of the demo city at its usual pace, before repeats and rain, which make it 500. */
export const REPORTS_PER_DAY = 485;
/**
 * How many times as much is reported while a simulator runs beside the server: an event every few seconds by day, to watch.
 * It shows in comparisons with the weeks before, which had the usual pace.
 */
export const DEMO_SPEED = 6;
export const DEMO_SEED = 20_251_106;

/** A city's life: what is reported, and what is done about it. Pure: the same seed gives the same life. */
export interface DemoModel {
  ground: Ground;
  rhythm: Rhythm;
  reportsOfHour(hourMs: number, perDay: number): DemoReport[];
  /** What would be done next to a case as it stands; null = nothing more. */
  nextStep(state: CaseState): DemoStep | null;
  /** Tells the model of a case, so that it knows repeated reports of one thing. Call it with each new state. */
  note(state: CaseState & { lngLat: readonly number[] | null }): void;
}

const TWIN_MS = 2 * 3_600_000;
const TWIN_M = 60;
const METRES_PER_DEGREE = 111_320;

interface Seen {
  id: number;
  atMs: number;
  lng: number;
  lat: number;
}

export function buildDemoModel(city: DemoCity, seed: number): DemoModel {
  const ground = buildGround(city, seed);
  const rhythm = buildRhythm(city.timeZone);
  const lives = buildLives(ground, rhythm, seed);
  // Open first reports by place and category; a case that is over or is itself a twin is not in it.
  const seen = new Map<string, Seen[]>();
  const positions = new Map<number, Seen>();

  const twinOf = (state: CaseState): number | null => {
    const own = positions.get(state.id);
    if (!own || state.status !== 'reported') return null;
    const squeeze = Math.cos((own.lat * Math.PI) / 180);
    const first = seen
      .get(`${state.place}|${state.category}`)
      ?.find(
        (other) =>
          other.id < own.id &&
          own.atMs - other.atMs < TWIN_MS &&
          Math.hypot((other.lng - own.lng) * squeeze, other.lat - own.lat) * METRES_PER_DEGREE < TWIN_M,
      );
    return first?.id ?? null;
  };

  return {
    ground,
    rhythm,
    reportsOfHour: (hourMs, perDay) => reportsOfHour(city, ground, rhythm, { seed, perDay }, hourMs),
    nextStep: (state) => lives.next(state, twinOf(state)),
    note({ id, place, category, status, reportedAtMs, lngLat }) {
      const key = `${place}|${category}`;
      const isOver = status === 'closed' || status === 'merged' || status === 'answered' || status === 'rejected' || status === 'cancelled';
      if (isOver || status === 'voided') {
        positions.delete(id);
        const left = seen.get(key)?.filter((each) => each.id !== id);
        if (left) seen.set(key, left);
        return;
      }
      if (positions.has(id) || lngLat === null) return;
      const here: Seen = { id, atMs: reportedAtMs, lng: lngLat[0]!, lat: lngLat[1]! };
      positions.set(id, here);
      const list = seen.get(key);
      if (list) list.push(here);
      else seen.set(key, [here]);
    },
  };
}
