import type { Locator, Page } from '@playwright/test';
import type { CommandName } from '../shared/incident-commands.ts';
import type { CommandBody, Timeline } from '../shared/incidents.ts';
import type { CityInfo, UnitWire } from '../shared/session.ts';
import type { CityApi, Reported } from './city.ts';
import { expect, soon, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';

/**
 * A shift at the desk by keys alone: what comes in without a place, twice, under a wrong name or in jest; what comes back, stays
 * silent, waits or goes up the tree. Whoever else has a part in it (teams, verifier, adjudicator) acts through the API.
 */
const MOST_ACTIONS = 3;
const paneOf = (page: Page): Locator => page.locator('section[data-incident]');
const lineOf = (page: Page): Locator => page.getByRole('combobox', { name: '命令行' });

interface Team {
  api: CityApi;
  unit: UnitWire;
  /** One that belongs to the team's department and asks for no photos. */
  category: string;
}

/** The desk of one person, with every key and line counted. */
class Desk {
  #actions = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async key(key: string): Promise<void> {
    this.#actions += 1;
    await this.page.keyboard.press(key);
  }
  /** A line typed and sent, as one action. */
  async say(text: string): Promise<void> {
    this.#actions += 1;
    await this.page.keyboard.press('/');
    await expect(lineOf(this.page)).toBeFocused();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }
  async open({ id, number }: Reported): Promise<void> {
    await this.say(`#${number}`);
    await expect(paneOf(this.page)).toHaveAttribute('data-incident', String(id));
  }
  async reaches(version: number): Promise<void> {
    await expect(paneOf(this.page)).toHaveAttribute('data-version', String(version));
  }
  async counting(work: () => Promise<void>): Promise<number> {
    const before = this.#actions;
    await work();
    return this.#actions - before;
  }
}

test('a shift of twelve by keys alone, from report to verified closing', async ({ join, api }) => {
  test.setTimeout(240_000);
  const [city, verifier, adjudicator] = [await api('demo-shift-leader'), await api('demo-verifier'), await api('demo-adjudicator')];
  const [street, streetDesk] = [(await city.demoUser('demo-street-officer')).scope, await api('demo-street-dispatcher')];
  const districtDesk = await api('demo-district-dispatcher');
  const teams = await Promise.all(['demo-handler', 'demo-handler-2'].map(async (name) => teamOf(await api(name), city)));
  const [first, second] = [teams[0]!, teams[1]!];
  const point = await city.pointIn(street);
  const report = (given: object = {}): Promise<Reported> =>
    city.report({ lngLat: point, category: first.category, description: '市民反映，请派人处理', ...given });
  const version = async ({ id }: Reported): Promise<number> => (await city.incident(id)).incident.version;
  const as = async (who: CityApi, of: Reported, command: CommandName, body: Omit<CommandBody, 'seenVersion'> = {}): Promise<void> =>
    void (await who.command(of.id, command, { seenVersion: await version(of), ...body }));

  const homeless = [await report({ lngLat: undefined }), await report({ lngLat: undefined }), await report({ lngLat: undefined })];
  const original = await report();
  const doubles = [await report(), await report()];
  const misnamed = [await report({ category: second.category }), await report({ category: second.category })];
  const prank = await report();
  const disputed = await report();
  const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
  const silent = await report({ occurredAt: hoursAgo(4) });
  const raised = await report();

  const { page } = await join('demo-shift-leader', '/desk');
  const desk = new Desk(page);
  await expect(page.locator('[role="status"][data-state="live"]')).toBeAttached({ timeout: 60_000 });
  await expect(page).toHaveTitle(/^派遣台/);
  const letGo = await keysOnly(page);
  const show = async (of: Reported): Promise<void> => {
    await desk.open(of);
    await desk.reaches(await version(of));
  };
  /** Registered and given to a team, by what the desk offers. */
  const dispatch = async (of: Reported, team: Team): Promise<void> => {
    await show(of);
    const seen = await version(of);
    const taken = await desk.counting(async () => {
      await desk.key('g');
      await desk.reaches(seen + 1);
      await desk.say(`派 ${team.unit.names.zh}`);
      await desk.reaches(seen + 2);
    });
    expect(taken, 'actions from reported to dispatched').toBeLessThanOrEqual(MOST_ACTIONS);
    expect((await city.incident(of.id)).incident.holder.unit).toBe(team.unit.code);
  };
  /** What the team and then somebody else do of it. */
  const finish = async (of: Reported, { api: team }: Team): Promise<void> => {
    const { status } = (await city.incident(of.id)).incident;
    if (status === 'dispatched') await as(team, of, 'accept');
    if (status !== 'handling') await as(team, of, 'start');
    await as(team, of, 'handle', { disposition: 'resolved', text: '已处理', quantity: 1 });
    await as(verifier, of, 'verify', { outcome: 'pass' });
    expect((await city.incident(of.id)).incident.status).toBe('closed');
  };
  /** A form by its key; fields by Tab's own order, sent by Control and Enter. */
  const form = async (key: string, fill: () => Promise<void>): Promise<void> => {
    await desk.key(key);
    await expect(paneOf(page).getByRole('form')).toBeVisible();
    await fill();
    await page.keyboard.press('Control+Enter');
  };

  await test.step('three without a place are put where they lie', async () => {
    const { properties } = await city.area(street);
    for (const of of homeless) {
      await show(of);
      await form('e', async () => {
        await page.getByRole('button', { name: /^事发街镇/ }).focus();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('combobox', { name: '事发街镇' })).toBeFocused();
        await page.keyboard.insertText(properties.name.zh);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('button', { name: `事发街镇: ${properties.name.zh}` })).toBeFocused();
        await page.getByLabel('理由').focus();
        await page.keyboard.insertText('来电人补充地址');
      });
      await desk.reaches(2);
      expect((await city.incident(of.id)).incident.place).toBe(street);
      await dispatch(of, first);
      await finish(of, first);
    }
  });

  await test.step('two doubles go into the first report', async () => {
    for (const of of doubles) {
      await show(of);
      await desk.say(`并案 ${original.number}`);
      await soon(async () => (await city.incident(of.id)).incident.mergedInto).toBe(original.id);
    }
    await dispatch(original, first);
    await finish(original, first);
  });

  await test.step('two under a wrong category are put right', async () => {
    for (const of of misnamed) {
      await show(of);
      await form('e', async () => {
        await page.locator('select[name=category]').selectOption(first.category);
        await page.getByLabel('理由').focus();
        await page.keyboard.insertText('类别有误');
      });
      await desk.reaches(2);
      await dispatch(of, first);
      await finish(of, first);
    }
  });

  await test.step('a prank is not taken up', async () => {
    await show(prank);
    await desk.say('不予立案 查无此事');
    await soon(async () => (await city.incident(prank.id)).incident.status).toBe('rejected');
  });

  await test.step('one comes back twice and is ruled on', async () => {
    await dispatch(disputed, first);
    await as(first.api, disputed, 'return', { reason: '不属本单位' });
    await show(disputed);
    await desk.say(`派 ${second.unit.names.zh}`);
    await soon(async () => (await city.incident(disputed.id)).incident.holder.unit).toBe(second.unit.code);
    await as(second.api, disputed, 'return', { reason: '权属不清' });
    expect((await city.incident(disputed.id)).incident.status).toBe('adjudicating');
    await as(adjudicator, disputed, 'adjudicate', { unit: first.unit.code, reason: '按权责清单' });
    await finish(disputed, first);
  });

  await test.step('what was done in a power cut is entered later; a team that stayed silent since is replaced', async () => {
    const late = { occurredAt: hoursAgo(2), reason: '系统中断' };
    await show(silent);
    await form('Alt+g', async () => {
      await page.locator('input[name=occurredAt]').fill(shanghaiMinute(Date.now() - 3 * 3_600_000));
      await page.getByLabel('理由').focus();
      await page.keyboard.insertText(late.reason);
    });
    await soon(async () => (await city.incident(silent.id)).incident.status).toBe('registered');
    await as(city, silent, 'dispatch', { unit: second.unit.code, ...late });
    await soon(
      async () => (await city.get<Timeline>(`/incidents/${silent.id}/timeline`)).entries.map(({ type }) => type),
      20_000,
    ).toContain('UnitSilent');
    // The clocks of a past dispatch speak one a second, each a new version: a line sent between two of them would be refused.
    let seen = 0;
    const isSettled = async (): Promise<boolean> => seen === (seen = await version(silent));
    await expect.poll(isSettled, { timeout: 20_000, intervals: [2_500] }).toBe(true);
    await desk.reaches(seen);
    await desk.say(`改派 ${first.unit.names.zh} 原单位未签收`);
    await soon(async () => (await city.incident(silent.id)).incident.holder.unit).toBe(first.unit.code);
    await finish(silent, first);
  });

  await test.step('one goes up the tree and down again, is whistled for, and waits', async () => {
    const wait = { reason: '等待材料' };
    await as(streetDesk, raised, 'register');
    await as(streetDesk, raised, 'whistle', { department: first.unit.department!, reason: '请到场会商' });
    await as(streetDesk, raised, 'escalate', { reason: '超出街道权限' });
    await as(districtDesk, raised, 'escalate', { reason: '需市级协调' });
    expect((await city.incident(raised.id)).incident.holder.node).toBe('50');
    await show(raised);
    await form('Shift+L', async () => {
      await page.locator('select[name=node]').selectOption(await districtOf(city));
      await page.getByLabel('理由').focus();
      await page.keyboard.insertText('由属地办理');
    });
    await soon(async () => (await city.incident(raised.id)).incident.holder.node).toBe(await districtOf(city));
    await desk.reaches((await city.incident(raised.id)).incident.version);
    await desk.say(`派 ${first.unit.names.zh}`);
    await soon(async () => (await city.incident(raised.id)).incident.holder.unit).toBe(first.unit.code);

    await as(first.api, raised, 'request-suspension', wait);
    await show(raised);
    await desk.key('Shift+P');
    await soon(async () => (await city.incident(raised.id)).incident.suspended).toBe(true);
    await desk.key('Shift+R');
    await soon(async () => (await city.incident(raised.id)).incident.suspended).toBe(false);
    const [branch] = (await city.incident(raised.id)).incident.extra!.branches!;
    await as(await api('demo-liaison'), raised, 'accept', { branch: branch!.id });
    await as(streetDesk, raised, 'whistle-arrive', { branch: branch!.id });
    await as(streetDesk, raised, 'whistle-release', { branch: branch!.id, rating: 5 });
    await finish(raised, first);
  });

  const { entries } = await city.get<Timeline>(`/incidents/${disputed.id}/timeline`);
  expect(entries.filter(({ type }) => type === 'IncidentReturned')).toHaveLength(2);
  await letGo();
});

/** A team, and a category of its department. */
async function teamOf(api: CityApi, city: CityApi): Promise<Team> {
  const { unit: code } = await api.get<{ unit: string }>('/me');
  const units = await city.get<UnitWire[]>('/units');
  const unit = units.find((each) => each.code === code)!;
  const { categories } = await city.get<CityInfo>('/city');
  return { api, unit, category: categories.find(({ department }) => department === unit.department)!.code };
}

const districtOf = async (city: CityApi): Promise<string> => (await city.demoUser('demo-district-officer')).scope;

/** As a field of the page has it. */
const shanghaiMinute = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
