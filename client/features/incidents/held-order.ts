/**
 * The order on screen while a hand is on the list: rows stay where they are, gone ones leave their place only when let go,
 * new ones wait and are counted. A further page comes after all that is shown and moves nothing.
 */
export interface HeldOrder {
  ids: readonly number[];
  waiting: number;
  /** Shown though the list does not hold them any more. */
  left: number;
}
export function holdOrder(shown: readonly number[], wanted: readonly number[], isHeld: boolean, isPage = false): HeldOrder {
  if (!isHeld || shown.length === 0) return { ids: wanted, waiting: 0, left: 0 };
  const held = new Set(shown);
  const last = wanted.findLastIndex((id) => held.has(id));
  const page = isPage ? wanted.slice(last + 1) : [];
  const fresh = wanted.filter((id) => !held.has(id)).length - page.length;
  const kept = wanted.length - fresh - page.length;
  return { ids: page.length === 0 ? shown : [...shown, ...page], waiting: fresh, left: shown.length - kept };
}
