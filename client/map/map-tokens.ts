import type { Level } from '../../shared/alert-terms.ts';
import { readTokens, type Theme } from '../ui/theme.ts';

/** The colours and fonts a map draws with, resolved from the page's CSS variables. */
export interface MapTokens {
  theme: Theme;
  /** n-0 … n-9 */
  n: readonly string[];
  /** ch-0 … ch-3 */
  ch: readonly string[];
  chLine: string;
  chSmall: string;
  water: string;
  /** Over the fills of a whole city. */
  waterCity: string;
  /** Borders of neighbours. */
  beside: string;
  accent: string;
  sevOn: string;
  sevOff: string;
  overdueGround: string;
  overdueInk: string;
  /** Of alerts, by level. */
  hz: Readonly<Record<Level, string>>;
  hzInk: string;
  hzCaseDark: string;
  hzCaseLight: string;
  fonts: readonly string[];
}

const clean = (family: string): string => family.trim().replaceAll(/^['"]|['"]$/g, '');

export const readMapTokens = (theme: Theme): MapTokens =>
  readTokens(theme, (token) => ({
    theme,
    n: Array.from({ length: 10 }, (_, step) => token(`n-${step}`)),
    ch: Array.from({ length: 4 }, (_, step) => token(`ch-${step}`)),
    chLine: token('ch-line'),
    chSmall: token('ch-small'),
    water: token('water'),
    waterCity: token('water-city'),
    beside: token('beside'),
    accent: token('accent'),
    sevOn: token('sev-on'),
    sevOff: token('sev-off'),
    overdueGround: token('timer-over-bg'),
    overdueInk: token('timer-over-fg'),
    hz: { red: token('hz-red'), orange: token('hz-orange'), yellow: token('hz-yellow'), blue: token('hz-blue') },
    hzInk: token('hz-ink'),
    hzCaseDark: token('hz-case-dark'),
    hzCaseLight: token('hz-case-light'),
    fonts: token('font', 'sans-serif').split(',').map(clean),
  }));

function luminance(color: string): number {
  // A build shortens what it can: #fff.
  const hex = color.length === 4 ? color.replaceAll(/[\da-f]/gi, '$&$&') : color;
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG contrast of two `#rrggbb` colours, 1 … 21. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

type Fills = Pick<MapTokens, 'n' | 'ch'>;
/** The fill of a class; without a rating the ground of a panel shows. */
export const fillOf = (tokens: Fills, areaClass: number): string => tokens.ch[areaClass] ?? tokens.n[1]!;

/** The ink that reads better on a class's fill: labels on the strongest classes turn over. */
export function inkOf(tokens: Fills, areaClass: number): string {
  const fill = fillOf(tokens, areaClass);
  const ink = tokens.n[areaClass >= 1 ? 9 : 8]!;
  return contrast(ink, fill) >= contrast(tokens.n[0]!, fill) ? ink : tokens.n[0]!;
}
