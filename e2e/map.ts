import { expect, type Page } from '@playwright/test';
import type { LngLat } from './city.ts';

/** The part of `window.__mapProbe` that tests use; client/map/map-probe.ts has the whole. */
export interface Probe {
  has(id: number): boolean;
  classOf(code: string): number | undefined;
  names(): { code: string; class: number }[];
  camera(): { lngLat: LngLat; zoom: number } | null;
  paintedAt(id: number): number | undefined;
  alertLines(): number;
}
type Probed = Window & { __mapProbe?: Probe };

/** Fitted to its area and drawn to the end. */
export const mapIsPainted = (page: Page): Promise<void> =>
  expect(page.locator('[data-map-ready="true"]')).toBeAttached({ timeout: 120_000 });

export const isOnMap = (page: Page, id: number): Promise<boolean> =>
  page.evaluate((wanted) => (window as Probed).__mapProbe?.has(wanted) ?? false, id);
export const isPainted = (page: Page, id: number): Promise<boolean> =>
  page.evaluate((wanted) => (window as Probed).__mapProbe?.paintedAt(wanted) !== undefined, id);

/** How many lines of alerts are drawn in view. */
export const alertLines = (page: Page): Promise<number> => page.evaluate(() => (window as Probed).__mapProbe?.alertLines() ?? -1);

/** Names of areas that are drawn in view. */
export const namesOnMap = (page: Page): Promise<{ code: string; class: number }[]> =>
  page.evaluate(() => (window as Probed).__mapProbe?.names() ?? []);

const TILE = 512;
const mercatorY = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
/** Pixels from the camera's centre, as MapLibre's plain Mercator has it. */
function offset(lngLat: LngLat, camera: { lngLat: LngLat; zoom: number }): { x: number; y: number } {
  const perRadian = (TILE * 2 ** camera.zoom) / (2 * Math.PI);
  const x = ((lngLat[0] - camera.lngLat[0]) * Math.PI * perRadian) / 180;
  return { x, y: (mercatorY(camera.lngLat[1]) - mercatorY(lngLat[1])) * perRadian };
}

/** A hand on the mouse: where the point is drawn now, in page pixels. */
export async function pixelOf(page: Page, lngLat: LngLat): Promise<{ x: number; y: number }> {
  await mapIsPainted(page);
  const camera = await page.evaluate(() => (window as Probed).__mapProbe?.camera() ?? null);
  const box = await page.locator('.gt-map-main').boundingBox();
  if (!camera || !box) throw new Error('There is no map on this page');
  const { x, y } = offset(lngLat, camera);
  return { x: box.x + box.width / 2 + x, y: box.y + box.height / 2 + y };
}
export async function clickMap(page: Page, lngLat: LngLat): Promise<void> {
  const { x, y } = await pixelOf(page, lngLat);
  await page.mouse.click(x, y);
}
