import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Where the two lines between the desk's panes stand, percent from the left. Shares, not pixels: they hold on any screen. */
export interface DeskLayout {
  queueEnd: number;
  incidentStart: number;
}
export const DEFAULT_LAYOUT: DeskLayout = { queueEnd: 26.8, incidentStart: 61.8 };

/** A browser may serve several people: each has their own. */
const useLayouts = create<{ of: Readonly<Record<string, DeskLayout>> }>()(
  persist((): { of: Readonly<Record<string, DeskLayout>> } => ({ of: {} }), { name: 'guantong.desk' }),
);
export const useDeskLayout = (user: string): DeskLayout => useLayouts(({ of }) => of[user] ?? DEFAULT_LAYOUT);

export function setDeskLayout(user: string, patch: Partial<DeskLayout>): void {
  useLayouts.setState(({ of }) => ({ of: { ...of, [user]: { ...DEFAULT_LAYOUT, ...of[user], ...patch } } }));
}
