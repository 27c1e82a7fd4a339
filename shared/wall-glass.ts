/** How large text has to be on a wall to be read: docs/wall-scenes.md. Everything follows from where people sit and how wide the picture is. */
export interface Glass {
  /** From the farthest viewer, metres. */
  distanceM: number;
  /** Of the lit picture as measured, mm: behind a splicer a panel's own pitch is not the page's pixel. */
  pictureWidthMm: number;
  /** CSS pixels of the page. */
  widthPx: number;
  heightPx: number;
  /** What is dark between two panels of one picture, mm; 0 or absent = the picture has no seams. */
  bezelMm?: number | undefined;
}

/** Arc-minutes of a glyph's height. The least is for words that hold no figure; anything with a figure is `text` or more. */
export const ARC_MINUTES = { least: 16, text: 20, dense: 22 } as const;
/** Height of a glyph against its type size: 国, and Inter's figures and capitals. */
export const GLYPH_EM = { chinese: 0.9, inter: 0.727 } as const;
/** 国 of the face that comes with the product (Noto Sans SC), measured in the browser: a page that goes by 0.9 is half a minute short. */
export const FACE_EM = 0.88;
/** What brings Inter's figures to the height of a Chinese glyph of the same type size, so that one size serves both. */
export const INTER_SIZE_ADJUST = GLYPH_EM.chinese / GLYPH_EM.inter;
/** Lines of Chinese stand so far apart, em. */
export const LINE_EM = 1.5;

/** Height of a glyph that is seen under so many arc-minutes, mm. */
export const glyphMm = (distanceM: number, arcMinutes: number): number => distanceM * 1000 * Math.tan((arcMinutes / 60) * (Math.PI / 180));

/** The same in CSS pixels of this glass. */
export const glyphPx = ({ distanceM, pictureWidthMm, widthPx }: Glass, arcMinutes: number): number =>
  (glyphMm(distanceM, arcMinutes) * widthPx) / pictureWidthMm;

/** Type size whose glyphs are that high, CSS pixels. */
export const typePx = (glass: Glass, arcMinutes: number, script: keyof typeof GLYPH_EM = 'chinese'): number =>
  glyphPx(glass, arcMinutes) / GLYPH_EM[script];

/** Under how many arc-minutes a glyph of this height (CSS pixels) is seen. */
export const arcMinutesOf = ({ distanceM, pictureWidthMm, widthPx }: Glass, heightPx: number): number =>
  (Math.atan((heightPx * pictureWidthMm) / widthPx / (distanceM * 1000)) * 60 * 180) / Math.PI;

/** A stretch of the glass in the type size of running text (20′). */
export interface Room {
  widthEm: number;
  heightEm: number;
}
export const roomOf = (glass: Glass): Room => {
  const em = typePx(glass, ARC_MINUTES.text);
  return { widthEm: glass.widthPx / em, heightEm: glass.heightPx / em };
};
/** As people count it. The last line needs no room below it. */
export const linesOf = ({ heightEm }: Room): number => Math.max(0, Math.floor((heightEm + LINE_EM - 1) / LINE_EM));
export const charactersOf = ({ widthEm }: Room): number => Math.floor(widthEm);

const PANEL_SHAPE = 16 / 9;
const MOST_PANELS = 6;
/**
 * How many physical panels of 16:9 a canvas behind a splicer spans: 5760 × 2160 = 3 × 2. A canvas of 16:9 counts as one, whatever
 * stands behind it.
 */
export function physicalPanels({ widthPx, heightPx }: Pick<Glass, 'widthPx' | 'heightPx'>): { columns: number; rows: number } {
  const shape = widthPx / heightPx / PANEL_SHAPE;
  for (let rows = 1; rows <= MOST_PANELS; rows++) {
    const columns = Math.round(shape * rows);
    if (columns >= 1 && Math.abs(columns / rows / shape - 1) < 0.02) return { columns, rows };
  }
  return { columns: 1, rows: 1 };
}
