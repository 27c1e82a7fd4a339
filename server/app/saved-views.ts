import type { Actor } from '../domain/actor.ts';
import { assertMayRemoveView, decideView, mayReadView, type SavedView } from '../domain/saved-view.ts';
import type { Catalogue, Store } from './ports.ts';

/** Where views are kept; all but `readable` are called inside `Store.write` only. */
interface ViewRows {
  readable(owner: string, role: Actor['role']): Promise<SavedView[]>;
  find(id: string): Promise<SavedView | null>;
  countOf(owner: string): Promise<number>;
  put(view: SavedView): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Views of the desk under a name: who sees, changes and deletes which. */
export function savedViewUses(store: Store, rows: ViewRows, catalogue: () => Promise<Catalogue>, now: () => number) {
  return {
    async readable(actor: Actor): Promise<SavedView[]> {
      const { tree } = await catalogue();
      return (await rows.readable(actor.id, actor.role)).filter((view) => mayReadView(actor, view, tree, now()));
    },
    /** @throws Rejection */
    put: (actor: Actor, view: SavedView): Promise<SavedView> =>
      store.write(async ({ catalogue: { tree } }) => {
        const decided = decideView(actor, view, await rows.find(view.id), await rows.countOf(actor.id), tree, now());
        await rows.put(decided);
        return decided;
      }),
    /** @throws Rejection */
    remove: (actor: Actor, id: string): Promise<void> =>
      store.write(async ({ catalogue: { tree } }) => {
        assertMayRemoveView(actor, await rows.find(id), tree, now());
        await rows.remove(id);
      }),
  };
}
