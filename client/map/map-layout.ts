import type { MapChrome } from './map-types.ts';
import type { Box } from './polygons.ts';

export interface Size {
  width: number;
  height: number;
}
export interface Frame extends Size {
  left: number;
  top: number;
}
export interface MapLayout {
  /** Where the camera keeps the area. */
  padding: MapChrome;
  inset: Frame | null;
  isCompact: boolean;
}

export const NO_CHROME: MapChrome = { top: 0, right: 0, bottom: 0, left: 0 };
const GAP = 24;
/** The legend's place under the inset. */
const LEGEND_HEIGHT = 132;
const INSET = { width: 760, height: 570, leastHeight: 260 };
const LEAST_FOR_INSET: Size = { width: 900, height: 460 };
const COMPACT_BELOW = 480;

/**
 * The inset left of the area where there is room for both; else the area alone, in the middle of what is free. Lengths here and
 * in `chrome` are those of a desk; `scale` is how much larger the page draws them.
 */
export function layoutOf(size: Size, chrome: MapChrome, hasCore: boolean, scale = 1): MapLayout {
  const { padding, inset, isCompact } = deskLayout({ width: size.width / scale, height: size.height / scale }, chrome, hasCore);
  const { top, right, bottom, left } = padding;
  return {
    padding: { top: top * scale, right: right * scale, bottom: bottom * scale, left: left * scale },
    inset: inset && { left: inset.left * scale, top: inset.top * scale, width: inset.width * scale, height: inset.height * scale },
    isCompact,
  };
}

function deskLayout({ width, height }: Size, chrome: MapChrome, hasCore: boolean): MapLayout {
  const isCompact = width < COMPACT_BELOW;
  const free = { width: width - chrome.left - chrome.right, height: height - chrome.top - chrome.bottom };
  const edge = Math.max(12, Math.min(48, Math.min(free.width, free.height) * 0.05));
  const insetWidth = Math.round(Math.min(INSET.width, free.width * 0.4));
  const insetHeight = Math.min(INSET.height, free.height - 2 * GAP - LEGEND_HEIGHT, Math.round(insetWidth * 0.75));
  const isRoomy = free.width >= LEAST_FOR_INSET.width && free.height >= LEAST_FOR_INSET.height && insetHeight >= INSET.leastHeight;
  const inset = hasCore && isRoomy ? { left: chrome.left + GAP, top: chrome.top + GAP, width: insetWidth, height: insetHeight } : null;
  const left = inset ? inset.left + inset.width + 2 * edge : chrome.left + edge;
  // Beside the inset nothing lies over the map's lower edge: the legend stands under the inset.
  const bottom = inset ? edge : chrome.bottom + edge;
  return { padding: { top: chrome.top + edge, right: chrome.right + edge, bottom, left }, inset, isCompact };
}

/** The scale at which a box just fits, degrees of latitude under one CSS pixel. */
export function fittedScale([west, south, east, north]: Box, { width, height }: Size, { top, right, bottom, left }: MapChrome): number {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return Math.max(((east - west) * squeeze) / Math.max(1, width - left - right), (north - south) / Math.max(1, height - top - bottom));
}

/** A box grown, round its middle, to the shape of a frame. */
export function growToFrame([west, south, east, north]: Box, { width, height }: Size): Box {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * squeeze, ((north - south) * width) / height);
  const high = (wide * height) / width;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return [x - wide / 2 / squeeze, y - high / 2, x + wide / 2 / squeeze, y + high / 2];
}

/** All that is in view when a box is fitted into what the padding leaves free. */
export function viewOf(box: Box, size: Size, padding: MapChrome): Box {
  const { top, right, bottom, left } = padding;
  const perPixel = fittedScale(box, size, padding);
  const free = growToFrame(box, { width: Math.max(1, size.width - left - right), height: Math.max(1, size.height - top - bottom) });
  const squeeze = Math.cos((((free[1] + free[3]) / 2) * Math.PI) / 180);
  return [
    free[0] - (left * perPixel) / squeeze,
    free[1] - bottom * perPixel,
    free[2] + (right * perPixel) / squeeze,
    free[3] + top * perPixel,
  ];
}
