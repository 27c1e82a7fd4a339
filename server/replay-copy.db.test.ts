import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openAuth } from './auth/open-auth.ts';
import { folderForCopy, makeReplayCopy, type ReplayCopy } from './cli/replay-copy.ts';
import { authDatabase, openDatabase, type OpenDatabase } from './database.ts';
import type { Engine } from './db/dialect.ts';
import { playedLog } from './db/played-log.ts';
import { verify } from './db/verify.ts';
import { DAY_MS, HOUR_MS, NOON_MS } from './testing/factories.ts';
import { writeSmallHistory } from './testing/small-history.ts';
import { CITY } from './testing/test-city.ts';
import { newMigratedDatabase } from './testing/test-database.ts';
import { makeTestCity } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

/** A copy is cut, played to the end, taken back and played again: at every stop it is what was known then, and proves itself. */
const [BEGIN, FROM, MIDDLE, END] = [NOON_MS - 2 * DAY_MS, NOON_MS - DAY_MS, NOON_MS - 9 * HOUR_MS, NOON_MS];
const NAME = { username: 'wang', password: 'a long pass phrase', name: 'Wang', role: 'viewer', scope: CITY } as const;
const SECRET = 'not a secret at all, but long enough for this';

interface Place {
  dataDir: string;
  database: string;
}
async function newCity(engine: Engine): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-replay-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const remote = engine === 'postgres' ? await newMigratedDatabase() : null;
  if (remote) onTestFinished(remote.drop);
  const place = { dataDir, database: remote?.url ?? join(dataDir, 'guantong.db') };
  await makeTestCity(place.database);
  await writeSmallHistory(place.database, { fromMs: BEGIN, toMs: END });
  const auth = await openAuth({ database: authDatabase(place), secret: SECRET, now: Date.now });
  await auth.users.add(NAME);
  await auth.tokens.create({ role: 'system', scope: CITY });
  await auth.close();
  return place;
}

/** Everything that a log led to, as text. */
async function stateOf({ connection: { dialect, reader } }: OpenDatabase) {
  const texts = async (query: string): Promise<string[]> =>
    (await dialect.rows<object>(reader, sql.raw(query))).map((row) => JSON.stringify(row));
  return {
    log: await texts('select * from events order by seq'),
    incidents: await texts('select * from incidents order by id'),
    cells: await texts(
      'select place, hour_ms, category, severity, metric, n from cells where n <> 0 order by place, hour_ms, category, severity, metric',
    ),
    personal: await texts('select * from personal order by incident'),
  };
}

describe.each(ENGINES)('the copy of a replay of a city on %s', (engine) => {
  let city: Place;
  let copy: ReplayCopy;
  beforeEach(async () => {
    city = await newCity(engine);
    copy = folderForCopy(city.dataDir, undefined);
  });

  it('stands at the begin, plays to the end and goes back, bit for bit the original; which nothing has touched', async () => {
    const original = await openDatabase(city.database, Date.now);
    onTestFinished(original.close);
    const whole = await stateOf(original);
    expect(whole.log.length).toBeGreaterThan(500);
    await makeReplayCopy(city, copy, { fromMs: FROM, toMs: END });

    const played = await openDatabase(copy.database, Date.now);
    onTestFinished(played.close);
    const log = await playedLog(played.connection);
    const upTo = (ms: number): string[] => whole.log.filter((row) => (JSON.parse(row) as { recorded_at_ms: number }).recorded_at_ms <= ms);
    const playAll = async (untilMs: number): Promise<void> => {
      for (let isMore = true; isMore; ) ({ isMore } = await log.play(untilMs, 100));
    };
    const check = async (ms: number): Promise<void> => {
      expect((await stateOf(played)).log).toEqual(upTo(ms));
      expect((await verify(played.connection)).differences).toEqual([]);
    };
    await check(FROM);
    await playAll(MIDDLE);
    await check(MIDDLE);
    const middle = await stateOf(played);
    await playAll(END);
    expect(await stateOf(played)).toEqual(whole);
    expect(await log.takeBack(MIDDLE)).toBe(middle.log.length);
    expect(await stateOf(played)).toEqual(middle);
    await check(MIDDLE);
    await log.takeBack(FROM);
    await check(FROM);
    await playAll(END);
    expect(await stateOf(played)).toEqual(whole);

    expect(await stateOf(original)).toEqual(whole);
  });

  it('holds nothing that was recorded after its window', async () => {
    await makeReplayCopy(city, copy, { fromMs: FROM, toMs: MIDDLE });
    const played = await openDatabase(copy.database, Date.now);
    onTestFinished(played.close);
    const log = await playedLog(played.connection);
    for (let isMore = true; isMore; ) ({ isMore } = await log.play(END, 500));
    const last = (await stateOf(played)).log.at(-1)!;
    expect((JSON.parse(last) as { recorded_at_ms: number }).recorded_at_ms).toBeLessThanOrEqual(MIDDLE);
    expect((await verify(played.connection)).differences).toEqual([]);
  });

  it('takes the users along, but nobody who is signed in, no token and no secret; and is gone at the end', async () => {
    await makeReplayCopy(city, copy, { fromMs: FROM, toMs: END });
    const auth = await openAuth({ database: authDatabase(copy), secret: SECRET, isReplay: true, now: Date.now });
    expect(await auth.users.list()).toMatchObject([{ username: NAME.username, role: 'viewer', scope: CITY }]);
    expect(await auth.tokens.list()).toEqual([]);
    const signIn = (password: string): Promise<Response> =>
      auth.handler(
        new Request('http://localhost/api/auth/sign-in/username', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: NAME.username, password }),
        }),
      );
    expect((await signIn('another')).status).toBe(401);
    const signed = await signIn(NAME.password);
    expect(signed.status).toBe(200);
    // Beside the live city in one browser: a cookie of the same name would sign the person out there.
    expect(signed.headers.getSetCookie().map((line) => line.split('=')[0])).toContain('guantong-replay.session_token');
    await auth.close();

    expect(readdirSync(copy.dataDir)).not.toContain('secret');
    expect(statSync(copy.dataDir).mode & 0o777).toBe(0o700);
    for (const name of ['guantong.db', 'auth.db']) expect(statSync(join(copy.dataDir, name)).mode & 0o777, name).toBe(0o600);
    copy.remove();
    expect(existsSync(copy.dataDir)).toBe(false);
  });
});
