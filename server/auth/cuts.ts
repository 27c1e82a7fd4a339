import type { Cut } from './auth.ts';
import type { Store } from './store.ts';

export type Cuts = ReturnType<typeof openCuts>;

/** Tells this process at once and, by rows, the others within their next poll. */
export function openCuts(store: Store) {
  const listeners = new Set<(cut: Cut) => void>();
  const ownIds = new Set<number>();
  let seenId = store.lastCutId();

  const tell = (cut: Cut): void => {
    for (const listener of listeners) listener(cut);
  };

  return {
    cut: (cut: Cut): void => {
      ownIds.add(store.addCut(cut));
      tell(cut);
    },
    on: (listener: (cut: Cut) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    poll: (): void => {
      for (const { id, sessionId, userId } of store.cutsAfter(seenId)) {
        seenId = id;
        if (ownIds.delete(id)) continue;
        tell({ ...(sessionId === null ? {} : { sessionId }), ...(userId === null ? {} : { userId }) });
      }
    },
  };
}
