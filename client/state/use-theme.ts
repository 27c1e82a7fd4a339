import { themeOf, type Theme, type ThemeChoice } from '../ui/theme.ts';
import { usePreferences } from './preferences.ts';
import { useMedia } from './use-media.ts';

const MORE = '(prefers-contrast: more)';
const FORCED = '(forced-colors: active)';
const LIGHT = '(prefers-color-scheme: light)';

const now = (choice: ThemeChoice): Theme => {
  const [wantsContrast, isForced, wantsLight] = [MORE, FORCED, LIGHT].map((query) => matchMedia(query).matches) as [
    boolean,
    boolean,
    boolean,
  ];
  return themeOf(choice, { wantsContrast, isForced, wantsLight });
};

/** The set of colours in force: what canvases draw with. */
export function useTheme(): Theme {
  const choice = usePreferences((state) => state.theme);
  return themeOf(choice, { wantsContrast: useMedia(MORE), isForced: useMedia(FORCED), wantsLight: useMedia(LIGHT) });
}

/** Sets the page's theme, and follows the person's choice and the system for as long as the page lives. */
export function followTheme(): void {
  const apply = (): void => {
    document.documentElement.dataset['theme'] = now(usePreferences.getState().theme);
  };
  apply();
  usePreferences.subscribe(apply);
  for (const query of [MORE, FORCED, LIGHT]) matchMedia(query).addEventListener('change', apply);
}
