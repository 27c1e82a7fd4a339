import { useState } from 'react';
import { holdOrder } from './held-order.ts';

/** State, not a ref: what is on screen decides what may change on it. */
export function useHeldOrder(
  wanted: readonly number[],
  isHeld: boolean,
  subject: string,
): { ids: readonly number[]; waiting: number; release: () => void } {
  const [shown, setShown] = useState<{ subject: string; ids: readonly number[] }>({ subject, ids: [] });
  const next = holdOrder(shown.subject === subject ? shown.ids : [], wanted, isHeld);
  if (shown.subject !== subject || !isSame(shown.ids, next.ids)) setShown({ subject, ids: next.ids });
  return { ...next, release: () => setShown({ subject, ids: wanted }) };
}
const isSame = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id, i) => id === b[i]);
