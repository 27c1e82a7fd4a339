import { create } from 'zustand';
import type { PieceDraft } from './piece-draft.ts';

/** What was changed and is not kept, by key: it is there again when its writer comes back to the page. */
type Drafts = ReadonlyMap<string, PieceDraft>;
interface Held {
  user: string | null;
  drafts: Drafts;
}
const NONE: Drafts = new Map();
const useHeld = create<Held>(() => ({ user: null, drafts: NONE }));
const of = ({ user, drafts }: Held, reader: string): Drafts => (user === reader ? drafts : NONE);

export const useDrafts = (user: string): Drafts => useHeld((held) => of(held, user));
/** `draft` null = it was kept, or is given up. */
export function keepDraft(user: string, key: string, draft: PieceDraft | null): void {
  const drafts = new Map(of(useHeld.getState(), user));
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
  useHeld.setState({ user, drafts });
}
