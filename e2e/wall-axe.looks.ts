import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { WALL_TONES } from '../shared/wall-scene.ts';
import { FOCUS_SCENE } from '../shared/wall-scenes.ts';
import { expect, test } from './fixtures.ts';
import { GLASSES, NODES, previewOf, SCENES, sceneStands, turnTo, viewportOf } from './wall-scene.ts';

/** Serious and critical findings: every rule in the scene's own colours, in the other sets what a change of colours can change. */
async function graveOn(page: Page, state: string): Promise<string[]> {
  const stage = page.locator('[data-why]');
  const own = (await stage.getAttribute('data-theme'))!;
  const found: string[] = [];
  for (const tone of [own, ...WALL_TONES.filter((other) => other !== own)]) {
    await stage.evaluate((element, name) => (element.dataset['theme'] = name), tone);
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
    const { violations } = await (tone === own ? axe : axe.withRules(['color-contrast'])).analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        for (const { html, failureSummary } of nodes)
          found.push(`${state}, ${tone}: ${id}: ${html.slice(0, 200)}: ${failureSummary ?? ''}`);
  }
  await stage.evaluate((element, name) => (element.dataset['theme'] = name), own);
  return found;
}

/** What people said of themselves and of others: it is on no wall, whatever the wall shows. */
const SAID = { description: '门牌 8-1-2，墙上不写', reporter: { name: '不上墙的人', contact: '13912345678' } };
const SECRETS = /8-1-2|墙上不写|不上墙|139\d{8}/;

test('no serious finding on any scene of a wall, by day, at night and for a projector, live and not, and nothing of what a caller said', async ({
  open,
  api,
}) => {
  test.setTimeout(900_000);
  const glass = GLASSES.panel;
  const first = { scene: 'everyday', area: NODES.city };
  const { page, watch } = await open('demo-shift-leader', previewOf(glass, first), { viewport: viewportOf(glass) });
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await sceneStands(page, first);
  let states = 0;
  const dispatcher = await api('demo-dispatcher');
  const { id } = await dispatcher.report({ lngLat: await dispatcher.pointIn(NODES.street), severity: 'critical', ...SAID });
  await page.reload();
  for (const area of Object.values(NODES))
    for (const scene of SCENES) {
      await turnTo(page, glass, { scene, area });
      expect.soft(await graveOn(page, `${scene} ${area}`)).toEqual([]);
      await expect.soft(page.locator('body')).not.toContainText(SECRETS);
      states += WALL_TONES.length;
    }
  await turnTo(page, glass, { scene: FOCUS_SCENE, area: NODES.city, incident: id });
  expect.soft(await graveOn(page, 'one case')).toEqual([]);
  await expect(page.locator('[data-panel="incident"]')).toContainText('暴露垃圾');
  await expect.soft(page.locator('body')).not.toContainText(SECRETS);
  await page.context().setOffline(true);
  await expect(page.locator('[data-why][data-line="stale"]')).toBeVisible({ timeout: 10_000 });
  expect.soft(await graveOn(page, 'not live')).toEqual([]);
  process.stdout.write(`axe, walls: ${states + 2 * WALL_TONES.length} scenes × sets of colours\n`);
});

test('the scan finds what it looks for on a wall', async ({ open }) => {
  const glass = GLASSES.panel;
  const first = { scene: 'everyday', area: NODES.city };
  const { page } = await open('demo-shift-leader', previewOf(glass, first), { viewport: viewportOf(glass) });
  await sceneStands(page, first);
  await page.addStyleTag({ content: '[data-theme="wall-night"] h2 { color: #333 }' });
  const found = await graveOn(page, 'planted');
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((text) => !text.includes('wall-night: color-contrast'))).toEqual([]);
});
