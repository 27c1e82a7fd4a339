import { readTokens, type Theme } from '../ui/theme.ts';

/** The colours and type a chart draws with, resolved from the page's CSS variables: a canvas knows no `var()`. */
export interface ChartTokens {
  theme: Theme;
  /** Values of what the eye should go to. */
  strong: string;
  text: string;
  grid: string;
  axis: string;
  /** Ground under marks, and of the tip. */
  ground: string;
  raised: string;
  hairline: string;
  /** "Usual", at 55 %. */
  band: string;
  /** s-1 … s-4 */
  series: readonly string[];
  font: string;
  fontSize: number;
}

/** `--t-s` */
const FONT_PX = 14;

/** `scale`: the page's against a desk's. */
export const readChartTokens = (theme: Theme, scale = 1): ChartTokens =>
  readTokens(theme, (token) => ({
    theme,
    strong: token('n-9'),
    text: token('n-7'),
    grid: token('n-3'),
    axis: token('n-5'),
    ground: token('n-1'),
    raised: token('n-2'),
    hairline: token('n-4'),
    band: token('band'),
    series: [1, 2, 3, 4].map((step) => token(`s-${step}`)),
    font: token('font', 'sans-serif'),
    fontSize: FONT_PX * scale,
  }));
