import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIP_BYTES_MOST, type ClipWire } from '../shared/wall-clips.ts';
import { AS_HEADER, AS_SCREEN } from '../shared/wall-control.ts';
import { ENGINES } from './testing/test-store.ts';
import { CITY, DISTRICTS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { WallBrowser } from './testing/wall-screen.ts';

const [first, second] = DISTRICTS;
/** A second of 8 kHz, 8 bit, of one loudness: nothing, but a sound. */
function wav(loudness: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + 8_000, 4);
  head.write('WAVEfmt ', 8);
  for (const [i, value] of [16, 0x0001_0001, 8_000, 8_000, 0x0008_0001].entries()) head.writeUInt32LE(value, 16 + i * 4);
  head.write('data', 36);
  head.writeUInt32LE(8_000, 40);
  return Buffer.concat([head, Buffer.alloc(8_000, loudness)]);
}

describe.each(ENGINES)('sounds of a city’s own on %s', (engine) => {
  let test: TestHouse;
  let leader: Caller;
  let wall: WallBrowser;
  const send = (by: Caller, method: string, path: string, body?: Buffer) =>
    fetch(`${test.url}/api/v1/wall-clips/${path}`, {
      method,
      headers: { authorization: `Bearer ${by.token}`, ...(body ? { 'content-type': 'text/plain' } : {}) },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const told = async () => (await wall.get('/wall')).body.state;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    leader = await test.as('shift-leader');
    wall = new WallBrowser(test.url);
    const place = { columns: 1, rows: 1, column: 1, row: 1 };
    const settings = { name: '东墙', group: null, areaCode: first, place, distanceM: 4, pictureWidthMm: 1210, bezelMm: 0 };
    expect((await leader.post('/screens', { ...settings, code: await wall.code() })).status).toBe(201);
  });
  afterAll(() => test.close());

  it('one is put in the place of a tone, told to the screens of its node within a second, and fetched by them', async () => {
    const line = await wall.line();
    await expect.poll(() => line.states.length).toBeGreaterThan(0);
    expect(line.states.at(-1)!.clips).toEqual({});
    expect((await send(leader, 'PUT', `${CITY}/danger`, wav(100))).status).toBe(204);
    await expect.poll(() => Object.keys(line.states.at(-1)!.clips), { timeout: 1_000 }).toEqual(['danger']);
    line.socket.close();
    const { danger } = (await told()).clips as { danger: string };
    const sound = await fetch(`${test.url}/api/v1/wall-clips/${danger}`, { headers: { [AS_HEADER]: AS_SCREEN, cookie: wall.cookie } });
    expect([sound.status, sound.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    expect(Buffer.from(await sound.arrayBuffer()).equals(wav(100))).toBe(true);

    // A nearer node has its own; another tone is not touched; taken away, that of the city sounds again.
    const near = await test.as('shift-leader', first);
    expect((await send(near, 'PUT', `${first}/danger`, wav(50))).status).toBe(204);
    expect((await told()).clips.danger).not.toBe(danger);
    const listed = (await near.get('/wall-clips')).body.clips as ClipWire[];
    expect(listed.map(({ node, mayChange, bytes }) => [node, mayChange, bytes])).toEqual([
      [CITY, false, 8_044],
      [first, true, 8_044],
    ]);
    expect((await send(near, 'DELETE', `${first}/danger`)).status).toBe(204);
    expect((await told()).clips).toEqual({ danger });
    expect((await send(leader, 'DELETE', `${CITY}/danger`)).status).toBe(204);
    expect((await told()).clips).toEqual({});
    expect((await send(leader, 'GET', danger)).status, 'its content is gone').toBe(404);
  });

  it('is refused to who does not answer for the screens, of another kind, too large or empty', async () => {
    const refused = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;
    const put = (by: Caller, body: Buffer, at: string = first) => refused(send(by, 'PUT', `${at}/notice`, body));
    expect(await put(await test.as('dispatcher'), wav(1))).toBe('role.denied');
    expect(await put(await test.as('shift-leader', second), wav(1))).toBe('scope.denied');
    expect(await put(leader, wav(1), 'nowhere')).toBe('area.unknown');
    expect(await put(leader, Buffer.from('<svg onload=alert(1)>'))).toBe('clip.kind');
    expect(await put(leader, Buffer.alloc(0))).toBe('file.empty');
    expect(await put(leader, Buffer.concat([wav(1), Buffer.alloc(CLIP_BYTES_MOST)]))).toBe('clip.too-large');
    expect((await (await test.as('viewer')).get('/wall-clips')).status).toBe(403);
    expect((await wall.get('/wall-clips')).status, 'a wall reads what it is told of, and no list').toBe(403);
    // Of another district: neither listed nor fetched.
    expect((await send(leader, 'PUT', `${second}/notice`, wav(7))).status).toBe(204);
    const [theirs] = (await leader.get('/wall-clips')).body.clips as ClipWire[];
    expect((await (await test.as('dispatcher', first)).get('/wall-clips')).body.clips).toEqual([]);
    const stranger = await fetch(`${test.url}/api/v1/wall-clips/${theirs!.id}`, {
      headers: { [AS_HEADER]: AS_SCREEN, cookie: wall.cookie },
    });
    expect(stranger.status).toBe(404);
  });
});
