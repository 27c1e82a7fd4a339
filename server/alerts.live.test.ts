import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CAP_1_2 } from '@dec112/cap-ts';
import { eq } from 'drizzle-orm';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Level } from '../shared/alert-terms.ts';
import type { LiveAlert } from '../shared/alert-live.ts';
import { bytesOf } from './testing/cap-bytes.ts';
import { readCap } from './intake/cap/read-cap.ts';
import { rebuild } from './db/rebuild.ts';
import { verify } from './db/verify.ts';
import { CITY, DISTRICTS, rectangle, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { WallBrowser } from './testing/wall-screen.ts';
import { ENGINES } from './testing/test-store.ts';

const [first, second] = DISTRICTS;
const HOUR = 3_600_000;
const REAL = '../shared/data/cap-alerts';
const XML = { 'content-type': 'application/cap+xml' };
let numbers = 0;

interface Sent {
  identifier?: string;
  sender?: string;
  sentMs?: number;
  msgType?: string;
  references?: string;
  severity?: string;
  expiresMs?: number;
  area?: string;
  headline?: string;
}
const capTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '-00:00');
/** What covers whole streets, as lat,lon. */
const over = (...streets: string[]): string => {
  const [west, south, east, north] = rectangle(streets).bbox;
  return `<polygon>${south},${west} ${south},${east} ${north},${east} ${north},${west} ${south},${west}</polygon>`;
};

describe.each(ENGINES)('alerts on %s', (engine) => {
  let test: TestHouse;
  let city: Caller;
  const now = () => test.clock.nowMs;
  function message({
    identifier = `m-${(numbers += 1)}`,
    sender = 'weather@x',
    sentMs = now(),
    msgType = 'Alert',
    references,
    ...info
  }: Sent = {}) {
    const { severity = 'Severe', expiresMs = now() + 6 * HOUR, area = over(STREETS[0]), headline = '暴雨橙色预警' } = info;
    const xml = `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>${sender}</sender><sent>${capTime(sentMs)}</sent><status>Actual</status><msgType>${msgType}</msgType><scope>Public</scope>${references === undefined ? '' : `<references>${references}</references>`}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty><expires>${capTime(expiresMs)}</expires><headline>${headline}</headline><area><areaDesc>某处</areaDesc>${area}</area></info></alert>`;
    return { xml, reference: `${sender},${identifier},${capTime(sentMs)}` };
  }
  const post = (xml: string, by = city) => by.post('/alerts/cap', xml, XML);
  const levelAt = async (area: string): Promise<Level[]> =>
    (await city.get(`/alerts?inForce=true&area=${area}`)).body.alerts.map(({ level }: { level: Level }) => level);
  const text = async (path: string, by = city) => {
    const answer = await fetch(`${test.url}/api/v1${path}`, { headers: { authorization: `Bearer ${by.token}` } });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  async function joined(token: string, area: string) {
    const socket: Socket = io(test.url, { transports: ['websocket'], auth: { token }, forceNew: true });
    onTestFinished(() => void socket.close());
    const [told, raw] = [[] as LiveAlert[][], [] as string[]];
    socket.on('area:alerts', ({ alerts }: { alerts: LiveAlert[] }) => told.push(alerts));
    socket.io.engine.on('packet', ({ data }: { data?: string }) => raw.push(String(data)));
    await new Promise((resolve) => socket.on('connect', () => socket.emit('area:join', { area, rows: true, sinceSeq: 0 }, resolve)));
    return { told, raw };
  }
  beforeAll(async () => {
    test = await openTestHouse({ engine, nowMs: Date.parse('2026-07-10T08:00:00+08:00') });
    city = await test.as('shift-leader');
  });
  afterAll(() => test.close());

  it('a message is cut by district and street, and each sees what concerns it', async () => {
    const half = rectangle([STREETS[1]]).bbox;
    const { xml } = message({ area: over(STREETS[0]).replaceAll(`,${half[0]} `, `,${half[0] + 0.05} `) });
    const answer = await post(xml);
    expect(answer).toMatchObject({
      status: 201,
      body: { refused: [], alerts: [{ msgType: 'Alert', severity: 'Severe', level: 'orange', standing: 'in-force', known: false }] },
    });
    const [relayed] = answer.body.alerts;
    expect(relayed.areas).toEqual([CITY, first, STREETS[0], STREETS[1]]);
    expect(relayed.shares).toEqual({ [CITY]: 0.2143, [first]: 0.5, [STREETS[0]]: 1, [STREETS[1]]: 0.5 });
    expect(await Promise.all([CITY, first, STREETS[0], STREETS[1], STREETS[2], second].map(levelAt))).toEqual([
      ['orange'],
      ['orange'],
      ['orange'],
      ['orange'],
      [],
      [],
    ]);
    const street = await test.as('viewer', STREETS[0]);
    expect((await street.get('/alerts?inForce=true')).body.alerts[0]).toMatchObject({
      kind: 'rainstorm',
      headlines: { 'zh-CN': '暴雨橙色预警' },
      parts: [{ areas: [{ area: STREETS[0], share: 1 }] }],
    });
    const elsewhere = await test.as('viewer', second);
    expect((await elsewhere.get('/alerts')).body.alerts).toEqual([]);
    expect([
      (await elsewhere.get(`/alerts/${relayed.id}`)).status,
      (await elsewhere.get(`/alerts?area=${first}`)).status,
      (await text(`/alerts/${relayed.id}.cap`, elsewhere)).status,
    ]).toEqual([404, 403, 404]);
    expect((await city.get('/alerts/counts')).body).toMatchObject({
      counts: { orange: 1, red: 0 },
      children: [{ area: first, counts: { orange: 1 } }, { area: second, counts: { orange: 0 } }, {}],
    });
    expect(await post(xml), 'posted again').toMatchObject({ status: 201, body: { alerts: [{ id: relayed.id, known: true }] } });
    expect(await post(xml.replace('某处', ' 某处\n')), 'and in other lines').toMatchObject({
      body: { alerts: [{ id: relayed.id, known: true }] },
    });
    expect((await city.get('/alerts')).body.alerts).toHaveLength(1);
    const other = await post(xml.replace('Severe', 'Minor'));
    expect(other, 'another under its name: neither is lost').toMatchObject({
      status: 201,
      body: { alerts: [{ known: false, nameTaken: true, level: 'blue' }] },
    });
    expect(await levelAt(STREETS[0])).toEqual(['blue', 'orange']);
    await post(message({ msgType: 'Cancel', references: `weather@x,${relayed.identifier},${capTime(now())}` }).xml);
    expect(await levelAt(CITY)).toEqual([]);
  });

  it('only who answers for all of it may relay, and nothing is read of who may not', async () => {
    const { xml } = message({ area: over(STREETS[0], STREETS[3]) });
    const count = async (): Promise<number> => (await city.get('/alerts')).body.alerts.length;
    const before = await count();
    expect(await post(xml, await test.as('dispatcher', first))).toMatchObject({
      status: 403,
      body: { code: 'alert.level-up', detail: { area: CITY } },
    });
    expect(await post('<nonsense', await test.as('viewer'))).toMatchObject({ status: 403, body: { code: 'role.denied' } });
    expect((await fetch(`${test.url}/api/v1/alerts/cap`, { method: 'POST', headers: XML, body: xml })).status).toBe(401);
    expect(await city.post('/alerts/cap', { a: 1 })).toMatchObject({ status: 400 });
    // Refused in the middle: the sender is told all the same.
    const huge = xml.replace('某处', 'x'.repeat(9_000_000));
    expect(await post(huge)).toMatchObject({ status: 400, body: { code: 'cap.too-much', detail: { what: 'characters' } } });
    expect(await post(`<!DOCTYPE a>${huge}`)).toMatchObject({ status: 400, body: { code: 'cap.doctype' } });
    expect(await post('<alert')).toMatchObject({ status: 400, body: { code: 'cap.not-xml' } });
    expect(await post(`<!DOCTYPE a>${xml}`)).toMatchObject({ status: 400, body: { code: 'cap.doctype' } });
    expect(await count()).toBe(before);
  });

  it('update and cancel in order, out of order, twice, without the original, from somebody else', async () => {
    const original = message({ severity: 'Moderate', area: over(STREETS[3]) });
    const update = message({
      severity: 'Extreme',
      msgType: 'Update',
      references: original.reference,
      area: over(STREETS[3], STREETS[4]),
      sentMs: now() + 1_000,
    });
    const late = message({
      severity: 'Minor',
      msgType: 'Update',
      references: original.reference,
      area: over(STREETS[3]),
      sentMs: now() + 500,
    });
    const foreign = message({ msgType: 'Cancel', sender: 'other@x', references: update.reference, area: over(STREETS[3]) });
    const cancel = message({ msgType: 'Cancel', references: update.reference, sentMs: now() + 2_000, area: over(STREETS[3]) });
    const { id } = (await post(original.xml)).body.alerts[0];
    expect((await post(update.xml)).body.alerts[0]).toMatchObject({ id, level: 'red' });
    expect((await post(late.xml)).body.alerts[0], 'overtaken').toMatchObject({ id, level: 'red' });
    expect((await post(foreign.xml)).body.alerts[0]).toMatchObject({ originalUnknown: true, standing: 'lifted' });
    expect([await levelAt(STREETS[3]), await levelAt(STREETS[4])]).toEqual([['red'], ['red']]);
    expect((await post(cancel.xml)).body.alerts[0]).toMatchObject({ id, standing: 'lifted' });
    await post(cancel.xml);
    expect(await levelAt(STREETS[3])).toEqual([]);
    const { body } = await city.get(`/alerts/${id}`);
    expect(body.steps.map(({ type }: { type: string }) => type)).toEqual([
      'AlertReceived',
      'AlertReceived',
      'AlertMessageKept',
      'AlertCancelled',
    ]);

    const lost = message({ area: over(STREETS[5]) });
    const orphan = message({ msgType: 'Update', references: lost.reference, area: over(STREETS[5]), sentMs: now() + 1_000 });
    expect((await post(orphan.xml)).body.alerts[0], 'no alarm is lost').toMatchObject({ originalUnknown: true, standing: 'in-force' });
    await post(lost.xml);
    expect(await levelAt(STREETS[5]), 'nor raised twice').toEqual(['orange']);
    await post(message({ msgType: 'Cancel', references: orphan.reference, area: over(STREETS[5]), sentMs: now() + 2_000 }).xml);
    expect(await levelAt(STREETS[5])).toEqual([]);
  });

  it('in ISO-8859-1, with 459 kB of base64 and a polygon that crosses itself: taken, cut, and given out as it came', async () => {
    const [west, south, east, north] = rectangle([STREETS[5], STREETS[6]]).bbox;
    const bow = `<polygon>${south},${west} ${north},${east} ${south},${east} ${north},${west} ${south},${west}</polygon>`;
    const base64 = Buffer.alloc(344_250, 7).toString('base64');
    const sent = message({ headline: 'Orkan über Åre', area: bow });
    const xml = sent.xml
      .replace('UTF-8', 'ISO-8859-1')
      .replace(/某处|暴雨/g, 'x')
      .replace(
        '<area>',
        `<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><derefUri>${base64}</derefUri></resource><area>`,
      );
    const answer = await fetch(`${test.url}/api/v1/alerts/cap`, {
      method: 'POST',
      headers: { authorization: `Bearer ${city.token}`, ...XML },
      body: Buffer.from(xml, 'latin1'),
    });
    const { alerts } = (await answer.json()) as { alerts: { id: number; shares: Record<string, number> }[] };
    expect(answer.status).toBe(201);
    // Half of what stands between its corners, by the rows of either street.
    for (const street of [STREETS[5], STREETS[6]]) expect(Math.abs(alerts[0]!.shares[street]! - 0.5)).toBeLessThan(0.02);
    const out = (await text(`/alerts/${alerts[0]!.id}.cap`)).text;
    expect([out.includes('Orkan über Åre'), out.includes(base64)]).toEqual([true, true]);
    await post(message({ msgType: 'Cancel', references: sent.reference, area: bow, sentMs: now() + 1_000 }).xml);
  });

  it('a feed: newest first, one of them broken; the rest are taken, and the chain holds', async () => {
    const original = message({ severity: 'Minor' });
    const update = message({ severity: 'Moderate', msgType: 'Update', references: original.reference, sentMs: now() + 1_000 });
    const entry = (xml: string): string => `<entry><content type="text/xml">${xml.replace(/^<\?xml[^>]*>/, '')}</content></entry>`;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${entry(update.xml)}${entry(message().xml.replace('Actual', 'Real'))}<entry><link href="http://x"/></entry>${entry(original.xml)}</feed>`;
    const { status, body } = await city.post('/alerts/cap', feed, { 'content-type': 'application/atom+xml', 'accept-language': 'en' });
    expect([status, body.alerts.map(({ id }: { id: number }) => id).every((id: number) => id === body.alerts[0].id)]).toEqual([201, true]);
    expect(body.refused).toMatchObject([
      { entry: 2, code: 'cap.field-invalid', message: 'status is not what the protocol allows: Real' },
      { entry: 3, code: 'cap.feed-link-only' },
    ]);
    expect(await levelAt(STREETS[0])).toEqual(['yellow']);
    await post(message({ msgType: 'Cancel', references: update.reference, sentMs: now() + 2_000 }).xml);
  });

  it('drafted, published by another, lowered for two streets only, lifted; what goes out another reader reads', async () => {
    const desk = await test.as('dispatcher', first);
    const leader = await test.as('commander', first);
    const body = {
      origin: 'submitted',
      kind: 'rainstorm',
      issuer: 'weather',
      endsAt: new Date(now() + 6 * HOUR).toISOString(),
      parts: [{ level: 'orange', areas: [first] }],
      words: {
        zh: { headline: '暴雨橙色预警', warning: '三小时内 50 毫米 <以上>', measures: '避免外出' },
        en: { warning: '50 mm within 3 h' },
      },
    };
    const drafted = await desk.post('/alerts', body, { 'idempotency-key': 'k-1' });
    expect(drafted).toMatchObject({ status: 201, body: { standing: 'draft', inForce: false, level: null } });
    expect((await desk.post('/alerts', body, { 'idempotency-key': 'k-1' })).body.id).toBe(drafted.body.id);
    const { id } = drafted.body;
    expect(await levelAt(first)).toEqual([]);
    expect((await (await test.as('viewer', first)).get(`/alerts/${id}`)).status, 'nobody else’s business').toBe(404);
    expect((await text(`/alerts/${id}.cap`, leader)).status).toBe(404);
    const give = async (by: Caller, command: string, more: object = {}) => {
      const { version } = (await by.get(`/alerts/${id}`)).body;
      return by.post(`/alerts/${id}/commands/${command}`, { seenVersion: version, ...more });
    };
    expect(await give(desk, 'publish')).toMatchObject({ status: 403 });
    expect(await give(leader, 'publish', { documentNumber: '渝气 1 号' })).toMatchObject({
      status: 200,
      body: { standing: 'in-force', level: 'orange' },
    });
    expect(await leader.post(`/alerts/${id}/commands/lift`, { seenVersion: 1 })).toMatchObject({
      status: 409,
      body: { code: 'version.stale' },
    });
    expect(await Promise.all([CITY, first, STREETS[0], second].map(levelAt))).toEqual([['orange'], ['orange'], ['orange'], []]);

    expect(await give(leader, 'lower', { level: 'blue', areas: [STREETS[0], STREETS[1]] })).toMatchObject({ status: 200 });
    expect(await Promise.all([first, STREETS[0], STREETS[1], STREETS[2]].map(levelAt))).toEqual([
      ['orange'],
      ['blue'],
      ['blue'],
      ['orange'],
    ]);
    const xml = (await text(`/alerts/${id}.cap`)).text;
    const read = await CAP_1_2.Alert.fromXML(xml);
    expect([
      read.identifier,
      read.sent,
      read.info_list.map((each) => [each.event, each.headline ?? null, each.area_list.map(({ areaDesc }) => areaDesc)]),
    ]).toEqual([
      `guantong:${CITY}:${id}:3`,
      capTime(now()),
      [
        ['暴雨', '暴雨橙色预警', [`区域${STREETS[2]}`]],
        ['Rainstorm', null, [`Area ${STREETS[2]}`]],
        ['暴雨', '暴雨橙色预警', [`区域${STREETS[0]}`, `区域${STREETS[1]}`]],
        ['Rainstorm', null, [`Area ${STREETS[0]}`, `Area ${STREETS[1]}`]],
      ],
    ]);
    const [ours] = await readCap(bytesOf(xml));
    expect(ours).toMatchObject({
      read: {
        message: {
          msgType: 'Update',
          references: [{ identifier: `guantong:${CITY}:${id}:2` }],
          infos: [{ description: '三小时内 50 毫米 <以上>', areas: [{ polygons: [{}] }] }, {}, {}, {}],
        },
      },
    });
    expect(await post(xml), 'no ring of two cities').toMatchObject({ status: 409, body: { code: 'cap.own-message' } });
    expect(await give(leader, 'lift')).toMatchObject({ body: { standing: 'lifted' } });
    expect(await levelAt(CITY)).toEqual([]);
    expect((await city.get(`/alerts/${id}`)).body.steps.map(({ type }: { type: string }) => type)).toEqual([
      'AlertDrafted',
      'AlertPublished',
      'AlertChanged.lowered',
      'AlertLifted',
    ]);
    expect(await give(leader, 'raise', { level: 'red' })).toMatchObject({ status: 409, body: { code: 'alert.impossible' } });
  });

  it('a draft is written anew by its author alone; forms, shelves, counts and the chain say how all stands', async () => {
    const street = await test.as('dispatcher', STREETS[0]);
    const leader = await test.as('commander', first);
    const draft = {
      origin: 'submitted',
      kind: 'rainstorm',
      issuer: 'weather',
      endsAt: new Date(now() + 6 * HOUR).toISOString(),
      parts: [{ level: 'red', areas: [STREETS[0]] }],
      words: { zh: { warning: '旧' } },
    };
    const { id } = (await street.post('/alerts', draft)).body;
    const anew = { ...draft, kind: 'geological', issuer: 'natural-resources', words: { zh: { headline: '新', warning: '新文' } } };
    expect(await leader.put(`/alerts/${id}`, { seenVersion: 1, draft: anew })).toMatchObject({
      status: 403,
      body: { code: 'alert.not-own' },
    });
    expect(await street.put(`/alerts/${id}`, { seenVersion: 1, draft: { ...anew, issuer: 'water' } })).toMatchObject({
      status: 403,
      body: { code: 'alert.issuer-denied' },
    });
    expect(await street.put(`/alerts/${id}`, { seenVersion: 1, draft: anew })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await street.put(`/alerts/${id}`, { seenVersion: 1, draft: anew })).toMatchObject({
      status: 409,
      body: { code: 'version.stale' },
    });
    const shelf = async (name: string, by = leader) =>
      (await by.get(`/alerts?shelf=${name}`)).body.alerts.map((each: { id: number }) => each.id).includes(id);
    expect(await Promise.all(['draft', 'in-force', 'past'].map((name) => shelf(name)))).toEqual([true, false, false]);
    expect(await shelf('draft', await test.as('viewer', first)), 'nobody else’s business').toBe(false);
    const seen = (await leader.get(`/alerts/${id}`)).body;
    expect(seen).toMatchObject({ kind: 'geological', area: STREETS[0], mayAmend: false, held: [{ area: STREETS[0], level: 'red' }] });
    expect([seen.words.zh.warning, (await street.get(`/alerts/${id}`)).body.mayAmend]).toEqual(['新文', true]);
    await leader.post(`/alerts/${id}/commands/publish`, { seenVersion: 2 });
    const steps = (await leader.get(`/alerts/${id}`)).body.steps.map(({ type, parts }: { type: string; parts: object[] }) => [type, parts]);
    const parts = [{ level: 'red', named: [STREETS[0]] }];
    expect(steps).toEqual([
      ['AlertDrafted', parts],
      ['AlertAmended', parts],
      ['AlertPublished', []],
    ]);
    const red = (tally: { counts: { red: number }; tiers: { tier: string; areas: number; counts: { red: number } }[] }) => [
      tally.counts.red,
      ...tally.tiers.map(({ tier, areas, counts }) => `${tier} ${counts.red}/${areas}`),
    ];
    const counts = (await city.get('/alerts/counts')).body;
    expect(red(counts)).toEqual([1, 'district 1/3', 'street 1/7']);
    expect(counts.children.map(red)).toEqual([
      [1, 'street 1/3'],
      [0, 'street 0/2'],
      [0, 'street 0/2'],
    ]);
    expect(red((await street.get(`/areas/${CITY}/summary`)).body.alerts), 'figures are open to all').toEqual(red(counts));
    expect((await street.get('/alert-rules')).body.guides.length).toBeGreaterThan(50);
    await leader.post(`/alerts/${id}/commands/lift`, { seenVersion: 3 });
    expect(await Promise.all(['draft', 'in-force', 'past'].map((name) => shelf(name)))).toEqual([false, false, true]);
  });

  it('a wall shows an alert that both may see, and no draft', async () => {
    const leader = await test.as('shift-leader');
    const wall = new WallBrowser(test.url);
    const place = { columns: 1, rows: 1, column: 1, row: 1 };
    const settings = { name: 'w', group: null, areaCode: first, place, distanceM: 8, pictureWidthMm: 1210, bezelMm: 0 };
    const screen = (await leader.post('/screens', { ...settings, code: await wall.code() })).body.id as number;
    const show = (id: number) => leader.post('/screens/orders', { screens: [screen], order: { show: { kind: 'alert', id }, minutes: 5 } });
    const draftOver = async (area: string) =>
      (
        await (
          await test.as('officer', area)
        ).post('/alerts', {
          origin: 'submitted',
          kind: 'heat',
          issuer: 'weather',
          endsAt: new Date(now() + HOUR).toISOString(),
          parts: [{ level: 'red', areas: [area] }],
          words: { en: { warning: 'x' } },
        })
      ).body.id as number;
    const [here, there] = [await draftOver(first), await draftOver(second)];
    expect(await show(here)).toMatchObject({ status: 404, body: { code: 'alert.unknown' } });
    for (const id of [here, there]) await leader.post(`/alerts/${id}/commands/publish`, { seenVersion: 1 });
    expect(await show(there)).toMatchObject({ status: 409, body: { code: 'screen.out-of-reach' } });
    expect((await show(here)).body[0].showing).toMatchObject({ kind: 'alert', id: here });
    expect((await wall.get(`/alerts/${here}`)).status, 'its words are for desks').toBe(403);
    for (const id of [here, there]) await leader.post(`/alerts/${id}/commands/lift`, { seenVersion: 2 });
  });

  it('what was received goes out as it came; what is older than 1.2 is written anew, and the original kept', async () => {
    const signed = message({ headline: 'a &amp; b' }).xml.replace(
      '</alert>',
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>x+/=\n</SignatureValue></Signature></alert>',
    );
    const { body } = await post(signed);
    expect(body.alerts[0].signed).toBe(true);
    const out = await text(`/alerts/${body.alerts[0].id}.cap`);
    expect(out).toMatchObject({ status: 200, type: 'application/cap+xml; charset=utf-8' });
    expect(out.text.trim().replace(/>\n</, '><')).toBe(signed);
    const old = message().xml.replace('cap:1.2', 'cap:1.1');
    const { id, identifier } = (await post(old)).body.alerts[0];
    expect((await text(`/alerts/${id}.cap`)).text).toContain('cap:1.2');
    expect((await text(`/alerts/${id}.cap?original=true`)).text).toContain('cap:1.1');
    const feed = await text('/alerts.atom');
    expect(feed.type).toBe('application/atom+xml; charset=utf-8');
    const entries = await readCap(bytesOf(feed.text));
    expect(entries.map((entry) => 'read' in entry && entry.read.message.identifier)).toEqual([identifier, body.alerts[0].identifier]);
    for (const each of [signed, old]) {
      const [, was, sent] = /<identifier>(.*?)<.*<sent>(.*?)</.exec(each)!;
      await post(message({ msgType: 'Cancel', references: `weather@x,${was},${sent}` }).xml);
    }
    expect(await readCap(bytesOf((await text('/alerts.atom')).text)).catch((error: { code: string }) => error.code)).toBe('cap.feed-empty');
  });

  it('rooms hear what touches their area as it begins, changes and ends, and not a letter of anything else', async () => {
    const [mine, beside] = [
      await joined((await test.as('viewer', STREETS[0])).token, STREETS[0]),
      await joined((await test.as('viewer', second)).token, second),
    ];
    const { xml } = message({ headline: 'SECRET-WORDS', expiresMs: now() + HOUR });
    const { id } = (await post(xml)).body.alerts[0];
    await expect
      .poll(() => mine.told.at(-1))
      .toMatchObject([{ id, version: 1, standing: 'in-force', level: 'orange', areas: [[STREETS[0], 'orange']] }]);
    test.clock.nowMs += HOUR;
    await expect
      .poll(() => mine.told.at(-1), { message: 'it ends by itself' })
      .toMatchObject([{ id, standing: 'expired', level: null, areas: [] }]);
    expect(await levelAt(CITY)).toEqual([]);
    expect(beside.told).toEqual([]);
    expect(beside.raw.join('')).not.toContain('rainstorm');
    expect(mine.raw.join(''), 'words come over HTTP').not.toContain('SECRET-WORDS');
    const desk = await test.as('dispatcher');
    const before = mine.told.length;
    await desk.post('/alerts', {
      origin: 'submitted',
      kind: 'heat',
      issuer: 'weather',
      endsAt: new Date(now() + HOUR).toISOString(),
      parts: [{ level: 'red', areas: [CITY] }],
      words: { en: { warning: 'x' } },
    });
    await desk.post('/alerts', {
      origin: 'notice',
      kind: 'heat',
      endsAt: new Date(now() + HOUR).toISOString(),
      parts: [{ level: null, areas: [CITY] }],
      words: { en: { warning: 'x' } },
    });
    await expect
      .poll(() => mine.told.at(-1))
      .toMatchObject([{ origin: 'notice', standing: 'in-force', level: null, areas: [[STREETS[0], null]] }]);
    expect(mine.told.length, 'a draft is told to no room').toBe(before + 1);
  });

  it.skipIf(!existsSync(REAL))('real messages, one after another: two of them go by the names of others', async () => {
    const answers: Record<string, string> = {};
    for (const file of readdirSync(REAL)
      .filter((each) => each !== 'SOURCE.md')
      .sort()) {
      const headers = { authorization: `Bearer ${city.token}`, ...XML };
      const response = await fetch(`${test.url}/api/v1/alerts/cap`, { method: 'POST', headers, body: readFileSync(`${REAL}/${file}`) });
      const { code, alerts } = (await response.json()) as {
        code?: string;
        alerts?: { known: boolean; nameTaken: boolean; signed: boolean }[];
      };
      const [relayed] = alerts ?? [];
      const marks = relayed ? (['known', 'nameTaken', 'signed'] as const).filter((mark) => relayed[mark]) : [code];
      if (response.status !== 201 || marks.length > 0) answers[file] = `${response.status} ${marks.join(' ')}`;
    }
    expect(answers).toEqual({
      'canada_errors.cap': '400 cap.references-missing',
      'earthquake-iso8859-1.cap': '201 signed',
      'invalid.cap': '400 cap.field-missing',
      'no_optional_fields.cap': '201 nameTaken',
      'thunderstorm.cap': '201 known',
    });
  });

  it('what is written stands in a log that nobody can edit unseen', async () => {
    const { connection } = test.house.database;
    const check = async () => (await verify(connection)).differences.filter(({ kind }) => kind === 'alert').map(({ metric }) => metric);
    expect(await check()).toEqual([]);
    const { alertEvents: e, alerts: a } = connection.schema;
    const [row] = await connection.reader.select().from(e).limit(1);
    const [state] = await connection.reader.select().from(a).limit(1);
    await connection.begin();
    await connection.writer.update(e).set({ actor: 'user:nobody' }).where(eq(e.seq, row!.seq));
    await connection.writer
      .update(a)
      .set({ state: state!.state.replace('"version":', '"version":1') })
      .where(eq(a.id, state!.id));
    await connection.commit();
    expect(await check()).toEqual([`${row!.type} hash`, 'state']);
    const heard = await connection.reader.select().from(connection.schema.alertAreas);
    await rebuild(connection);
    expect(await check(), 'the log itself no rebuild touches').toEqual([`${row!.type} hash`]);
    const byKey = (rows: typeof heard) => rows.map(({ area, alert }) => `${area} ${alert}`).sort();
    expect(byKey(await connection.reader.select().from(connection.schema.alertAreas))).toEqual(byKey(heard));
  });
});
