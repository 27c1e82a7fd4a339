import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBalancer, type Balancer } from './testing/balancer.ts';
import { differences } from './testing/differences.ts';
import { allRows, openScreen, type LiveScreen } from './testing/live-screen.ts';
import { seeded } from './testing/random-run.ts';
import { runCli } from './testing/spawned-server.ts';
import { CITY, pointIn, STREETS } from './testing/test-city.ts';
import { openTwoServers, type TwoServers } from './testing/two-servers.ts';

/**
 * Two servers behind a balancer, one of which is killed again and again under load: nothing acknowledged is lost, nothing sent
 * again is written twice, and screens that go over to the other server miss nothing.
 */
const KILLS = 10;
const POSTS_PER_SECOND = 100;
const SCREENS = 6;
let two: TwoServers;
let balancer: Balancer;
beforeAll(async () => {
  two = await openTwoServers();
  balancer = await openBalancer(two.ports);
}, 180_000);
afterAll(async () => {
  await balancer?.close();
  await two?.close();
});

it(`${KILLS} kills of either server under ${POSTS_PER_SECOND} POST/s`, { timeout: 900_000 }, async () => {
  const random = seeded(20_251_106);
  const load = startLoad(random);
  const screens: LiveScreen[] = [];
  while (load.acknowledged.size === 0) await wait(20);
  for (let i = 0; i < SCREENS; i++) screens.push(openScreen(balancer.url, two.token));
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(500 + random() * 1_000);
    const victim = random() < 0.5 ? 0 : 1;
    await two.kill(victim);
    const before = load.acknowledged.size;
    await expect.poll(() => load.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before + POSTS_PER_SECOND);
    // Once it holds while the other server writes; afterwards nobody writes, for each row is read again after each kill.
    if (kill > 0) load.pause(true);
    expect(await differences(two.database), `after kill ${kill + 1}`).toEqual([]);
    await two.start(victim);
    load.pause(false);
  }
  const sent = await load.stop();
  const rows = await allRows(two.urls[0], two.token);
  // Each key was sent until it was acknowledged: as many incidents as keys, and each acknowledged one among them.
  expect([...load.acknowledged.values()].filter((id) => !rows.has(id))).toEqual([]);
  expect(new Set(load.acknowledged.values()).size).toBe(sent);
  expect(rows.size).toBe(sent);

  for (const screen of screens) {
    await expect.poll(() => screen.rows.size, { timeout: 20_000 }).toBe(rows.size);
    for (const [id, version] of rows) expect(screen.rows.get(id)?.version, `incident ${id} on a screen`).toBe(version);
    expect(screen.resets(), 'a screen that goes over resumes where it was').toBe(0);
  }
  const [a, b] = await Promise.all(two.urls.map(totals));
  expect(b).toEqual(a);
  const joins = screens.map((screen) => screen.joins());
  for (const screen of screens) screen.close();
  process.stdout.write(`${KILLS} kills, ${sent} keys acknowledged after ${load.tries()} tries, joins of the screens: ${joins.join(' ')}\n`);
  await Promise.all([two.kill(0), two.kill(1)]);
  const verdict = await runCli(two.environment, 'verify');
  expect(verdict.code, verdict.out).toBe(0);
});

const totals = async (url: string): Promise<unknown> => {
  const response = await fetch(`${url}/api/v1/areas/${CITY}/summary`, { headers: { authorization: `Bearer ${two.token}` } });
  return ((await response.json()) as { totals: unknown }).totals;
};

/** Reports at the rate, through the balancer, each under a key of its own and again until it is acknowledged. */
function startLoad(random: () => number) {
  const acknowledged = new Map<string, number>();
  const under: Promise<void>[] = [];
  let [keys, tries] = [0, 0];
  let isPaused = false;
  async function report(key: string): Promise<void> {
    const street = STREETS[Math.floor(random() * STREETS.length)]!;
    const body = JSON.stringify({ category: 'rubbish', lngLat: pointIn(street), description: '积水' });
    const headers = { authorization: `Bearer ${two.token}`, 'content-type': 'application/json', 'idempotency-key': key };
    for (;;) {
      tries += 1;
      try {
        const response = await fetch(`${balancer.url}/api/v1/incidents`, { method: 'POST', headers, body });
        if (response.status === 201) return void acknowledged.set(key, ((await response.json()) as { id: number }).id);
        if (response.status !== 503) throw new TypeError(`refused with ${response.status}: ${await response.text()}`);
      } catch (fault) {
        if (fault instanceof TypeError && fault.message.startsWith('refused')) throw fault;
      }
      await wait(50 + random() * 100);
    }
  }
  const timer = setInterval(() => {
    for (let i = 0; i < POSTS_PER_SECOND / 50 && !isPaused; i++) under.push(report(`key-${++keys}`));
  }, 20);
  return {
    acknowledged,
    tries: () => tries,
    pause: (isOn: boolean) => void (isPaused = isOn),
    async stop(): Promise<number> {
      clearInterval(timer);
      await Promise.all(under);
      return keys;
    },
  };
}
