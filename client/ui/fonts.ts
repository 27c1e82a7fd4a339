/**
 * The Chinese face comes in about a hundred parts by unicode-range: its style sheet stays out of the first paint.
 * Whoever draws text on a canvas waits for this first, else the fallback face stays in the glyph atlas.
 */
export const loadChineseFaces = (): Promise<unknown> => import('@fontsource-variable/noto-sans-sc/wght.css');
