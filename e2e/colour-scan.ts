import type { Locator, Page } from '@playwright/test';
import { differenceCiede2000, parse, type Color } from 'culori';

/** Nearer than this to a hazard colour, and a reader could take it for one. */
const LEAST = 15;
const distance = differenceCiede2000();

const hazardsOf = async (page: Page): Promise<Color[]> => {
  const found = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ['blue', 'yellow', 'orange', 'red'].map((name) => style.getPropertyValue(`--hz-${name}`).trim());
  });
  return found.map((hex) => parse(hex)!);
};
const isNear = (color: Color, hazards: readonly Color[]): boolean => hazards.some((hazard) => distance(color, hazard) < LEAST);

/** Every colour that a style sheet gives to anything on the page outside hazard components, with one place of each. */
const stylesOf = (page: Page): Promise<[color: string, where: string][]> =>
  page.evaluate(() => {
    const ONE = [
      'color',
      'backgroundColor',
      'outlineColor',
      'caretColor',
      'columnRuleColor',
      'textDecorationColor',
      'accentColor',
      'fill',
      'stroke',
    ];
    const SIDES = ['borderTopColor', 'borderRightColor', 'borderBottomColor', 'borderLeftColor'];
    const MIXED = ['boxShadow', 'textShadow', 'backgroundImage', 'filter', 'borderImageSource'];
    const COLOR = /(?:rgba?|hsla?|oklab|oklch|lab|lch|color)\([^()]*\)|#[\da-f]{3,8}\b/gi;
    const found = new Map<string, string>();
    for (const element of document.querySelectorAll('body, body *')) {
      if (element.closest('[data-hazard]')) continue;
      for (const pseudo of [null, '::before', '::after', '::placeholder', '::selection', '::marker']) {
        const style = getComputedStyle(element, pseudo) as unknown as Record<string, string>;
        for (const property of [...ONE, ...SIDES, ...MIXED]) {
          for (const color of (style[property] ?? '').match(COLOR) ?? []) {
            if (!found.has(color)) found.set(color, `${element.tagName}.${element.getAttribute('class') ?? ''}${pseudo ?? ''} ${property}`);
          }
        }
      }
    }
    return [...found];
  });

/** What the style sheets say too near to a hazard. */
export async function nearStyles(page: Page): Promise<string[]> {
  const hazards = await hazardsOf(page);
  return (await stylesOf(page)).flatMap(([text, where]) => {
    const color = parse(text);
    return color && color.alpha !== 0 && isNear(color, hazards) ? [`${text} at ${where}`] : [];
  });
}

interface Painted {
  /** Each colour once, `#rrggbb`. */
  colors: string[];
  /** 0 … 255 */
  brightness: number;
}
/** The pixels that stand on the screen where this element is. */
export async function paintedBy(page: Page, element: Locator): Promise<Painted> {
  const clip = (await element.boundingBox())!;
  const picture = (await page.screenshot({ scale: 'css', clip })).toString('base64');
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const colors = new Set<number>();
    let light = 0;
    for (let i = 0; i < data.length; i += 4) {
      colors.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
      light += data[i + 1]!;
    }
    return { colors: [...colors].map((color) => `#${color.toString(16).padStart(6, '0')}`), brightness: light / (data.length / 4) };
  }, picture);
}
export async function nearPixels(page: Page, element: Locator): Promise<string[]> {
  const hazards = await hazardsOf(page);
  return (await paintedBy(page, element)).colors.filter((color) => isNear(parse(color)!, hazards));
}
