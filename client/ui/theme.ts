/** The sets of colours in tokens.css. */
export const THEMES = ['dark', 'light', 'contrast-dark', 'contrast-light', 'projector'] as const;
/** Those of a wall (tokens-wall.css, which comes with it): brighter greys at the desk's distance are too many at eight metres. */
export const WALL_THEMES = ['wall', 'wall-night'] as const;
export type Theme = (typeof THEMES)[number] | (typeof WALL_THEMES)[number];

/** What a person picks; high contrast is one choice, dark or light as their system is. */
export const THEME_CHOICES = ['dark', 'light', 'contrast', 'projector'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** What the system asks of every page. */
interface SystemWish {
  wantsContrast: boolean;
  wantsLight: boolean;
  /** It puts its own colours on every page. */
  isForced: boolean;
}

/**
 * A system that asks for more contrast gets it in the tone that was picked. One that forces its colours paints the page itself:
 * what it cannot reach, map and charts, follows its tone.
 */
export function themeOf(choice: ThemeChoice, { wantsContrast, wantsLight, isForced }: SystemWish): Theme {
  if (isForced || choice === 'contrast') return wantsLight ? 'contrast-light' : 'contrast-dark';
  if (choice === 'projector') return 'projector';
  return wantsContrast ? `contrast-${choice}` : choice;
}

/** Reads tokens of the named theme, whatever the page shows at this moment: a canvas knows no `var()`, and React may set its theme later. */
export function readTokens<T>(theme: Theme, read: (token: (name: string, fallback?: string) => string) => T): T {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const tokens = read((name, fallback = '#808080') => style.getPropertyValue(`--${name}`).trim() || fallback);
  probe.remove();
  return tokens;
}
