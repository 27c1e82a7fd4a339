import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, isSettled, test, type Look, type ThemeChoice } from './fixtures.ts';
import { machine } from './machine.ts';
import { tellAlert } from './told-alert.ts';
import { tellRules } from './told-rules.ts';
import { tellSigns } from './told-signs.ts';

/** `npm run screenshots`: what README and reviewers look at. Names say tier, size where it is not the desk's, theme, language. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const DESK = { width: 1920, height: 1080 };
const WALL = { width: 3840, height: 2160 };
const PHONE = { width: 390, height: 844 };
/** The core: most people, most incidents, streets that are drawn large enough to read. */
const PLACES = { city: '50', district: '500103', street: '500103004' } as const;

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
test.setTimeout(400_000);

async function shoot(page: Page, name: string): Promise<void> {
  await isSettled(page);
  await page.evaluate(() => document.fonts.ready);
  // A map that has just been told new colours paints once more.
  await page.waitForTimeout(600);
  await isSettled(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${FOLDER}${name}.png`, scale: 'css', animations: 'disabled', caret: 'hide' });
}

const OVERVIEWS: [place: keyof typeof PLACES, theme: ThemeChoice, language: 'zh' | 'en'][] = [
  ['city', 'dark', 'zh'],
  ['city', 'light', 'en'],
  ['city', 'contrast', 'zh'],
  ['city', 'projector', 'en'],
  ['district', 'dark', 'en'],
  ['district', 'light', 'zh'],
  ['district', 'contrast', 'en'],
  ['street', 'dark', 'zh'],
  ['street', 'light', 'en'],
];
for (const [tier, theme, language] of OVERVIEWS) {
  test(`overview, ${tier}, ${theme}, ${language}`, async ({ open }) => {
    // The contrast set is dark for one and light for the other, as their systems are.
    const system = { colorScheme: tier === 'district' ? 'light' : 'dark' } as const;
    const { page } = await open('demo-shift-leader', `/area/${PLACES[tier]}`, { viewport: DESK, theme, language, system });
    await shoot(page, `overview-${tier}-${theme}-${language}`);
  });
}

test('map and charts as tables', async ({ open }) => {
  const { page } = await open('demo-shift-leader', '/area/50', { viewport: DESK, theme: 'light' });
  await isSettled(page);
  for (const name of ['以表格显示', '表格：每小时接报', '表格：按类别']) await page.getByRole('button', { name }).click();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${FOLDER}overview-tables-light-zh.png`, scale: 'css', animations: 'disabled' });
});

test('a street with an incident open', async ({ open }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const seat = await open('demo-dispatcher', `/area/${PLACES.street}`, { viewport: DESK, theme, language });
    await isSettled(seat.page);
    await seat.page.getByRole('grid').locator('[data-id]').first().click();
    await expect(seat.page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
    await shoot(seat.page, `drawer-street-${theme}-${language}`);
  }
});

test('the desk: a case open, the command line, the keys', async ({ open }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page } = await open('demo-dispatcher', `/desk?area=${PLACES.district}`, { viewport: DESK, theme, language });
    await isSettled(page);
    await page.keyboard.press('j');
    await expect(page.locator('[data-incident]')).toHaveAttribute('data-version', /\d/);
    await shoot(page, `desk-${theme}-${language}`);
    await page.keyboard.press('/');
    await page.keyboard.type(language === 'zh' ? 'p' : 'di');
    await shoot(page, `desk-line-${theme}-${language}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await shoot(page, `desk-keys-${theme}-${language}`);
  }
});

test('vital signs, and the list of them on a phone', async ({ open, api, baseURL }) => {
  const desk = await api('demo-shift-leader');
  const districts = (await desk.children('50')).map(({ properties }) => properties.code);
  await tellSigns(machine(baseURL!), districts, Date.now());
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page } = await open('demo-shift-leader', '/area/50/vitals?window=24h&sign=traffic.tpi', { viewport: DESK, theme, language });
    await expect(page.locator('[data-vital]')).toBeVisible();
    await shoot(page, `vitals-city-${theme}-${language}`);
    // One sign in full, as high as it is.
    await page.setViewportSize({ ...DESK, height: 1640 });
    await page.goto(`/area/50/vitals?window=24h&sign=traffic.tpi&place=${PLACES.district}&motion=off`);
    const sign = page.locator('[data-vital]');
    await expect(sign.locator('[data-chart-painted]')).toBeVisible();
    await isSettled(page);
    await sign.screenshot({ path: `${FOLDER}vitals-sign-${theme}-${language}.png`, scale: 'css', animations: 'disabled' });
  }
  const { page } = await open('demo-shift-leader', '/area/50/vitals', { viewport: PHONE, isTouch: true });
  await expect(page.locator('[data-sign]').first()).toBeVisible();
  await page.screenshot({ path: `${FOLDER}phone-vitals-dark-zh.png`, scale: 'css', animations: 'disabled' });
});

test('scores', async ({ open }) => {
  const { page } = await open('demo-shift-leader', '/area/50/kpi?window=30d', { viewport: DESK });
  await expect(page.getByRole('table')).toHaveCount(3);
  await page.screenshot({ path: `${FOLDER}scores-city-dark-zh.png`, scale: 'css', animations: 'disabled' });
});

test('a wall of 4K', async ({ open }) => {
  const city = await open('demo-shift-leader', '/area/50', { viewport: WALL });
  await shoot(city.page, 'overview-city-4k-dark-zh');
  const district = await open('demo-shift-leader', `/area/${PLACES.district}`, { viewport: WALL, theme: 'light', language: 'en' });
  await shoot(district.page, 'overview-district-4k-light-en');
});

test('the same on a phone', async ({ open }) => {
  const look: Look = { viewport: PHONE, isTouch: true };
  const { page } = await open('demo-dispatcher', '/area/50', look);
  await shoot(page, 'phone-city-dark-zh');
  const plain = async (name: string) => {
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${FOLDER}${name}.png`, scale: 'css' });
  };
  await page.getByRole('button', { name: '展开地图' }).tap();
  await plain('phone-map-dark-zh');
  await page.getByRole('button', { name: '收起地图' }).tap();
  await page.getByRole('button', { name: /^事件/ }).tap();
  await expect(page.getByRole('grid').locator('[data-id]').first()).toBeVisible();
  await plain('phone-list-dark-zh');
  await page.getByRole('grid').locator('[data-id]').first().tap();
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
  await plain('phone-drawer-dark-zh');
  const english = await open('demo-dispatcher', '/area/500103', { ...look, theme: 'light', language: 'en' });
  await shoot(english.page, 'phone-district-light-en');
  const contrast = await open('demo-dispatcher', '/area/500103', { ...look, theme: 'contrast', system: { colorScheme: 'dark' } });
  await shoot(contrast.page, 'phone-district-contrast-zh');
});

test('the sign-in page', async ({ strange }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page, watch } = await strange({ viewport: DESK, theme, language });
    watch.allow(/401/);
    await page.goto('/?motion=off');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${FOLDER}sign-in-${theme}-${language}.png`, scale: 'css', caret: 'hide' });
  }
});

test('the page on which scenes of walls are made', async ({ open }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page } = await open('demo-shift-leader', '/walls/scenes?piece=scene%2F%2Fstorm', { viewport: DESK, theme, language });
    const wall = page.frameLocator('iframe').locator('[data-line="live"]');
    await expect(wall.locator('[data-panel="incidents"] li').first()).toBeVisible({ timeout: 60_000 });
    // The map in the frame paints last.
    await page.waitForTimeout(8_000);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}wall-editor-${theme}-${language}.png`, scale: 'css', animations: 'disabled' });
  }
});

test('alerts: a list, one of them open with its chain', async ({ open, api }) => {
  const { id, lift } = await tellAlert(await api('demo-shift-leader'), await api('demo-dispatcher'), PLACES.district);
  for (const [tier, theme, language] of [
    ['city', 'dark', 'zh'],
    ['district', 'light', 'en'],
  ] as const) {
    const { page } = await open('demo-shift-leader', `/area/${PLACES[tier]}/alerts?alert=${id}`, { viewport: DESK, theme, language });
    await expect(page.locator(`section[data-alert="${id}"]`)).toHaveAttribute('data-version', '3');
    await shoot(page, `alerts-${tier}-${theme}-${language}`);
  }
  await lift();
});

test('rules: the list with alarms, a rule as a sentence with what it would have done', async ({ open, api, baseURL }) => {
  const leader = await api('demo-shift-leader');
  const streets = (await leader.children(PLACES.district)).map(({ properties }) => properties.code);
  const rule = await tellRules(machine(baseURL!), leader, streets, Date.now());
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page } = await open('demo-shift-leader', '/rules', { viewport: DESK, theme, language });
    const alarms = page.getByRole('region', { name: language === 'zh' ? '告警' : 'Alarms', exact: true });
    await alarms.locator('[data-cleared="false"] > button').first().click();
    await expect(alarms.getByRole('list').nth(1)).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}rules-${theme}-${language}.png`, scale: 'css', animations: 'disabled' });
    await page.setViewportSize({ ...DESK, height: 1800 });
    await page.goto(`/rules?rule=${rule}&motion=off`);
    await page.locator('form button[type="submit"]').click();
    await expect(page.locator('[data-chart-painted]')).toBeVisible({ timeout: 30_000 });
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}rules-form-${theme}-${language}.png`, scale: 'css', animations: 'disabled' });
  }
});

test('a draft of an alert by its form', async ({ open, api }) => {
  const { scope } = await (await api('demo-shift-leader')).demoUser('demo-district-officer');
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const isZh = language === 'zh';
    const path = `/area/${scope}/alerts?write=draft`;
    const { page } = await open('demo-district-officer', path, { viewport: { ...DESK, height: 1560 }, theme, language });
    const form = page.getByRole('form');
    await form.locator('[name="kind"]').selectOption('rainstorm');
    await form.locator('[name="issuer"]').selectOption('weather');
    await form.getByLabel(isZh ? '等级' : 'Level').selectOption('orange');
    await form.getByRole('button', { name: isZh ? '添加辖区' : 'Add an area' }).click();
    await page.getByPlaceholder(isZh ? '名称、拼音或编码' : 'Name or code').fill(scope);
    await page.locator('[data-layer] [role="option"]').first().click();
    await form.locator('[name="endsAt"]').fill(new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 16));
    await form.getByLabel(isZh ? '数值或部位' : 'Figure or place').fill(isZh ? '50 毫米' : '50 mm');
    await shoot(page, `alert-draft-${theme}-${language}`);
  }
});
