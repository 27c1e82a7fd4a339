/**
 * The order on screen while a hand is on the list: rows stay where they are, gone ones leave their place only when let go,
 * new ones wait and are counted.
 */
export interface HeldOrder {
  ids: readonly number[];
  waiting: number;
}
export function holdOrder(shown: readonly number[], wanted: readonly number[], isHeld: boolean): HeldOrder {
  if (!isHeld || shown.length === 0) return { ids: wanted, waiting: 0 };
  const held = new Set(shown);
  return { ids: shown, waiting: wanted.filter((id) => !held.has(id)).length };
}
