import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What somebody chose in the search. Words that were searched for are not kept: they may name people. */
export type Choice = { kind: 'area' | 'group' | 'page'; code: string } | { kind: 'incident'; id: number; number: string; category: string };

const KEPT = 6;
/** A browser may serve several people: each has their own. */
type Recent = Readonly<Record<string, readonly Choice[]>>;
const useRecent = create<{ of: Recent }>()(persist((): { of: Recent } => ({ of: {} }), { name: 'guantong.recent' }));

const NONE: readonly Choice[] = [];
export const useRecentOf = (user: string): readonly Choice[] => useRecent(({ of }) => of[user] ?? NONE);

const keyOf = (choice: Choice): string => `${choice.kind}:${choice.kind === 'incident' ? choice.id : choice.code}`;

export function remember(user: string, choice: Choice): void {
  useRecent.setState(({ of }) => ({
    of: { ...of, [user]: [choice, ...(of[user] ?? []).filter((other) => keyOf(other) !== keyOf(choice))].slice(0, KEPT) },
  }));
}
