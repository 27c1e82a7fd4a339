import type { Page } from '@playwright/test';
import { arcMinutesOf, type Glass } from '../shared/wall-glass.ts';
import { blurred, cut, enlarged, framed, inked, recoloured, repeated, toLight, type Field } from './fields.ts';

/** The pictures are taken to this size, arc-minutes a pixel. */
const PICTURE_ARC_MIN = 0.75;
/**
 * The reader of the back row sees half as sharply as the norm (6/12): the gap that he can just tell is of 2′, so a grating of 2′ bars keeps
 * a twentieth of its contrast. That is a blur of σ = √(−2 ln 0.05) · 4′ / 2π.
 */
const EYE_SIGMA_ARC_MIN = (Math.sqrt(-2 * Math.log(0.05)) * 4) / (2 * Math.PI);
const SIGMA = EYE_SIGMA_ARC_MIN / PICTURE_ARC_MIN;
/** What lies so far round a figure is blurred into it; of that, so many pixels are its own. */
const REACH = Math.ceil(3 * SIGMA) + 2;
const OWN = { x: 1, y: 3 };
/** White round it, as round the words of a page. */
const PAPER = 12;

/** As it is, in grey as a cheap printer has it, and as somebody without the green cones sees it. */
export const SHADES = ['colour', 'grey', 'deuteranopia'] as const;
export type Shade = (typeof SHADES)[number];
const LUMINANCE = [0.2126, 0.7152, 0.0722] as const;
/** On linear light. @source Machado, Oliveira, Fernandes (2009): deuteranomaly of severity 1 */
const MATRICES = {
  colour: null,
  grey: [LUMINANCE, LUMINANCE, LUMINANCE],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
} as const;

/** Box of the glyphs, CSS pixels of the page. */
export interface Figure {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Every figure that stands in the document on the glass, where it stands; what a canvas draws is not in it. */
export const figuresOn = (page: Page): Promise<Figure[]> =>
  page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const walker = document.createTreeWalker(document.querySelector('[data-why]')!, NodeFilter.SHOW_TEXT);
    const found: { text: string; x: number; y: number; width: number; height: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement!;
      if (holder.closest('.gt-map')) continue;
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(holder);
      pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
      for (const match of node.textContent!.matchAll(/\d(?:[\d.,:/]*\d)?/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const { x, y, width } = range.getBoundingClientRect();
        const glyph = pen.measureText(match[0]);
        const height = glyph.actualBoundingBoxAscent + glyph.actualBoundingBoxDescent;
        found.push({ text: match[0], x, y: y + glyph.fontBoundingBoxAscent - glyph.actualBoundingBoxAscent, width, height });
      }
    }
    return found;
  });

/** A picture of the glass at 0.75′ a pixel. */
export interface Distant {
  field: Field;
  /** Of its pixels to one of the page. */
  scale: number;
}
/** @param png of the whole page, one pixel a CSS pixel   @param desk any page, which makes it smaller */
export async function fromAfar(desk: Page, png: Buffer, glass: Glass): Promise<Distant> {
  const scale = arcMinutesOf(glass, 1) / PICTURE_ARC_MIN;
  const { width, height, rgba } = await desk.evaluate(
    async ({ picture, by }) => {
      const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(Math.round(image.width * by), Math.round(image.height * by));
      const pen = canvas.getContext('2d')!;
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const parts: string[] = [];
      for (let at = 0; at < data.length; at += 8_192) parts.push(String.fromCharCode(...data.subarray(at, at + 8_192)));
      return { width: canvas.width, height: canvas.height, rgba: btoa(parts.join('')) };
    },
    { picture: png.toString('base64'), by: scale },
  );
  return { field: toLight(Buffer.from(rgba, 'base64'), width, height), scale };
}

/** How a programme is given it: what it can tell must depend on the eye, not on what it is used to. */
interface Given {
  /** Height of the glyphs, pixels. */
  tallPx: number;
  /** So many times beside itself: a single digit is no line. */
  times: number;
}
/** One figure as it arrives in the eye of the farthest reader, black on white as on paper, as a PPM picture. */
export function seenFromAfar({ field, scale }: Distant, figure: Figure, shade: Shade, { tallPx, times }: Given): Buffer {
  const box = {
    x: Math.floor(figure.x * scale) - REACH,
    y: Math.floor(figure.y * scale) - REACH,
    width: Math.ceil(figure.width * scale) + 2 * REACH,
    height: Math.ceil(figure.height * scale) + 2 * REACH,
  };
  const eye = recoloured(blurred(cut(field, box), SIGMA), MATRICES[shade]);
  const [dx, dy] = [REACH - OWN.x, REACH - OWN.y];
  const own = cut(eye, { x: dx, y: dy, width: box.width - 2 * dx, height: box.height - 2 * dy });
  return enlarged(repeated(framed(inked(own), PAPER), times), tallPx / (figure.height * scale));
}
