import type { Cut } from './auth.ts';
import type { Store } from './store.ts';

export type Cuts = Awaited<ReturnType<typeof openCuts>>;

/** Tells this process at once and, by rows, the others within their next poll. */
export async function openCuts(store: Store) {
  const listeners = new Set<(cut: Cut) => void>();
  const ownIds = new Set<number>();
  let seenId = await store.lastCutId();
  let turn: Promise<void> = Promise.resolve();

  const tell = (cut: Cut): void => {
    for (const listener of listeners) listener(cut);
  };
  /** A poll must not meet a cut of our own before we know its id. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  return {
    cut: (cut: Cut): Promise<void> =>
      inTurn(async () => {
        ownIds.add(await store.addCut(cut));
        tell(cut);
      }),
    on: (listener: (cut: Cut) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    poll: (): Promise<void> =>
      inTurn(async () => {
        for (const { id, sessionId, userId } of await store.cutsAfter(seenId)) {
          seenId = id;
          if (ownIds.delete(id)) continue;
          tell({ ...(sessionId === null ? {} : { sessionId }), ...(userId === null ? {} : { userId }) });
        }
      }),
  };
}
