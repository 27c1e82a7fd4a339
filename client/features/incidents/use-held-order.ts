import { useState } from 'react';
import { holdOrder } from './held-order.ts';

interface Held {
  ids: readonly number[];
  waiting: number;
  left: number;
  release: () => void;
}

/** State, not a ref: what is on screen decides what may change on it. `reading` is another one after each page that was read. */
export function useHeldOrder(wanted: readonly number[], isHeld: boolean, subject: string, reading = ''): Held {
  const [shown, setShown] = useState<{ subject: string; reading: string; ids: readonly number[] }>({ subject, reading, ids: [] });
  const next = holdOrder(shown.subject === subject ? shown.ids : [], wanted, isHeld, shown.reading !== reading);
  if (shown.subject !== subject || shown.reading !== reading || !isSame(shown.ids, next.ids)) setShown({ subject, reading, ids: next.ids });
  return { ...next, release: () => setShown({ subject, reading, ids: wanted }) };
}
const isSame = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id, i) => id === b[i]);
