import { create } from 'zustand';

/** What somebody changed and has not saved, by key: it is there again when its writer comes back to the page, and for nobody else. */
export function keptDrafts<D>() {
  type Drafts = ReadonlyMap<string, D>;
  interface Held {
    user: string | null;
    drafts: Drafts;
  }
  const none: Drafts = new Map();
  /** The browser asks before what is not saved is thrown away. */
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  const useHeld = create<Held>(() => ({ user: null, drafts: none }));
  const of = ({ user, drafts }: Held, reader: string): Drafts => (user === reader ? drafts : none);
  return {
    useDrafts: (user: string): Drafts => useHeld((held) => of(held, user)),
    /** `draft` null = it was saved, or is given up. */
    keepDraft(user: string, key: string, draft: D | null): void {
      const drafts = new Map(of(useHeld.getState(), user));
      if (draft) drafts.set(key, draft);
      else drafts.delete(key);
      useHeld.setState({ user, drafts });
      if (drafts.size > 0) addEventListener('beforeunload', warn);
      else removeEventListener('beforeunload', warn);
    },
  };
}
