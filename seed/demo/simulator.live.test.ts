import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeHistory } from '../../server/app/demo-history.ts';
import { putSettings } from '../../server/db/city.writer.ts';
import { DAY_MS, HOUR_MS } from '../../server/testing/factories.ts';
import { CITY, TEST_AREAS, TEST_CATEGORIES, TEST_UNITS } from '../../server/testing/test-city.ts';
import { openTestHouse, type TestHouse } from '../../server/testing/test-house.ts';
import type { Timeline } from '../../shared/incidents.ts';
import type { Credentials } from './api.ts';
import { buildDemoModel } from './model.ts';
import { simulate } from './simulator.ts';

const SEED = 7;
/** Where it is about eleven in the morning now: by night little is reported, and a test would depend on the hour. */
const TIME_ZONE = zoneAtEleven(new Date().getUTCHours());
let town: TestHouse;
let tokens: Credentials;

beforeEach(async () => {
  town = await openTestHouse({ timeZone: TIME_ZONE });
  const made = new Map<string, string>();
  tokens = {
    async tokenFor(by, unit) {
      const team = TEST_UNITS.find((each) => each.code === unit);
      const key = `${by} ${unit}`;
      const token = made.get(key) ?? (await town.as(by, team?.node ?? CITY, team?.code)).token;
      made.set(key, token);
      return token;
    },
  };
});
afterEach(async () => {
  vi.restoreAllMocks();
  await town.close();
});

/** `Etc/GMT-8` is eight hours ahead of UTC. */
function zoneAtEleven(utcHour: number): string {
  const ahead = 11 - utcHour;
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function makeDemo(): Promise<void> {
  const { connection } = town.house.database;
  await connection.begin();
  await putSettings(connection.writer, connection.schema, { isDemo: true });
  await connection.commit();
}

/** Two days of history that end six hours ago, so that much is waiting to be done. */
async function makeHistory(): Promise<void> {
  const nowMs = town.clock.nowMs;
  const model = buildDemoModel(
    {
      timeZone: TIME_ZONE,
      root: CITY,
      areas: TEST_AREAS.map(({ code, parent, geometry }) => ({ code, parent, border: geometry })),
      categories: TEST_CATEGORIES.map(({ code, severity }) => ({ code, severity, major: null, nameZh: code, department: null })),
      units: TEST_UNITS,
    },
    SEED,
  );
  const toMs = nowMs - 6 * HOUR_MS;
  town.clock.nowMs = toMs - DAY_MS;
  await writeHistory(
    town.house.database.queue,
    { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, 300) },
    { fromMs: toMs - DAY_MS, toMs, clock: town.clock, putPhoto: () => ({ sha256: 'f'.repeat(64), bytes: 1, mediaType: 'image/png' }) },
  );
  town.clock.nowMs = nowMs;
}

/** Runs a simulator for a while; gives what its writes were answered. */
async function run(forMs: number): Promise<{ path: string; status: number; body: { id: number; version: number } }[]> {
  const answers: { path: string; status: number; body: { id: number; version: number } }[] = [];
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await real(input, init);
    if (init?.method === 'POST')
      answers.push({
        path: input instanceof URL ? input.href : (input as string),
        status: response.status,
        body: (await response.clone().json()) as { id: number; version: number },
      });
    return response;
  });
  const told = new AbortController();
  const ends = simulate({ url: town.url, seed: SEED, speed: 400, credentials: tokens, signal: told.signal, say: () => undefined });
  const clock = setInterval(() => (town.clock.nowMs = Date.now()), 20);
  await Promise.race([wait(forMs), ends]);
  told.abort();
  await ends;
  clearInterval(clock);
  vi.restoreAllMocks();
  return answers;
}

it('invents nothing in a city that is not for demonstrations', async () => {
  await expect(run(2_000)).rejects.toThrow('not a demo city');
  expect((await (await town.as('officer')).get('/incidents')).body.total).toBe(0);
});

it('goes on with what is open and reports new things; each act is a row of the log; stopped, nothing moves', async () => {
  await makeDemo();
  await makeHistory();
  const before = (await (await town.as('officer')).get('/incidents?status=open&limit=500')).body;
  const answers = await run(5_000);
  const done = answers.filter((answer) => answer.status < 300);
  expect(answers.filter((answer) => answer.status >= 400 && answer.status !== 409)).toEqual([]);
  expect(done.filter((answer) => answer.path.endsWith('/incidents')).length).toBeGreaterThan(3);
  expect(done.filter((answer) => answer.path.includes('/commands/')).length).toBeGreaterThan(10);
  const officer = await town.as('officer');
  // Units are no rows of this log: where they are is told beside it.
  expect(done.some((answer) => answer.path.endsWith('/units/positions'))).toBe(true);
  const known = (await (await town.as('officer')).get('/units/now')).body.units as { position: unknown }[];
  expect(known.filter(({ position }) => position !== null).length).toBeGreaterThan(2);
  for (const { body } of done.filter((answer) => answer.path.includes('/incidents'))) {
    const timeline = (await officer.get(`/incidents/${body.id}/timeline`)).body as Timeline;
    expect(timeline.entries.find((entry) => entry.version === body.version)?.actor).toMatch(/^token:/);
  }
  const seq = async (): Promise<number> => (await officer.get(`/areas/${CITY}/summary`)).body.seq as number;
  await wait(300);
  const stood = await seq();
  expect(stood).toBeGreaterThan(before.seq);
  await wait(1_500);
  expect(await seq()).toBe(stood);
});

it('leaves what somebody else reported alone, and goes on after a lost race', async () => {
  await makeDemo();
  await makeHistory();
  const desk = await town.as('dispatcher');
  const { id } = (await desk.post('/incidents', { category: 'rubbish', area: '9001001' })).body;
  const before = (await desk.get('/incidents?status=open&limit=500&sort=oldest')).body;
  // Somebody is quicker on many of the open cases, so that what the simulator saw of them is stale.
  const rows = before.rows.filter((row: { id: number }) => row.id !== id) as { id: number; version: number }[];
  const running = run(6_000);
  for (const row of rows.slice(0, 30)) {
    await desk.post(`/incidents/${row.id}/commands/note`, { seenVersion: row.version, text: 'seen' });
    await wait(40);
  }
  const answers = await running;
  expect(answers.some((answer) => answer.status === 409)).toBe(true);
  expect(answers.some((answer) => answer.path.includes(`/incidents/${id}/`))).toBe(false);
  expect((await desk.get(`/incidents/${id}`)).body.incident).toMatchObject({ status: 'reported', version: 1 });
  expect(answers.filter((answer) => answer.path.includes('/commands/') && answer.status === 200).length).toBeGreaterThan(10);
});
