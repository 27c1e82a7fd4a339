import type { Locator, Page } from '@playwright/test';
import type { DeskCounts, Timeline } from '../shared/incidents.ts';
import type { PositionsTaken, UnitDetail, UnitOffers } from '../shared/units.ts';
import { expect, goWithin, soon, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';
import { askRaw, closeRawLine, openRawLine, rawHeard } from './raw-line.ts';

/** Half an hour's limit: near the top of every queue. */
const PRESSING = { category: 'E06-07', severity: 'critical' } as const;
const paneOf = (page: Page): Locator => page.locator('section[data-incident]');
const rowOf = (page: Page, id: number): Locator => page.locator(`[role="row"][data-id="${id}"]`);
const lineOf = (page: Page): Locator => page.getByRole('combobox', { name: '命令行' });

const isLive = async (page: Page): Promise<void> => {
  await expect(page.locator('[role="status"][data-state="live"]')).toBeAttached({ timeout: 60_000 });
  // A page that was open before has its line all the while; the title comes with the keys.
  await expect(page).toHaveTitle(/^(派遣台|Desk)/, { timeout: 60_000 });
  await expect(page.getByRole('row').first()).toBeVisible({ timeout: 60_000 });
};

/** By J alone. */
async function moveTo(page: Page, id: number): Promise<void> {
  const selected = (): Promise<string | null> => paneOf(page).evaluateAll(([pane]) => pane?.getAttribute('data-incident') ?? null);
  for (let i = 0; i < 80; i++) {
    const at = await selected();
    if (at === String(id)) return;
    await page.keyboard.press('j');
    await soon(selected).not.toBe(at);
  }
  throw new Error('J does not get there');
}

test('by keys alone: from reported to dispatched in three actions, and out again layer by layer', async ({ join, api }) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const reported = await city.report({ lngLat: await city.pointIn(street), ...PRESSING });
  const { page } = await join('demo-dispatcher', '/desk?queue=unassigned');
  await isLive(page);
  const letGo = await keysOnly(page);
  await expect(rowOf(page, reported.id)).toBeVisible();
  await moveTo(page, reported.id);
  await expect(paneOf(page)).toHaveAttribute('data-incident', String(reported.id));

  const offers = paneOf(page).getByRole('region', { name: '可派单位' });
  await expect(offers.getByRole('button').first()).toContainText('电梯应急处置队');
  await expect(offers.getByRole('button').first()).toBeDisabled();
  await page.keyboard.press('g'); // first: register
  await expect(paneOf(page)).toHaveAttribute('data-version', '2');
  await page.keyboard.press('d'); // second: the line asks for the unit
  await expect(lineOf(page)).toBeFocused();
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('电梯应急处置队');
  await page.keyboard.press('1'); // third: the first of them
  await expect(paneOf(page)).toHaveAttribute('data-version', '3');
  await expect(paneOf(page)).toContainText('电梯应急处置队');
  expect((await city.incident(reported.id)).incident.status).toBe('dispatched');
  // It is not of this queue any more, and keeps its place until it is let go.
  await expect(rowOf(page, reported.id)).toHaveAttribute('data-left', 'true');
  await expect(rowOf(page, reported.id)).toBeFocused();

  // Letters inside a text are letters; each Escape leaves one layer.
  await page.keyboard.press('n');
  const text = page.getByLabel('内容');
  await text.pressSequentially('jkxg?/');
  await expect(text).toHaveValue('jkxg?/');
  await page.keyboard.press('Escape');
  await expect(text).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '按键' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(lineOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lineOf(page)).not.toBeFocused();
  await expect(paneOf(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(paneOf(page)).toHaveCount(0);
  await letGo();
});

test('the units offered: one key sends the nearest, on the map and in the line the same; the list for the next shift', async ({
  join,
  api,
}) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const point = await city.pointIn(street);
  const { id } = await city.report({ lngLat: point, ...PRESSING });
  await city.command(id, 'register', { seenVersion: 1 });
  const { offers } = await city.get<UnitOffers>(`/incidents/${id}/units`);
  const [first] = offers;
  const isAt = (east: number) =>
    city.post<PositionsTaken>('/units/positions', {
      positions: [{ unit: first!.unit, lngLat: [point[0] + east, point[1]], at: new Date().toISOString() }],
    });
  expect(await isAt(0.02)).toMatchObject({ taken: 1 });
  const { page } = await join('demo-dispatcher', `/desk?area=${street}`);
  await isLive(page);
  // It moves, and rooms are told, while the desk is left.
  await goWithin(page, '/-');
  await openRawLine(page);
  await askRaw(page, 'area:join', { area: street, view: { window: '7d' }, rows: true, sinceSeq: 0 }, 1);
  expect(await isAt(0.002)).toMatchObject({ taken: 1 });
  await soon(() => rawHeard(page)).toContain(first!.unit);
  await closeRawLine(page);
  await goWithin(page, `/desk?area=${street}&incident=${id}`);
  await isLive(page);
  const letGo = await keysOnly(page);
  const row = paneOf(page).locator(`[data-unit="${first!.unit}"]`);
  await expect(row).toContainText(/1\d0 m|2\d0 m/);
  await expect
    .poll(() => page.evaluate((code) => window.__mapProbe?.units().find(({ unit }) => unit === code), first!.unit))
    .toMatchObject({ key: 1, lngLat: [expect.closeTo(point[0] + 0.002, 4), expect.closeTo(point[1], 4)] });
  // Sent elsewhere meanwhile: it keeps its key and says so.
  const other = await city.report({ lngLat: point, ...PRESSING });
  await city.command(other.id, 'register', { seenVersion: 1 });
  await city.command(other.id, 'dispatch', { seenVersion: 2, unit: first!.unit });
  await expect(row).toContainText('手上');
  await expect(row).toContainText((await city.incident(other.id)).incident.number.slice(-3));
  await page.keyboard.press('1');
  await expect(paneOf(page)).toHaveAttribute('data-version', '3');
  expect((await city.incident(id)).incident).toMatchObject({ status: 'dispatched', holder: { unit: first!.unit } });

  await page.keyboard.press('/');
  await page.keyboard.insertText('交接');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/handover/);
  const list = page.getByRole('article', { name: '交接班清单' });
  await expect(list.locator(`[data-id="${id}"]`)).toBeVisible();
  const { counts } = await city.get<DeskCounts>(`/incidents/views?area=${street}`);
  await expect(list.locator('[data-view="all"] dd')).toHaveText(String(counts.all));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/desk\?/);
  await letGo();
});

test('the line takes commands, numbers and queues, and keeps what it cannot read', async ({ join, api }) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const { id } = await city.report({ lngLat: await city.pointIn(street), ...PRESSING });
  const { number } = (await city.incident(id)).incident;
  await city.command(id, 'register', { seenVersion: 1 });
  const { page } = await join('demo-dispatcher', '/desk');
  await isLive(page);
  const say = async (text: string): Promise<void> => {
    await page.keyboard.press('/');
    await expect(lineOf(page)).toBeFocused();
    await page.keyboard.insertText(text);
  };
  await say(`#${number}`);
  await page.keyboard.press('Enter');
  await expect(paneOf(page)).toHaveAttribute('data-incident', String(id));
  await say('今天天气');
  await expect(page.getByRole('alert')).toContainText('看不懂“今天天气”');
  await page.keyboard.press('Enter');
  await expect(lineOf(page)).toHaveValue('今天天气');
  await page.keyboard.press('Escape');
  await say('签收');
  await expect(page.getByRole('alert')).toContainText(/现在不能“签收”。可以：.*派遣 D/);
  await page.keyboard.press('Escape');
  await expect(paneOf(page)).toHaveAttribute('data-version', '2');
  await say('pq dianti'); // in pinyin, half of the name
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('电梯应急处置队');
  await page.keyboard.press('Enter');
  await expect(paneOf(page)).toHaveAttribute('data-version', '3');
  await say('待核查');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/queue=verify/);
});

test('two dispatchers on one incident: the second sees what changed and keeps what was typed', async ({ join, api }) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const { id } = await city.report({ lngLat: await city.pointIn(street), ...PRESSING });
  const [first, second] = [await join('demo-dispatcher', `/desk?incident=${id}`), await join('demo-shift-leader', `/desk?incident=${id}`)];
  second.watch.allow(/409/);
  for (const { page } of [first, second]) await expect(paneOf(page)).toHaveAttribute('data-version', '1', { timeout: 60_000 });
  await second.page.keyboard.press('z');
  await second.page.getByLabel('理由').fill('重复上报');
  await first.page.keyboard.press('g');
  await expect(paneOf(first.page)).toHaveAttribute('data-version', '2');
  await expect(paneOf(second.page)).toHaveAttribute('data-version', '2');
  await first.page.keyboard.press('d');
  await first.page.keyboard.press('1');
  await expect(paneOf(second.page)).toHaveAttribute('data-version', '3');
  await expect(second.page.getByLabel('理由')).toHaveValue('重复上报');
  await expect(paneOf(second.page)).toContainText('现在已不能“撤销”');
  const { entries } = await city.get<Timeline>(`/incidents/${id}/timeline`);
  expect(entries).toHaveLength(3);
});

test('a batch says what became of each row, and a double press does nothing twice', async ({ join, api }) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const point = await city.pointIn(street);
  const made = [await city.report({ lngLat: point, ...PRESSING }), await city.report({ lngLat: point, ...PRESSING })];
  const { page } = await join('demo-dispatcher', `/desk?queue=unassigned&area=${street}`);
  await isLive(page);
  for (const { id } of made) await expect(rowOf(page, id)).toBeVisible();
  await moveTo(page, Math.min(...made.map(({ id }) => id)));
  await page.keyboard.press('Shift+J');
  const batch = page.locator('section[data-batch="2"]');
  await expect(batch).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(batch.getByRole('status').first()).toContainText('完成 2，未成 0');
  for (const { id } of made) expect((await city.incident(id)).incident.version).toBe(2);
});

test('without a line the last queue stays readable and says how old it is', async ({ join }) => {
  const { page, watch } = await join('demo-dispatcher', '/desk');
  watch.allow(/ERR_INTERNET_DISCONNECTED/, /WebSocket/);
  await isLive(page);
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByRole('region', { name: '队列' })).toContainText(/连接中断，为.*前的队列/, { timeout: 15_000 });
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.context().setOffline(false);
  await isLive(page);
});

test('the desk is the work of some: others neither see it nor get there', async ({ join }) => {
  const { page } = await join('demo-officer', '/desk');
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
  await page.getByRole('link').click();
  await expect(page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '概览' })).toBeVisible();
  await expect(page.getByRole('link', { name: '派遣台' })).toHaveCount(0);
});

test('where the lines between the panes stand is remembered', async ({ join }) => {
  const { page } = await join('demo-dispatcher', '/desk');
  await isLive(page);
  const split = page.getByRole('separator', { name: '队列与地图的分界' });
  await split.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(split).toHaveAttribute('aria-valuenow', '30');
  await page.reload();
  await expect(split).toHaveAttribute('aria-valuenow', '30');
  await split.press('Enter'); // as it was meant
});

test('on a phone a row opens its incident over the queue, and nothing is wider than the screen', async ({ open }) => {
  const { page } = await open('demo-dispatcher', '/desk', { viewport: { width: 390, height: 844 }, isTouch: true, language: 'en' });
  await isLive(page);
  await page.getByRole('row').first().tap();
  await expect(paneOf(page)).toHaveAttribute('data-version', /\d/);
  await expect(paneOf(page).locator('[data-command="note"]')).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await paneOf(page).getByRole('button', { name: 'Close' }).tap();
  await expect(paneOf(page)).toHaveCount(0);
});

test('how a unit stands is set by keys, with a reason, from the list of units and from the command line', async ({ join, api }) => {
  const leader = await api('demo-shift-leader');
  const { unit: code } = await (await api('demo-handler')).get<{ unit: string }>('/me');
  const before = await leader.get<UnitDetail>(`/units/${code}`);
  const { page } = await join('demo-shift-leader', '/desk');
  await isLive(page);
  await page.keyboard.press('u');
  const list = page.getByRole('dialog', { name: '处置单位' });
  await expect(list.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText(before.names.zh);
  await expect(list.getByRole('option').first()).toContainText(before.names.zh);
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: before.names.zh });
  await expect(card.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press(String(before.possible.indexOf('off') + 1));
  await expect(card.getByRole('radio', { name: '离班' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('车辆检修');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('status')).toHaveText('已设为 离班');
  const after = await leader.get<UnitDetail>(`/units/${code}`);
  expect([after.now.state, after.changes[0]!.reason]).toEqual(['off', '车辆检修']);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  await page.keyboard.press('/');
  await page.keyboard.insertText(before.names.zh);
  await expect(page.getByRole('listbox', { name: '可选项' }).getByRole('option').first()).toContainText('单位');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('status')).toBeVisible();
  expect((await leader.get<UnitDetail>(`/units/${code}`)).now.state).not.toBe('off');
});
