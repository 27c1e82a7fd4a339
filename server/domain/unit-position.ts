import { notInFuture } from './decide/event.ts';

/** Where a unit last was, beside the unit: the one before is forgotten, so no track of anybody is ever kept. */
export interface UnitPosition {
  /** WGS-84 */
  lng: number;
  lat: number;
  /** ms UTC, by the sender's clock */
  atMs: number;
  /** Radius in metres; null = not told. */
  accuracyM: number | null;
}

/**
 * Whether a position is newer than the one that is known. What came late is no fault of its sender: a line was away, and sends what it
 * gathered.
 * @throws Rejection `time.future`
 */
export function isNewerPosition(known: Pick<UnitPosition, 'atMs'> | null, atMs: number, nowMs: number): boolean {
  notInFuture(atMs, nowMs);
  return known === null || atMs > known.atMs;
}
