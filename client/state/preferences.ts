import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'dark' | 'light';
interface Preferences {
  theme: Theme;
  isSheetOpen: boolean;
  /** The map's other form, for keyboards and readers. */
  isMapTable: boolean;
}

/** What this browser remembers of how its person likes the screen. Nothing of it changes what a link shows. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'dark', isSheetOpen: true, isMapTable: false }), { name: 'guantong.preferences' }),
);
export function setPreference(patch: Partial<Preferences>): void {
  usePreferences.setState(patch);
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
