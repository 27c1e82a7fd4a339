import { useCallback, useState } from 'react';
import type { DeskControl } from '../../state/use-desk-view.ts';

interface Cursor {
  /** As the address said it last. */
  url: number | null;
  id: number | null;
  /** On their way into the address. */
  sent: readonly (number | null)[];
}

/**
 * The selected incident. It moves at once, the address follows: a command key pressed right after J must meet the incident that the
 * eye is on, not the one before. Back, links and the search move it by the address.
 */
export function useCursor({ view: { incident: url }, change }: DeskControl): [number | null, (id: number | null) => void] {
  const [cursor, setCursor] = useState<Cursor>({ url, id: url, sent: [] });
  if (cursor.url !== url) {
    const isOurs = cursor.sent.includes(url);
    setCursor({ url, id: isOurs ? cursor.id : url, sent: isOurs && url !== cursor.id ? cursor.sent : [] });
  }
  const select = useCallback(
    (id: number | null) => {
      setCursor((held) => ({ ...held, id, sent: [...held.sent, id] }));
      // One step back leaves the incident; rows passed on the way are no steps of their own.
      change({ incident: id }, { replace: url !== null });
    },
    [change, url],
  );
  return [cursor.id, select];
}
