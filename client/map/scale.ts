/** Metres on the ground under one CSS pixel, by Web Mercator with 512 px tiles. */
export const metresPerPixel = (zoom: number, latitude: number): number =>
  (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);

/** The longest round distance (1, 2 or 5 times a power of ten) that fits, and how wide it is drawn. */
export function scaleStep(metresPerPx: number, mostPx: number): { metres: number; widthPx: number } {
  const most = metresPerPx * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((step) => step <= most) ?? power;
  return { metres, widthPx: metres / metresPerPx };
}

/** "500 m", "20 km": the same in both languages. */
export const distanceText = (metres: number): string => (metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`);
