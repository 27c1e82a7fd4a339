import type { Gone, LiveRow } from '../../shared/live.ts';
import { isOpen, SEVERITIES } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Box } from './polygons.ts';

/** GeoJSON in the browser stays instant up to here (measured: 2,000 points update in well under a frame budget of 100 ms). */
const MOST_MARKS = 2_000;

export type MarkRow = LiveRow & { lngLat: LngLat };

/** Nearest deadline (or longest past it) first, none last; then the graver; then the older. The lists' own order. */
export function byRisk(a: LiveRow, b: LiveRow): number {
  return (
    (a.dueAtMs ?? Infinity) - (b.dueAtMs ?? Infinity) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.id - b.id || 0
  );
}

/** Slim rows say whole seconds. */
const isSameClock = (a: LiveRow | undefined, b: LiveRow): boolean =>
  a !== undefined && Math.floor((a.dueAtMs ?? 0) / 1000) === Math.floor((b.dueAtMs ?? 0) / 1000);

const isDrawn = (row: LiveRow): row is MarkRow => row.lngLat !== null && isOpen(row.status);

/** The incidents of the area on screen as last told, by version; says which of them the map draws. */
export class IncidentBook {
  readonly #rows = new Map<number, LiveRow>();

  set(rows: readonly LiveRow[]): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.id, row);
  }

  /** These and no others. Answers the ids that were unknown. */
  keep(rows: readonly LiveRow[]): number[] {
    const kept = new Set(rows.map(({ id }) => id));
    for (const id of this.#rows.keys()) if (!kept.has(id)) this.#rows.delete(id);
    return this.patch(rows, []);
  }

  /** Rows apply by version: what arrives twice or late changes nothing. Answers the ids that were unknown. */
  patch(rows: readonly LiveRow[], gone: readonly Gone[]): number[] {
    const fresh: number[] = [];
    for (const row of rows) {
      const held = this.#rows.get(row.id);
      if (held && held.version >= row.version) continue;
      if (!held && isDrawn(row)) fresh.push(row.id);
      this.#rows.set(row.id, row.soonAtMs === undefined && isSameClock(held, row) ? { ...row, soonAtMs: held?.soonAtMs } : row);
    }
    for (const [id, version] of gone) {
      if ((this.#rows.get(id)?.version ?? Infinity) <= version) this.#rows.delete(id);
    }
    return fresh;
  }

  /** What full rows say beside; one that is not here, or is another by now, stays as it is. */
  complete(rows: readonly LiveRow[]): void {
    for (const { id, version, soonAtMs } of rows) {
      const held = this.#rows.get(id);
      if (held?.version === version) this.#rows.set(id, { ...held, soonAtMs });
    }
  }

  get(id: number): LiveRow | undefined {
    return this.#rows.get(id);
  }

  /** The riskiest that fit, and how many there are. The selected one is always among them. */
  drawn(selected: number | null, most = MOST_MARKS): { rows: MarkRow[]; total: number } {
    const all = [...this.#rows.values()].filter(isDrawn);
    if (all.length <= most) return { rows: all, total: all.length };
    const rows = all.sort(byRisk).slice(0, most);
    const held = selected === null ? undefined : this.#rows.get(selected);
    if (held && isDrawn(held) && !rows.includes(held)) rows[most - 1] = held;
    return { rows, total: all.length };
  }
}

export const marksWithin = (rows: readonly MarkRow[], [west, south, east, north]: Box): MarkRow[] =>
  rows.filter(({ lngLat: [lng, lat] }) => lng >= west && lng <= east && lat >= south && lat <= north);
