import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ThemeChoice } from '../ui/theme.ts';

interface Preferences {
  theme: ThemeChoice;
  isSheetOpen: boolean;
  /** The map's other form, for keyboards and readers. */
  isMapTable: boolean;
  /** The same of the charts. */
  isSeriesTable: boolean;
  isBreakdownTable: boolean;
}

/** What this browser remembers of how its person likes the screen. Nothing of it changes what a link shows. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'dark', isSheetOpen: true, isMapTable: false, isSeriesTable: false, isBreakdownTable: false }), {
    name: 'guantong.preferences',
  }),
);
export function setPreference(patch: Partial<Preferences>): void {
  usePreferences.setState(patch);
}
