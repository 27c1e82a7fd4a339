import type { Glass } from '../../../shared/wall-glass.ts';

/** A CSS pixel of a desk's monitor, mm: the standard's, near enough for a comparison. */
const PIXEL_MM = 25.4 / 96;
/** From the eye to the monitor, metres. */
const DESK_M = 0.6;

/** Scale at which a viewer at a desk sees the picture as large as from the farthest seat before the wall. */
export const seenScale = ({ pictureWidthMm, distanceM, widthPx }: Glass): number =>
  (pictureWidthMm * DESK_M) / distanceM / (PIXEL_MM * widthPx);
/** How far from the monitor the scaled picture looks as large as the wall from its farthest seat, metres. */
export const standOff = ({ pictureWidthMm, distanceM, widthPx }: Glass, scale: number): number =>
  (widthPx * scale * PIXEL_MM * distanceM) / pictureWidthMm;
