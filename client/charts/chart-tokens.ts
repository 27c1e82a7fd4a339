/** The colours and type a chart draws with, resolved from the page's CSS variables: a canvas knows no `var()`. */
export interface ChartTokens {
  theme: 'dark' | 'light';
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

/** Reads them for the named theme, whatever the page shows at this moment: React may set its theme later than the chart's. `scale`: the page's against a desk's. */
export function readChartTokens(theme: 'dark' | 'light', scale = 1): ChartTokens {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const read = (name: string): string => style.getPropertyValue(name).trim() || '#808080';
  const tokens: ChartTokens = {
    theme,
    strong: read('--n-9'),
    text: read('--n-7'),
    grid: read('--n-3'),
    axis: read('--n-5'),
    ground: read('--n-1'),
    raised: read('--n-2'),
    hairline: read('--n-4'),
    band: read('--n-5'),
    series: [1, 2, 3, 4].map((step) => read(`--s-${step}`)),
    font: style.getPropertyValue('--font').trim() || 'sans-serif',
    fontSize: FONT_PX * scale,
  };
  probe.remove();
  return tokens;
}
