import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { FeedWire } from '../shared/feed-wire.ts';
import { openDatabase } from './database.ts';
import { emptyCity } from './app/city.ts';
import { initCity, putSettings } from './db/city.writer.ts';
import { openFeedServer, type FeedServer } from './testing/feed-server.ts';
import { CITY, DISTRICTS, rectangle, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { PLAIN_CALENDAR } from '../shared/work-calendar.ts';

const START = Date.parse('2026-07-10T08:00:00+08:00');
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SOON = { timeout: 20_000 };
const [first, second] = DISTRICTS;
const capTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '-00:00');

interface Told {
  identifier: string;
  sender?: string;
  sentMs?: number;
  area?: string;
  severity?: string;
  msgType?: string;
  references?: string;
}
/** What covers a street, as lat,lon. */
function over(street: string): string {
  const [west, south, east, north] = rectangle([street]).bbox;
  return `<polygon>${south},${west} ${south},${east} ${north},${east} ${north},${west} ${south},${west}</polygon>`;
}
const message = ({
  identifier,
  sender = 'weather@x',
  sentMs = START,
  area = over(STREETS[0]),
  severity = 'Severe',
  msgType = 'Alert',
  references,
}: Told): string =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>${sender}</sender><sent>${capTime(sentMs)}</sent><status>Actual</status><msgType>${msgType}</msgType><scope>Public</scope>${references === undefined ? '' : `<references>${references}</references>`}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty><expires>${capTime(START + 48 * HOUR)}</expires><headline>${identifier}</headline><area><areaDesc>某处</areaDesc>${area}</area></info></alert>`;
const link = (path: string, updated = 'u1'): string =>
  `<entry><id>${path}</id><title>entry ${path}</title><updated>${updated}</updated><link type="application/cap+xml" href="${path}"/></entry>`;
const inside = (xml: string): string => `<entry><content type="text/xml">${xml}</content></entry>`;
const atom = (...entries: string[]): string => `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`;

describe('feeds that are asked again and again', () => {
  let test: TestHouse;
  let admin: Caller;
  let desk: Caller;
  let other: FeedServer;
  beforeAll(async () => {
    test = await openTestHouse({ nowMs: START });
    [admin, desk, other] = [await test.as('system'), await test.as('dispatcher'), await openFeedServer()];
  });
  afterAll(async () => {
    other.close();
    await test.close();
  });
  const settings = (path: string, changed: object = {}) => ({
    node: CITY,
    names: { zh: '气象台', en: 'Weather office' },
    url: `${other.origin}${path}`,
    kind: 'auto',
    everyS: 300,
    isOn: true,
    senders: ['weather@x'],
    hosts: [],
    skipsElsewhere: true,
    ...changed,
  });
  const make = async (path: string, changed: object = {}): Promise<number> => {
    const { status, body } = await admin.post('/alert-feeds', settings(path, changed));
    expect([status, body.lastFetchAt]).toEqual([201, null]);
    return body.id as number;
  };
  const one = async (id: number, by = admin): Promise<FeedWire> =>
    (await by.get('/alert-feeds', { 'accept-language': 'en' })).body.feeds.find((feed: FeedWire) => feed.id === id);
  /** When it was asked after an instant of the test's own clock, it says how it stands. */
  const asked = async (id: number, afterMs = 0): Promise<FeedWire> => {
    await expect.poll(async () => Date.parse((await one(id)).lastFetchAt ?? '') > afterMs || null, SOON).toBe(true);
    return one(id);
  };
  /** Time goes on until it is asked again. */
  const later = async (id: number, ms: number): Promise<FeedWire> => {
    const before = test.clock.nowMs;
    test.clock.nowMs += ms;
    return asked(id, before);
  };
  const entries = async (id: number) =>
    (await admin.get(`/alert-feeds/${id}/entries`, { 'accept-language': 'en' })).body.entries.map(
      ({ title, outcome, problem }: { title: string; outcome: string; problem: { message: string } | null }) =>
        `${title} ${outcome}${problem ? `: ${problem.message}` : ''}`,
    );
  const inForce = async (area: string): Promise<string[]> =>
    (await desk.get(`/alerts?inForce=true&area=${area}`)).body.alerts.map(
      ({ message: { identifier } }: { message: { identifier: string } }) => identifier,
    );
  const drop = async (id: number): Promise<void> => {
    expect((await admin.remove(`/alert-feeds/${id}`)).status).toBe(204);
  };

  it('links and messages within, one broken, one of somebody else, one elsewhere: the rest is taken, and nothing is fetched twice', async () => {
    const { pages, heard } = other;
    pages.set('/a.cap', { body: message({ identifier: 'linked' }) });
    pages.set('/broken.cap', { body: message({ identifier: 'broken' }).replace('Actual', 'Real') });
    pages.set('/bomb.cap', { body: `<!DOCTYPE a [<!ENTITY x "y">]>${message({ identifier: 'bomb' })}` });
    pages.set('/feed', {
      etag: '"1"',
      body: atom(
        link('/a.cap'),
        link('/broken.cap'),
        link('/bomb.cap'),
        link('http://elsewhere.test/x.cap'),
        inside(message({ identifier: 'within', area: over(STREETS[3]) })),
        inside(message({ identifier: 'foreign', sender: 'stranger@y' })),
        inside(message({ identifier: 'far', area: '<polygon>1,1 1,2 2,2 1,1</polygon>' })),
      ),
    });
    const id = await make('/feed');
    expect(await asked(id)).toMatchObject({ state: 'ok', refused: 4, waiting: 0, problem: null, failingSince: null });
    expect(await inForce(CITY)).toEqual(['within', 'linked']);
    expect([await inForce(first), await inForce(second)]).toEqual([['linked'], ['within']]);
    expect((await entries(id)).sort()).toEqual(
      [
        'entry /a.cap taken',
        'entry /bomb.cap refused: XML with a document type (DOCTYPE) is not taken: its entities could read files, call addresses or grow without end; send it without',
        'entry /broken.cap refused: status is not what the protocol allows: Real',
        'entry http://elsewhere.test/x.cap refused: A message or a redirect leads to elsewhere.test, which is not among the hosts of this feed; add it there if it belongs to the same source',
        ' passed: This message (far) is about other places',
        ' refused: The sender stranger@y is not among those whose messages are taken from this feed',
        ' taken',
      ].sort(),
    );
    const alert = (await desk.get('/alerts?inForce=true')).body.alerts[0].id as number;
    expect((await desk.get(`/alerts/${alert}`)).body.steps[0].by, 'it came by the feed').toBe(`system:feed:${id}`);
    const before = heard.length;
    expect((await later(id, 6 * MINUTE)).state).toBe('ok');
    expect(heard.slice(before)).toEqual(['/feed 304']);

    pages.set('/a.cap', {
      body: message({
        identifier: 'linked-2',
        sentMs: START + MINUTE,
        msgType: 'Update',
        severity: 'Minor',
        references: `weather@x,linked,${capTime(START)}`,
      }),
    });
    pages.set('/feed', { etag: '"2"', body: atom(link('/a.cap', 'u2'), link('/broken.cap')) });
    const from = heard.length;
    await later(id, 6 * MINUTE);
    expect(heard.slice(from), 'what was seen is not asked for again').toEqual(['/feed 200', '/a.cap 200']);
    expect(await inForce(first)).toEqual(['linked-2']);
    expect(await inForce(second), 'what leaves a feed holds on: only its sender ends it').toEqual(['within']);
    await drop(id);
  });

  it('a feed that fails is shown with since when and why, is asked more and more rarely, and heals by itself', async () => {
    const { pages, heard } = other;
    pages.set('/ill', { body: '', status: 500 });
    const id = await make('/ill', { names: { zh: '病', en: 'Ill' } });
    const since = new Date(test.clock.nowMs).toISOString();
    expect(await asked(id)).toMatchObject({
      state: 'failing',
      failingSince: since,
      lastSuccessAt: null,
      problem: { code: 'feed.status', message: 'It answers HTTP 500; it is tried again' },
    });
    const next = (feed: FeedWire): number => (Date.parse(feed.settings!.nextAt!) - Date.parse(feed.lastFetchAt!)) / MINUTE;
    const waits = [next(await one(id))];
    for (const ms of [6, 12, 23]) waits.push(next(await later(id, ms * MINUTE)));
    for (const [i, wanted] of [5, 10, 20, 40].entries()) expect(Math.abs(waits[i]! / wanted - 1), `${wanted}`).toBeLessThanOrEqual(0.101);
    pages.set('/ill', { body: '<feed xmlns="http://www.w3.org/2005/Atom"><a>' });
    expect(await later(id, 45 * MINUTE)).toMatchObject({ state: 'failing', failingSince: since, problem: { code: 'cap.not-xml' } });
    expect(await one(id, desk), 'since when is everybody’s, why is the administrator’s').toMatchObject({
      state: 'failing',
      failingSince: since,
      problem: null,
      settings: null,
    });

    // Here its message does not come: it is asked for again with every question, and everything else goes on.
    pages.set('/late.cap', { body: '', status: 503 });
    pages.set('/ill', { etag: '"3"', body: atom(link('/late.cap')) });
    expect(await later(id, 70 * MINUTE)).toMatchObject({ state: 'ok', failingSince: null, problem: null, waiting: 1 });
    pages.set('/late.cap', { body: message({ identifier: 'late' }) });
    await test.restart();
    const from = heard.length;
    expect(await later(id, 6 * MINUTE)).toMatchObject({ state: 'ok', waiting: 0 });
    expect(heard.slice(from), 'while something is to come it is read whole').toEqual(['/ill 200', '/late.cap 200']);
    expect(await inForce(first)).toContain('late');
    await drop(id);
  });

  it('is made, changed, tried again and removed by administrators of its node alone, and all of it is on record', async () => {
    const { pages } = other;
    pages.set('/secret', { token: 't-1', body: atom(inside(message({ identifier: 'secret', sender: 'sea@x', area: over(STREETS[5]) }))) });
    expect(await desk.post('/alert-feeds', settings('/secret'))).toMatchObject({ status: 403, body: { code: 'role.denied' } });
    const local = await test.as('system', first);
    expect(await local.post('/alert-feeds', settings('/secret'))).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
    for (const changed of [
      { url: 'file:///etc/passwd' },
      { url: 'http://a:b@x.test/' },
      { everyS: 1 },
      { senders: [] },
      { hosts: ['a b'] },
      { names: { zh: 'x', en: '\u0007' } },
    ])
      expect((await admin.post('/alert-feeds', settings('/secret', changed))).status, JSON.stringify(changed)).toBe(400);

    const id = await make('/secret', { token: 'wrong' });
    expect(await asked(id)).toMatchObject({
      state: 'failing',
      problem: { message: 'It answers HTTP 401; it is tried again' },
      settings: { hasToken: true },
    });
    const { node: _node, ...rest } = settings('/secret');
    expect(await admin.put(`/alert-feeds/${id}`, { ...rest, seenVersion: 9 })).toMatchObject({
      status: 409,
      body: { code: 'version.stale' },
    });
    test.clock.nowMs += MINUTE;
    await admin.put(`/alert-feeds/${id}`, { ...rest, seenVersion: 1, token: 't-1' });
    expect(await asked(id, test.clock.nowMs - MINUTE)).toMatchObject({ state: 'ok', refused: 1, settings: { version: 2 } });
    // Its sender is let in: what was refused is tried again.
    test.clock.nowMs += MINUTE;
    expect((await admin.put(`/alert-feeds/${id}`, { ...rest, seenVersion: 2, senders: ['sea@x'] })).body.settings).toMatchObject({
      hasToken: true,
    });
    expect(await asked(id, test.clock.nowMs - MINUTE)).toMatchObject({ state: 'ok', refused: 0 });
    expect(await inForce(STREETS[5])).toEqual(['secret']);
    test.clock.nowMs += MINUTE;
    expect((await admin.post(`/alert-feeds/${id}/ask`, {})).status).toBe(200);
    await asked(id, test.clock.nowMs - MINUTE);
    expect((await admin.put(`/alert-feeds/${id}`, { ...rest, seenVersion: 4, isOn: false, senders: ['sea@x'] })).body).toMatchObject({
      state: 'off',
    });
    // At another host the token would be told to a stranger.
    const moved = await admin.put(`/alert-feeds/${id}`, { ...rest, seenVersion: 5, isOn: false, url: 'https://x.test/' });
    expect(moved.body.settings.hasToken).toBe(false);

    const listed = async (by: Caller) =>
      (await by.get('/alert-feeds')).body.feeds.map((feed: FeedWire) => [feed.id, feed.settings === null]);
    expect([await listed(await test.as('viewer', first)), await listed(local), await listed(admin)]).toEqual([
      [[id, true]],
      [[id, true]],
      [[id, false]],
    ]);
    expect(await local.get(`/alert-feeds/${id}/entries`)).toMatchObject({ status: 403 });
    expect(await desk.get('/alert-feeds?area=nowhere')).toMatchObject({ status: 400, body: { code: 'area.unknown' } });
    await drop(id);
    const acts = (await admin.get('/alert-feeds/acts')).body as { feed: number; act: string }[];
    const told = acts.filter(({ feed }) => feed === id).map(({ act }) => act);
    expect(told.reverse()).toEqual(['made', 'changed', 'changed', 'asked', 'off', 'changed', 'removed']);
    expect([(await desk.get('/alert-feeds/acts')).status, (await local.get('/alert-feeds/acts')).body]).toEqual([403, []]);
    const { reader, schema } = test.house.database.connection;
    const stored = [await reader.select().from(schema.alertFeeds), acts, (await admin.get('/alert-feeds')).body];
    expect(JSON.stringify(stored), 'nobody reads the token').not.toContain('t-1');
    expect(await make('/secret', { isOn: false }), 'a number is given once').toBeGreaterThan(id);
  });

  it('what one Guantong has in force, another takes by its own feed, and its end too', async () => {
    const neighbour = await openTestHouse({ nowMs: START, make: makeNeighbour });
    onTestFinished(() => neighbour.close());
    const [there, leader, officer] = [await neighbour.as('system', 'city'), await test.as('shift-leader'), await test.as('officer')];
    const { id } = (
      await officer.post('/alerts', {
        origin: 'submitted',
        kind: 'rainstorm',
        issuer: 'weather',
        endsAt: new Date(test.clock.nowMs + 12 * HOUR).toISOString(),
        parts: [{ level: 'orange', areas: [second] }],
        words: { zh: { headline: '邻市暴雨', warning: '三小时五十毫米' }, en: { warning: '50 mm in 3 h' } },
      })
    ).body;
    await leader.post(`/alerts/${id}/commands/publish`, { seenVersion: 1 });
    neighbour.clock.nowMs = test.clock.nowMs;
    const { token } = await test.as('viewer');
    const made = await there.post('/alert-feeds', {
      ...settings('/', { node: 'city', url: `${test.url}/api/v1/alerts.atom?area=${second}&ended=24`, senders: [`guantong:${CITY}`] }),
      token,
    });
    const taken = async () => (await there.get('/alerts?inForce=true')).body.alerts;
    await expect.poll(async () => (await taken()).length, SOON).toBe(1);
    const [alert] = await taken();
    expect(alert).toMatchObject({ kind: 'rainstorm', level: 'orange', origin: 'received', geocodes: null });
    expect(alert.parts[0].areas, 'by the table of codes').toEqual([{ area: 'city', share: 1 }]);
    expect((await there.get(`/alerts/${alert.id}`)).body.words['zh-CN']).toMatchObject({ headline: '邻市暴雨', warning: '三小时五十毫米' });

    await leader.post(`/alerts/${id}/commands/lower`, { seenVersion: 2, level: 'blue' });
    neighbour.clock.nowMs += 6 * MINUTE;
    await expect
      .poll(async () => (await taken()).map(({ id: same, level }: { id: number; level: string }) => [same, level]), SOON)
      .toEqual([[alert.id, 'blue']]);
    await leader.post(`/alerts/${id}/commands/lift`, { seenVersion: 3 });
    neighbour.clock.nowMs += 6 * MINUTE;
    await expect.poll(taken, SOON).toEqual([]);
    expect((await there.get(`/alerts/${alert.id}`)).body.standing).toBe('lifted');
    expect(made.status).toBe(201);
  });
});

/** Another city, that knows one code of ours. */
async function makeNeighbour(place: string): Promise<void> {
  const { connection, close } = await openDatabase(place, Date.now);
  const { pack, areas } = emptyCity('Neighbour', 'Asia/Shanghai');
  await initCity(connection, pack, areas, { calendar: PLAIN_CALENDAR, rivers: null, isDemo: false, nowMs: START });
  const alerts = { geocodeTables: [{ names: ['guantong:area'], codes: { [second]: ['city'] } }] };
  await putSettings(connection.writer, connection.schema, { alerts });
  await close();
}
