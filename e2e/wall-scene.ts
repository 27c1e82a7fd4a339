import { expect, type Page } from '@playwright/test';
import type { Glass } from '../shared/wall-glass.ts';
import type { WallTone } from '../shared/wall-scene.ts';
import { chosenScenes } from '../shared/wall-scenes.ts';
import { goWithin } from './fixtures.ts';
import { mapIsPainted } from './map.ts';

/** The walls that the product's scenes are drawn on: a panel of 55″ at 4 m, one of 110″ at 8 m, and 3 × 2 behind a splicer at 8 m. */
export const GLASSES = {
  panel: { widthPx: 1920, heightPx: 1080, distanceM: 4, pictureWidthMm: 1210 },
  large: { widthPx: 3840, heightPx: 2160, distanceM: 8, pictureWidthMm: 2440 },
  wall: { widthPx: 5760, heightPx: 2160, distanceM: 8, pictureWidthMm: 3630 },
} as const satisfies Record<string, Glass>;
export const viewportOf = ({ widthPx, heightPx }: Glass) => ({ width: widthPx, height: heightPx });

/** Those that come with the product. */
export const SCENES: readonly string[] = chosenScenes().map(({ id }) => id);
/** The core of the city: most people, most incidents. */
export const NODES = { city: '50', district: '500103', street: '500103004' } as const;

export interface Previewed {
  scene: string;
  area?: string;
  tone?: WallTone;
  /** The one case that has the glass. */
  incident?: number;
}
export const previewOf = ({ distanceM, pictureWidthMm, widthPx, heightPx }: Glass, { scene, area, tone, incident }: Previewed): string =>
  `/wall/preview?bare=1&scene=${scene}&distance=${distanceM}&width=${pictureWidthMm}&pixels=${widthPx}x${heightPx}` +
  `${area ? `&area=${area}` : ''}${tone ? `&tone=${tone}` : ''}${incident ? `&incident=${incident}` : ''}`;

/** On a page that already shows one: the next scene, drawn to the end, every panel with what it asked for. */
export async function turnTo(page: Page, glass: Glass, previewed: Previewed): Promise<void> {
  await goWithin(page, previewOf(glass, previewed));
  await sceneStands(page, previewed);
}
export async function sceneStands(page: Page, { scene, area }: Previewed): Promise<void> {
  const stage = page.locator(`[data-why][data-line="live"][data-scene="${scene}"]${area ? `[data-area="${area}"]` : ''}`);
  await expect(stage).toBeVisible({ timeout: 60_000 });
  if ((await page.locator('[data-panel="map"]').count()) > 0) await mapIsPainted(page);
  // A value that is not there yet is a dash, and so is its age.
  await expect(stage.locator('strong:text-is("—")')).toHaveCount(0, { timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1_500);
}
