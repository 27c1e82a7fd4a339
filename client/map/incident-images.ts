import type { Map as MapLibreMap, StyleImageMetadata } from 'maplibre-gl';
import { alertDrawings } from './alert-images.ts';
import type { Drawing, Paint } from './drawing.ts';
import type { MapTokens } from './map-tokens.ts';

/** Pixels of a desk. */
const LARGE = { width: 26, height: 22, radius: 4 };
const SMALL = { width: 13, height: 13, radius: 3 };
const RING = { width: 38, height: 34, radius: 9 };
const CHIP = { width: 44, height: 24, radius: 4 };

const box = (context: CanvasRenderingContext2D, inset: number, size: { width: number; height: number; radius: number }): void => {
  context.beginPath();
  context.roundRect(inset, inset, size.width - 2 * inset, size.height - 2 * inset, Math.max(0, size.radius - inset));
};

function paintMark({ n, sevOn, sevOff }: MapTokens, bars: number, isLate: boolean): Paint {
  return (context) => {
    const isCritical = bars === 4;
    const edge = isCritical || bars === 3 ? 2 : 1;
    box(context, edge / 2, LARGE);
    context.fillStyle = isCritical ? sevOn : n[2]!;
    context.fill();
    context.lineWidth = edge;
    // Critical is a solid block: its edge is the ground's, to stand off from neighbours.
    context.strokeStyle = isCritical ? n[2]! : bars === 3 ? sevOn : n[6]!;
    context.stroke();
    for (let bar = 0; bar < 4; bar++) {
      const isLit = bar < bars;
      context.fillStyle = isCritical ? n[0]! : isLit ? sevOn : sevOff;
      const height = 3 + bar * 2.6;
      context.beginPath();
      context.roundRect(5.9 + bar * 3.8, 16.5 - height, 2.8, height, 0.6);
      context.fill();
    }
    if (isLate) paintLate(context, LARGE.width - 5, 5, 4.2, n);
  };
}

/** Past its deadline: a filled corner, also where no chip has room. */
function paintLate(context: CanvasRenderingContext2D, x: number, y: number, radius: number, n: readonly string[]): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = n[9]!;
  context.fill();
  context.lineWidth = 1.4;
  context.strokeStyle = n[0]!;
  context.stroke();
}

/** Among many, weight alone tells: hollow, grey, solid. */
function paintSmall({ n, sevOff }: MapTokens, bars: number, isLate: boolean): Paint {
  return (context) => {
    box(context, 1, SMALL);
    context.fillStyle = [n[2]!, sevOff, n[7]!, n[9]!][bars - 1]!;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = bars >= 3 ? n[0]! : n[7]!;
    context.stroke();
    if (isLate) paintLate(context, SMALL.width - 3.6, 3.6, 2.8, n);
  };
}

/** Two tones, so that it stands out on any fill. */
function paintRing({ n, accent }: MapTokens): Paint {
  return (context) => {
    for (const [inset, width, color] of [
      [1, 2, n[9]!],
      [3.5, 3, accent],
    ] as const) {
      box(context, inset, RING);
      context.lineWidth = width;
      context.strokeStyle = color;
      context.stroke();
    }
  };
}

function paintChip({ n, overdueGround }: MapTokens, isLate: boolean): Paint {
  return (context) => {
    box(context, 0.5, CHIP);
    context.fillStyle = isLate ? overdueGround : n[2]!;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = isLate ? n[0]! : n[6]!;
    context.stroke();
    if (isLate) return;
    context.beginPath();
    context.arc(14, CHIP.height / 2, 5, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = n[9]!;
    context.stroke();
  };
}

/** A chip's left side holds the ring, so only its right part stretches with the text. */
const chipStretch = (left: number): Partial<StyleImageMetadata> => ({
  stretchX: [[left + 4, CHIP.width - 8]],
  // Above and below the ring, so that it stays round in a chip of any height.
  stretchY: [
    [4, 6],
    [18, 20],
  ],
  content: [left, 3, CHIP.width - 7, CHIP.height - 3],
});

function drawings(tokens: MapTokens): Record<string, Drawing> {
  const all: Record<string, Drawing> = {
    ...alertDrawings(tokens),
    ring: { ...RING, paint: paintRing(tokens) },
    late: { ...CHIP, paint: paintChip(tokens, true), stretch: chipStretch(8) },
    soon: { ...CHIP, paint: paintChip(tokens, false), stretch: chipStretch(25) },
  };
  for (const bars of [1, 2, 3, 4]) {
    for (const late of [0, 1]) {
      all[`large-${bars}-${late}`] = { ...LARGE, paint: paintMark(tokens, bars, late === 1) };
      all[`small-${bars}-${late}`] = { ...SMALL, paint: paintSmall(tokens, bars, late === 1) };
    }
  }
  return all;
}

/** Images are named by what they were drawn for, so a change of theme or screen swaps names and never sizes. */
export const imagePrefix = (theme: string, ratio: number, scale: number): string => `${theme}@${ratio}x${scale}/`;

interface Drawn {
  name: string;
  pixels: ImageData;
  stretch: Partial<StyleImageMetadata> | undefined;
}
/** By prefix: the map and its inset share them, and a theme that comes back is there. */
const drawn = new Map<string, readonly Drawn[]>();

/** Gives the map what it lacks for this theme, pixel ratio and scale of the page. */
export function addIncidentImages(map: MapLibreMap, tokens: MapTokens, ratio: number, scale: number): void {
  const prefix = imagePrefix(tokens.theme, ratio, scale);
  const images = drawn.get(prefix) ?? draw(tokens, ratio * scale);
  drawn.set(prefix, images);
  for (const { name, pixels, stretch } of images)
    if (!map.hasImage(prefix + name)) map.addImage(prefix + name, pixels, { pixelRatio: ratio, ...stretch });
}

function draw(tokens: MapTokens, dots: number): Drawn[] {
  return Object.entries(drawings(tokens)).map(([name, { width, height, paint, stretch }]) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * dots);
    canvas.height = Math.ceil(height * dots);
    // Read back at once: on a canvas of the graphics card each reading waits for the card.
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.scale(dots, dots);
    paint(context);
    return { name, pixels: context.getImageData(0, 0, canvas.width, canvas.height), stretch: stretch && scaled(stretch, dots) };
  });
}

const scaled = ({ stretchX, stretchY, content }: Partial<StyleImageMetadata>, dots: number): Partial<StyleImageMetadata> => ({
  stretchX: stretchX!.map(([from, to]): [number, number] => [from * dots, to * dots]),
  stretchY: stretchY!.map(([from, to]): [number, number] => [from * dots, to * dots]),
  content: content!.map((edge) => edge * dots) as [number, number, number, number],
});
