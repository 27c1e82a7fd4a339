import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgePersonal } from './app/retention.ts';
import { filesReader } from './db/files.repo.ts';
import { fileStore } from './files/file-store.ts';
import { sweepFiles } from './files/sweep-files.ts';
import { DAY_MS } from './testing/factories.ts';
import { JPEG_WITH_POSITION, PNG } from './testing/pictures.ts';
import { DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const [street] = STREETS;
const [district, otherDistrict] = DISTRICTS;
const unit = `${district}-cleaning`;

describe.each(ENGINES)('files on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  let handler: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    desk = await test.as('dispatcher');
    handler = await test.as('handler', district, unit);
    const { writer, schema } = test.house.database.connection;
    await writer.update(schema.categories).set({ evidence: '["photo-after"]' });
    await writer.update(schema.settings).set({ value: '99' }).where(sql`${schema.settings.key} = 'catalogueVersion'`);
  });
  afterAll(() => test.close());

  const folder = (): string => join(test.dataDir, 'files');
  const send = (by: Caller, id: number, body: Buffer | string, type = 'image/jpeg', language = 'zh') =>
    fetch(`${test.url}/api/v1/incidents/${id}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': type, 'accept-language': language },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const upload = async (by: Caller, id: number, body: Buffer): Promise<string> => {
    const answer = await send(by, id, body);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  const read = (by: Caller, id: number, file: string) =>
    fetch(`${test.url}/api/v1/incidents/${id}/files/${file}`, { headers: { authorization: `Bearer ${by.token}` } });
  async function one() {
    const { id } = (await desk.post('/incidents', { category: 'rubbish', lngLat: [...pointIn(street)] })).body as { id: number };
    const give = async (by: Caller, command: string, body: object = {}) =>
      by.post(`/incidents/${id}/commands/${command}`, { seenVersion: (await desk.get(`/incidents/${id}`)).body.incident.version, ...body });
    return { id, give };
  }

  it('a photo is uploaded, attached, asked for by the category, and served without where it was taken', async () => {
    const { id, give } = await one();
    for (const [by, command, body] of [
      [desk, 'register', {}],
      [desk, 'dispatch', { unit }],
      [handler, 'accept', {}],
      [handler, 'start', {}],
    ] as const)
      expect((await give(by, command, body)).status).toBe(200);
    const lacking = await give(handler, 'handle', { disposition: 'resolved' });
    expect(lacking.body).toMatchObject({ code: 'evidence.missing', detail: { missing: ['photo-after'] } });

    expect(JPEG_WITH_POSITION.includes('GPS here')).toBe(true);
    const file = await upload(handler, id, JPEG_WITH_POSITION);
    expect((await give(handler, 'attach', { file: { kind: 'photo-after', id: file } })).status).toBe(200);
    expect((await give(handler, 'attach', { file: { kind: 'photo-before', id: file } })).body.code).toBe('file.attached-already');
    expect((await give(handler, 'handle', { disposition: 'resolved' })).status).toBe(200);
    expect((await desk.get(`/incidents/${id}`)).body.incident.extra.files).toMatchObject([
      { kind: 'photo-after', sha256: file, mediaType: 'image/jpeg' },
    ]);

    const served = await read(desk, id, file);
    const bytes = Buffer.from(await served.arrayBuffer());
    expect([served.status, served.headers.get('content-type'), bytes.length]).toEqual([200, 'image/jpeg', JPEG_WITH_POSITION.length - 12]);
    expect(bytes.includes('GPS here') || bytes.includes('behind')).toBe(false);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; filename="\d{8}-\d{6}-photo-after-[0-9a-f]{8}\.jpg"$/),
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(readdirSync(join(folder(), 'partial'))).toEqual([]);
  });

  it('is for those who may read the incident and its texts', async () => {
    const { id } = await one();
    const file = await upload(desk, id, PNG);
    const far = await test.as('dispatcher', otherDistrict);
    const viewer = await test.as('viewer');
    expect((await read(far, id, file)).status).toBe(404);
    expect((await read(viewer, id, file)).status).toBe(403);
    expect((await send(far, id, PNG)).status).toBe(404);
    expect((await send(viewer, id, PNG)).status).toBe(403);
    expect((await fetch(`${test.url}/api/v1/incidents/${id}/files/${file}`)).status).toBe(401);
    const other = await one();
    expect((await read(desk, other.id, file)).status, 'a file belongs to its incident').toBe(404);
    expect((await other.give(desk, 'attach', { file: { kind: 'other', id: file } })).body.code).toBe('file.unknown');
  });

  it('refuses what it is not, by its content, and what is too much before it is sent', async () => {
    const { id, give } = await one();
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(400)]);
    const refused = await send(desk, id, zip);
    expect([refused.status, await refused.json()]).toMatchObject([415, { code: 'file.kind', message: expect.stringContaining('ZIP') }]);
    expect(await (await send(desk, id, zip, 'image/jpeg', 'en')).json()).toMatchObject({
      message: expect.stringMatching(/not taken \(ZIP\): send a JPEG/),
    });
    expect(await (await send(desk, id, '<svg onload=alert(1)>', 'image/png')).json()).toMatchObject({ code: 'file.kind' });
    expect(await (await send(desk, id, Buffer.alloc(0))).json()).toMatchObject({ code: 'file.empty' });
    expect(await (await send(desk, id, JPEG_WITH_POSITION.subarray(0, 3))).json()).toMatchObject({ code: 'file.damaged' });
    const pdf = await upload(desk, id, Buffer.from('%PDF-1.7 …'));
    expect((await give(desk, 'attach', { file: { kind: 'photo-after', id: pdf } })).body.code).toBe('file.not-photo');
    expect((await read(desk, id, pdf)).headers.get('content-disposition')).toMatch(/^attachment/);

    // 100 MB are announced, and not one byte of them is awaited.
    const sending = request(`${test.url}/api/v1/incidents/${id}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'image/jpeg', 'content-length': String(100 * 1_048_576) },
    });
    sending.flushHeaders();
    const [answer] = (await once(sending, 'response')) as [{ statusCode: number; setEncoding(to: string): void; on: typeof sending.on }];
    answer.setEncoding('utf8');
    const [text] = (await once(answer as never, 'data')) as [string];
    sending.destroy();
    expect([answer.statusCode, JSON.parse(text)]).toMatchObject([413, { code: 'file.too-large', detail: { limit: '20 MB' } }]);

    // Without a word of its size it is counted as it comes.
    const store = fileStore(folder());
    async function* endless(): AsyncGenerator<Buffer> {
      yield JPEG_WITH_POSITION;
      for (;;) yield Buffer.alloc(65_536, 1);
    }
    await expect(store.put(id, endless(), 1_048_576)).rejects.toMatchObject({ code: 'file.too-large' });
    expect(readdirSync(join(folder(), 'partial'))).toEqual([]);
  });

  it('what nobody attached within a day is swept, and what a purge marked; the rest stays', async () => {
    const { id, give } = await one();
    const [kept, left] = [await upload(desk, id, PNG), await upload(desk, id, JPEG_WITH_POSITION)];
    expect((await give(desk, 'attach', { file: { kind: 'other', id: kept } })).status).toBe(200);
    const { connection, queue } = test.house.database;
    const sweep = (nowMs: number) =>
      sweepFiles({
        files: fileStore(folder()),
        rows: filesReader(connection),
        write: (work) => queue.write(work),
        now: () => nowMs,
      });
    const names = (): string[] =>
      readdirSync(folder(), { recursive: true })
        .map(String)
        .filter((name) => name.includes(`/${id}-`));
    expect(names()).toHaveLength(2);
    await sweep(test.clock.nowMs + DAY_MS / 2);
    expect(names()).toHaveLength(2);
    await sweep(test.clock.nowMs + DAY_MS + 1);
    expect(names()).toEqual([expect.stringContaining(kept)]);
    expect((await read(desk, id, left)).status).toBe(404);
    expect((await read(desk, id, kept)).status).toBe(200);

    await queue.write((tx) => purgePersonal(tx, id, { nowMs: test.clock.nowMs, keptDays: 30, actor: 'system:retention' }));
    expect((await (await read(desk, id, kept)).json()) as object).toMatchObject({ code: 'file.gone' });
    await sweep(test.clock.nowMs + 1);
    expect(names()).toEqual([]);
    expect((await desk.get(`/incidents/${id}/timeline`)).body.entries.at(-1).type).toBe('PersonalDataPurged');
  });

  it('an upload that breaks off leaves nothing behind, and the next one works', async () => {
    const { id } = await one();
    const sending = request(`${test.url}/api/v1/incidents/${id}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'image/jpeg', 'content-length': '5000000' },
    });
    sending.on('error', () => undefined);
    sending.write(JPEG_WITH_POSITION);
    await expect.poll(() => readdirSync(join(folder(), 'partial')).length).toBe(1);
    sending.destroy();
    await expect.poll(() => readdirSync(join(folder(), 'partial')).length).toBe(0);
    const file = await upload(desk, id, PNG);
    expect(readFileSync(join(folder(), '0', `${id}-${file}`)).length).toBe(PNG.length);
  });
});
