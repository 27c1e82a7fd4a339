/**
 * What everything needs, such as the database, cannot be reached just now. Nothing is acknowledged: whether a write that was under
 * way is kept is unknown, so it is sent again, under the same `Idempotency-Key` where it must not happen twice.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  constructor(cause: unknown) {
    super(`The database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** True also when a query builder or a driver has wrapped it. */
export function isUnavailable(fault: unknown): boolean {
  for (let at = fault, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) if (at instanceof Unavailable) return true;
  return false;
}
