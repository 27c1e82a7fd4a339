import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FakeLog } from '../testing/realtime-log.ts';
import { startRealtime, type TestSocket } from '../testing/realtime-server.ts';
import type { RealtimeDeps, Settings } from './deps.ts';

async function start(settings: Partial<Settings> = {}, deps: Partial<RealtimeDeps> = {}) {
  const server = await startRealtime(settings, deps);
  onTestFinished(server.close);
  return server;
}
const ended = async (socket: TestSocket): Promise<[code: string, reason: string]> => {
  let code = '';
  socket.once('session:end', (end) => void (code = end.code));
  const reason = await new Promise<string>((resolve) => void socket.once('disconnect', resolve));
  return [code, reason];
};
interface Untyped {
  emit: (event: string, ...args: unknown[]) => void;
  timeout: (ms: number) => { emitWithAck: (event: string, ...args: unknown[]) => Promise<unknown> };
}
const untyped = (socket: TestSocket): Untyped => socket as unknown as Untyped;

describe('handshake', () => {
  it.each([
    ['nobody', '', {}, 'auth.required'],
    ['an unknown session', 'stranger', {}, 'auth.required'],
    ['a wrong token, though a good cookie came along', 'city', { token: 'wrong' }, 'auth.required'],
    ['a cookie without an origin', 'city', { origin: '' }, 'auth.required'],
    ['a page of another origin', 'city', { origin: 'http://evil.test' }, 'websocket error'],
    ['a page of another origin with a token', '', { origin: 'http://evil.test', token: 'city' }, 'websocket error'],
  ])('refuses %s', async (_case, user, options, message) => {
    await expect((await start()).connect(user, options)).rejects.toThrow(message);
  });

  it('takes a bearer token, with an origin or without one', async () => {
    const { connect, realtime } = await start();
    await connect('', { token: 'city' });
    await connect('', { token: 'city', origin: '' });
    expect(realtime.clients()).toBe(2);
  });

  it('refuses polling and other namespaces', async () => {
    const { port } = await start();
    const response = await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'http://city.test' },
    });
    expect(response.status).toBe(400);
  });
});

describe('sessions', () => {
  it('are cut at once by user or by session, and nobody else', async () => {
    const { connect, cut, log } = await start();
    const [one, two, other] = [await connect('city'), await connect('yuzhong'), await connect('jiangbei')];
    await one.socket.emitWithAck('area:join', { area: '500103', rows: true, sinceSeq: 0 });
    const ends = [ended(one.socket), ended(two.socket)];
    cut({ userId: 'user:city' });
    const { id } = log.report('500103001'); // in the same breath: not for the one who was cut
    cut({ sessionId: 's-yuzhong' });
    expect(await Promise.all(ends)).toEqual([
      ['session.cut', 'io server disconnect'],
      ['session.cut', 'io server disconnect'],
    ]);
    await sleep(30);
    expect(other.socket.connected).toBe(true);
    expect(one.raw.join('\n')).not.toContain(String(id));
  });

  it('are cut even while the handshake is under way', async () => {
    const server = await start();
    const connecting = server.connect('city');
    const original = server.sessions.get('city')!;
    // Between the answer to "who is it" and the connection there is a moment too.
    server.sessions.set('city', {
      ...original,
      get expiresAtMs() {
        process.nextTick(() => server.cut({ userId: 'user:city' }));
        return null;
      },
    });
    const { socket } = await connecting;
    if (socket.connected) await ended(socket);
    await sleep(20);
    expect(server.realtime.clients()).toBe(0);
  });

  it('end when their time is over, unless use elsewhere has prolonged them with the same rights', async () => {
    const { connect, sessions, clock } = await start();
    const session = sessions.get('city')!;
    sessions.set('city', { ...session, expiresAtMs: clock.nowMs + 1000 });
    const { socket } = await connect('city');
    sessions.set('city', { ...session, expiresAtMs: clock.nowMs + 5000 });
    clock.nowMs += 2000;
    await sleep(40);
    expect(socket.connected).toBe(true);
    sessions.set('city', { ...session, actor: { ...session.actor, scope: '500103' }, expiresAtMs: clock.nowMs + 90_000 });
    const end = ended(socket);
    clock.nowMs += 4000;
    expect(await end).toEqual(['session.expired', 'io server disconnect']);
  });
});

describe('requests', () => {
  const good = { area: '500103', rows: true, sinceSeq: 0 };
  it.each([
    ['nothing', undefined],
    ['a text', 'area'],
    ['a list', [good]],
    ['a missing field', { area: '500103', sinceSeq: 0 }],
    ['a field too many', { ...good, admin: true }],
    ['a wrong type', { ...good, sinceSeq: '0' }],
    ['a negative seq', { ...good, sinceSeq: -1 }],
    ['a broken number', { ...good, sinceSeq: 1.5 }],
    ['an empty area', { ...good, area: '' }],
    ['a control character', { ...good, area: '5001\u000003' }],
    ['an unknown window', { ...good, view: { window: 'year' } }],
    ['a long category', { ...good, view: { window: 'today', category: 'x'.repeat(401) } }],
    ['bytes', { ...good, area: Buffer.from('500103') }],
    ['a party with figures', { area: 'party:u-7', rows: true, sinceSeq: 0, view: { window: 'today' } }],
  ])('refuse %s', async (_case, request) => {
    const { connect, faults } = await start();
    const { socket } = await connect('crew');
    const args = request === undefined ? [] : [request];
    expect(
      await untyped(socket)
        .timeout(500)
        .emitWithAck('area:join', ...args),
    ).toEqual({ ok: false, code: 'request.invalid' });
    expect([socket.connected, faults]).toEqual([true, []]);
  });

  it('never throw into the process: no ack, unknown names, names of the machinery', async () => {
    const { connect, faults, realtime } = await start();
    const { socket } = await connect('yuzhong');
    const { emit } = untyped(socket);
    for (const args of [[], [null], [good], [{ ...good, area: '500105' }], [() => 1, good]]) emit.call(socket, 'area:join', ...args);
    for (const name of ['error', '__proto__', 'constructor', 'session:end', 'area:frame']) emit.call(socket, name, { any: 'thing' });
    expect(await untyped(socket).timeout(500).emitWithAck('area:write', good)).toEqual({ ok: false, code: 'request.invalid' });
    expect(await untyped(socket).timeout(500).emitWithAck('error', good)).toEqual({ ok: false, code: 'request.invalid' });
    expect([socket.connected, faults, realtime.clients()]).toEqual([true, [], 1]);
  });

  it.each([
    ['an engine message that is no packet', '4nonsense'],
    ['an engine packet of no type', 'zzz'],
    ['a packet of another namespace', '42/admin,["area:join",{}]'],
    ['a payload too large', `42${JSON.stringify(['area:join', { area: 'x'.repeat(20_000) }])}`],
  ])('close the line of %s, and only that', async (_case, message) => {
    const { connect, realtime } = await start();
    const [bad, good2] = [await connect('city'), await connect('city')];
    const gone = new Promise((resolve) => void bad.socket.once('disconnect', resolve));
    (bad.socket.io.engine.transport as unknown as { ws: { send: (data: string) => void } }).ws.send(message);
    await gone;
    await sleep(10);
    expect([good2.socket.connected, realtime.clients()]).toEqual([true, 1]);
  });

  it('are refused where the reader has no right, or the area is unknown', async () => {
    const { connect } = await start();
    const { socket } = await connect('yuzhong');
    const ask = async (area: string, rows: boolean) => socket.emitWithAck('area:join', { area, rows, sinceSeq: 5 });
    expect(await ask('500105', true)).toEqual({ ok: false, code: 'scope.denied' });
    expect(await ask('500000', true)).toEqual({ ok: false, code: 'scope.denied' });
    expect(await ask('500000', false)).toMatchObject({ ok: true, value: { kind: 'frame', frame: { rows: [], gone: [] } } });
    expect(await ask('nowhere', false)).toEqual({ ok: false, code: 'area.unknown' });
    expect(await ask('500103001', true)).toMatchObject({ ok: true });
  });

  it('are limited: areas of a socket, joins, and everything together', async () => {
    const { connect } = await start({ maxAreasPerSocket: 2, maxJoins: 5, maxRequests: 9 });
    const { socket } = await connect('city');
    const ask = async (area: string) => socket.emitWithAck('area:join', { area, rows: true, sinceSeq: 0 });
    expect((await Promise.all(['500103', '500105', '500103'].map(ask))).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await ask('500000')).toEqual({ ok: false, code: 'live.too-many-areas' });
    await socket.emitWithAck('area:leave', { area: '500105' });
    expect(await ask('500000')).toMatchObject({ ok: true });
    expect(await ask('500000')).toEqual({ ok: false, code: 'live.too-many-requests' });
    const gone = new Promise((resolve) => void socket.once('disconnect', resolve));
    for (let count = 0; count < 3; count++) untyped(socket).emit('noise');
    await gone;
  });

  it('hide a fault behind a code', async () => {
    const log = new FakeLog();
    log.report('500103001');
    const server = await startRealtime({}, { rowsByIds: async () => Promise.reject(new Error('secret of the house')) }, log);
    onTestFinished(server.close);
    const { socket, raw } = await server.connect('city');
    log.report('500103001');
    expect(await socket.emitWithAck('area:join', { area: '500103', rows: true, sinceSeq: 1000 })).toEqual({ ok: false, code: 'internal' });
    expect(raw.join('\n')).not.toContain('secret');
    expect(server.faults).toHaveLength(1);
  });
});

describe('a slow client', () => {
  it('is cut off before its queue grows beyond the limit; others hear everything', async () => {
    const { connect, log, faults, realtime } = await start({ maxQueuedBytes: 200_000, pingTimeoutMs: 60_000 });
    const [slow, quick] = [await connect('city'), await connect('city')];
    for (const { socket } of [slow, quick]) await socket.emitWithAck('area:join', { area: '500000', rows: true, sinceSeq: 0 });
    let rows = 0;
    quick.socket.on('area:frame', (frame) => void (rows += frame.rows.length));
    const { ws } = slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause: () => void } } };
    ws._socket.pause();
    let reported = 0;
    while (realtime.clients() === 2 && reported < 30_000) {
      for (let count = 0; count < 100; count++, reported++) log.report('500103001', { category: 'c'.repeat(2000) });
      await sleep(6);
    }
    expect(realtime.clients()).toBe(1);
    expect(faults.map(({ message }) => message)).toEqual(['live client does not read: cut']);
    await vi.waitFor(() => expect([quick.socket.connected, rows]).toEqual([true, reported]), { timeout: 5000 });
  });
});
