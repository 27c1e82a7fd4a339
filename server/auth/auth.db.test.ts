import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request as httpRequest } from 'node:http';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Auth, Cut, NewUser } from './auth.ts';
import { type DemoPlaces, demoUsers, ensureDemoUsers } from './demo-users.ts';
import type { Hasher } from './engine.ts';
import { authPlugin, requireActor } from './fastify-auth.ts';
import { newTestDatabase } from '../testing/test-database.ts';
import { ENGINES } from '../testing/test-store.ts';
import { type AuthOptions, openAuth } from './open-auth.ts';

const SECRET = 'a-secret-of-this-test-0123456789-abcdefghij';
const WANG: NewUser = { username: 'Wang.Fang', password: 'correct horse', name: '王芳', role: 'dispatcher', scope: '500103' };
const wrong = { username: 'wang.fang', password: 'wrong password' };
const right = { username: 'wang.fang', password: WANG.password };
/** Most of what is shown here has nothing to do with how dear a guess is. */
const QUICK: Hasher = {
  hash: async (password) => createHash('sha256').update(password).digest('base64'),
  verify: async ({ hash, password }) => hash === (await QUICK.hash(password)),
};
type Answer = { status: number; body: Record<string, unknown>; cookies: string[]; headers: Record<string, string | string[] | undefined> };

describe.each(ENGINES)('on %s', (engine) => {
  /** Kept for as long as the test runs, for several that open it: a file, or a database. */
  async function lastingPlace(): Promise<{ dir: string | null; database: string }> {
    if (engine === 'postgres') {
      const { url, drop } = await newTestDatabase();
      onTestFinished(drop);
      return { dir: null, database: url };
    }
    const dir = mkdtempSync(join(tmpdir(), 'guantong-auth-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    return { dir, database: join(dir, 'auth.db') };
  }

  async function open(options: Partial<AuthOptions> = {}): Promise<Auth> {
    const database = options.database ?? (engine === 'sqlite' ? ':memory:' : (await lastingPlace()).database);
    const auth = await openAuth({ secret: SECRET, now: () => Date.now(), hasher: QUICK, ...options, database });
    onTestFinished(() => auth.close());
    return auth;
  }

  /** A real server on port 0 and a client that can say any Host and Origin, which fetch() cannot. */
  async function start(options: Partial<AuthOptions> = {}) {
    const auth = await open(options);
    await auth.users.add(WANG);
    const app = Fastify();
    onTestFinished(() => app.close());
    await app.register(authPlugin({ auth }));
    app.get('/api/v1/me', (request) => requireActor(request));
    app.post('/api/v1/act', (request) => ({ by: requireActor(request).id }));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as { port: number };

    const send = (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const all = { host: `localhost:${port}`, ...(text ? { 'content-type': 'application/json' } : {}), ...headers };
        const outgoing = httpRequest({ port, host: '127.0.0.1', method, path, headers: all }, (response) => {
          let received = '';
          response.on('data', (chunk: Buffer) => (received += chunk.toString()));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(received || '{}') as Record<string, unknown>,
              cookies: response.headers['set-cookie'] ?? [],
              headers: response.headers,
            }),
          );
        });
        outgoing.on('error', reject);
        outgoing.end(text);
      });
    const home = `http://localhost:${port}`;
    const signIn = (body: object = right, headers: Record<string, string> = { origin: home }) =>
      send('POST', '/api/auth/sign-in/username', headers, body);
    const cookieOf = ({ cookies }: Answer): string =>
      (cookies.find((c) => c.startsWith('guantong.session_token=')) ?? '').split(';')[0] ?? '';
    return { auth, send, signIn, cookieOf, home };
  }

  describe('sign-in', () => {
    it('works at localhost, and the cookie then says who asks', async () => {
      const { signIn, send, cookieOf } = await start({ hasher: undefined });
      const answer = await signIn({ ...right, username: ' WANG.fang' });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        user: 'user:wang.fang',
        name: '王芳',
        role: 'dispatcher',
        scope: '500103',
        department: null,
        unit: null,
      });
      expect((await send('GET', '/api/v1/me', { cookie: cookieOf(answer) })).body).toMatchObject({
        id: 'user:wang.fang',
        role: 'dispatcher',
      });
      expect((await send('GET', '/api/auth/get-session', { cookie: cookieOf(answer) })).body).toEqual(answer.body);
    });

    it('works at a LAN address by plain HTTP, also from there to the API', async () => {
      const { signIn, send, cookieOf } = await start();
      const lan = { host: '192.168.1.20:8080', origin: 'http://192.168.1.20:8080' };
      const answer = await signIn(right, lan);
      expect(answer.status).toBe(200);
      expect(answer.cookies.join()).not.toContain('Secure');
      expect((await send('POST', '/api/v1/act', { ...lan, cookie: cookieOf(answer) })).body).toEqual({ by: 'user:wang.fang' });
    });

    it('sets one http-only SameSite=Lax cookie, and gives the page no token', async () => {
      const { signIn } = await start();
      const { cookies, body } = await signIn();
      expect(cookies).toHaveLength(1);
      expect(cookies[0]).toMatch(/^guantong\.session_token=[^;]+;.*Path=\/;.*HttpOnly;.*SameSite=Lax$/);
      expect(JSON.stringify(body)).not.toContain('token');
    });

    it('makes the cookie Secure only at the https PUBLIC_URL', async () => {
      const { signIn } = await start({ publicUrl: 'https://ops.city' });
      expect((await signIn(right, { host: 'ops.city', origin: 'https://ops.city' })).cookies.join()).toContain('; Secure');
      expect((await signIn()).cookies.join()).not.toContain('; Secure');
    });

    it('refuses a wrong password and an unknown name alike, in the language of the caller', async () => {
      const { signIn, home } = await start();
      const answer = await signIn(wrong, { origin: home, 'accept-language': 'zh-CN' });
      expect([answer.status, answer.body]).toEqual([401, { code: 'auth.invalid', message: '用户名或密码不正确。' }]);
      expect((await signIn({ username: 'nobody', password: 'wrong password' })).body).toEqual({
        code: 'auth.invalid',
        message: 'User name or password is wrong.',
      });
      expect((await signIn({ username: '<script>', password: 'x'.repeat(500) })).body['code']).toBe('auth.invalid');
      expect((await signIn({ username: 7 })).body['code']).toBe('request.invalid');
    });

    it('throttles after five wrong tries with 429 and Retry-After, even for the right password', async () => {
      const { signIn, auth } = await start();
      const tries = await Promise.all(Array.from({ length: 6 }, () => signIn(wrong)));
      expect(tries.filter((t) => t.status === 401)).toHaveLength(5);
      const refused = await signIn();
      expect([refused.status, refused.body['code']]).toEqual([429, 'auth.throttled']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(200);
      expect((await auth.signIns(100)).filter((s) => s.outcome === 'throttled')).toHaveLength(1);
    });

    it('refuses a foreign origin: at sign-in, at sign-out and for every act with a cookie', async () => {
      const { signIn, send, cookieOf, home } = await start();
      const evil = { origin: 'https://evil.example' };
      expect((await signIn(right, evil)).body['code']).toBe('auth.origin');
      const cookie = cookieOf(await signIn());
      for (const headers of [evil, { origin: 'null' }, { origin: 'http://localhost:1' }, {}] as Record<string, string>[]) {
        expect([headers, (await send('POST', '/api/v1/act', { ...headers, cookie })).body['code']]).toEqual([headers, 'auth.origin']);
        expect((await send('POST', '/api/auth/sign-out', { ...headers, cookie })).status).toBe(403);
      }
      expect((await send('POST', '/api/v1/act', { origin: home, cookie })).status).toBe(200);
    });

    it('offers nothing else of better-auth: no sign-up, no mail, no user update', async () => {
      const { send, signIn, cookieOf, home, auth } = await start();
      const cookie = cookieOf(await signIn());
      const body = { email: 'a@b.cn', password: 'long enough 1', name: 'x', username: 'x1', role: 'system' };
      const signUp = await send('POST', '/api/auth/sign-up/email', { origin: home }, body);
      expect([signUp.status, signUp.body['code']]).toEqual([403, 'auth.sign-up-closed']);
      for (const path of ['sign-in/email', 'update-user', 'change-password', 'is-username-available', 'list-sessions', 'ok', 'error']) {
        expect([path, (await send('POST', `/api/auth/${path}`, { origin: home, cookie }, body)).status]).toEqual([path, 404]);
        expect([path, (await send('GET', `/api/auth/${path}`, { origin: home, cookie })).status]).toEqual([path, 404]);
      }
      expect(await auth.users.list()).toHaveLength(1);
    });

    it('answers 401 with a code to whoever is not signed in, or forged a cookie', async () => {
      const { send, signIn, cookieOf } = await start();
      const forged = `${cookieOf(await signIn()).slice(0, -6)}AAAAAA`;
      for (const headers of [{}, { cookie: forged }, { cookie: 'guantong.session_token=x' }] as Record<string, string>[]) {
        const { status, body } = await send('GET', '/api/v1/me', headers);
        expect([status, body]).toEqual([401, expect.objectContaining({ code: 'auth.required', message: 'Please sign in.' })]);
      }
    });

    it('writes the sign-in log, and no password that was typed as a name', async () => {
      const { signIn, auth } = await start();
      await signIn(wrong);
      await signIn({ username: 'correct horse', password: 'x' });
      await signIn();
      expect(await auth.signIns(10)).toMatchObject([
        { username: 'wang.fang', outcome: 'ok', address: '127.0.0.1' },
        { username: null, outcome: 'invalid' },
        { username: 'wang.fang', outcome: 'invalid' },
      ]);
      expect(JSON.stringify(await auth.signIns(10))).not.toMatch(/correct horse|wrong password/);
    });
  });

  it('purges sessions that are over and sign-ins of long ago, and nothing else', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { signIn, auth, send, cookieOf } = await start();
    await signIn();
    vi.setSystemTime(Date.now() + 13 * 3_600_000);
    const cookie = cookieOf(await signIn());
    const hourAgoMs = Date.now() - 3_600_000;
    expect(await auth.purgeable(hourAgoMs)).toEqual({ sessions: 1, signIns: 1 });
    await auth.purge(null);
    expect(await auth.purgeable(hourAgoMs)).toEqual({ sessions: 0, signIns: 1 });
    await auth.purge(hourAgoMs);
    expect(await auth.purgeable(hourAgoMs)).toEqual({ sessions: 0, signIns: 0 });
    expect(await auth.signIns(10)).toHaveLength(1);
    expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(200);
  });

  describe('a session', () => {
    it('ends at sign-out, at once and for its listeners', async () => {
      const { send, signIn, cookieOf, home, auth } = await start();
      const cookie = cookieOf(await signIn());
      const sessionId = (await auth.actorOf({ cookie }))?.sessionId;
      const heard: Cut[] = [];
      auth.onCut((cut) => heard.push(cut));
      const answer = await send('POST', '/api/auth/sign-out', { origin: home, cookie });
      expect(answer.cookies.join()).toMatch(/guantong\.session_token=;.*Max-Age=0/);
      await auth.pollCuts(); // its own news is no news
      expect(heard).toEqual([{ sessionId }]);
      expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(401);
    });

    it('is cut at once when its user is disabled, who then learns why', async () => {
      const { send, signIn, cookieOf, auth } = await start();
      const cookie = cookieOf(await signIn());
      expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(200);
      const heard: Cut[] = [];
      auth.onCut((cut) => heard.push(cut));
      await auth.users.disable('wang.fang');
      expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(401);
      expect(heard).toEqual([{ userId: 'user:wang.fang' }]);
      expect((await signIn()).body['code']).toBe('auth.disabled');
      expect((await signIn(wrong)).body['code']).toBe('auth.invalid');
      await auth.users.enable('wang.fang');
      expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(401);
      expect((await signIn()).status).toBe(200);
    });

    it('has new rights at once, and ends with the old password', async () => {
      const { send, signIn, cookieOf, auth } = await start();
      const cookie = cookieOf(await signIn());
      await auth.users.setGrant('wang.fang', { role: 'viewer', scope: '500112' });
      expect((await send('GET', '/api/v1/me', { cookie })).body).toMatchObject({ role: 'viewer', scope: '500112' });
      await auth.users.setPassword('wang.fang', 'another long one');
      expect((await send('GET', '/api/v1/me', { cookie })).status).toBe(401);
      expect((await signIn()).status).toBe(401);
      expect((await signIn({ ...right, password: 'another long one' })).status).toBe(200);
    });

    it('lasts 12 hours from its last use', async () => {
      const { signIn, cookieOf, auth } = await start();
      const cookie = cookieOf(await signIn());
      vi.useFakeTimers({ toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
      vi.setSystemTime(Date.now() + 11 * 3_600_000);
      expect(await auth.actorOf({ cookie })).not.toBeNull();
      vi.setSystemTime(Date.now() + 11 * 3_600_000);
      expect(await auth.actorOf({ cookie })).not.toBeNull();
      vi.setSystemTime(Date.now() + 13 * 3_600_000);
      expect(await auth.actorOf({ cookie })).toBeNull();
    });

    it('is cut by another process within its next poll', async () => {
      const { dir, database } = await lastingPlace();
      const { signIn, cookieOf, auth: server } = await start({ database });
      const cookie = cookieOf(await signIn());
      expect(await server.actorOf({ cookie })).not.toBeNull();
      const cli = await open({ database });
      const heard: Cut[] = [];
      server.onCut((cut) => heard.push(cut));
      await cli.users.disable('wang.fang');
      await server.pollCuts();
      await server.pollCuts();
      expect(heard).toEqual([{ userId: 'user:wang.fang' }]);
      expect(await server.actorOf({ cookie })).toBeNull();
      if (dir === null) return;
      expect(readdirSync(dir).map((name) => [name, (statSync(join(dir, name)).mode & 0o777).toString(8)])).toEqual(
        readdirSync(dir).map((name) => [name, '600']),
      );
    });
  });

  describe('a bearer token', () => {
    it('acts without origin until it is revoked', async () => {
      const { send, auth } = await start();
      const { token, id } = await auth.tokens.create({ role: 'dispatcher', scope: '50', label: 'simulator' });
      expect(token).toMatch(/^gt_[\w-]{43}$/);
      const authorization = `Bearer ${token}`;
      expect((await send('POST', '/api/v1/act', { authorization })).body).toEqual({ by: `token:${id}` });
      expect(await auth.actorOf({ authorization })).toMatchObject({ actor: { name: 'simulator', scope: '50' }, expiresAtMs: null });
      await auth.tokens.revoke(id);
      expect((await send('POST', '/api/v1/act', { authorization })).status).toBe(401);
      await expect(auth.tokens.revoke(id)).rejects.toMatchObject({ code: 'token.unknown' });
    });

    it('that is wrong never falls back to the cookie beside it', async () => {
      const { send, signIn, cookieOf } = await start();
      const cookie = cookieOf(await signIn());
      expect((await send('POST', '/api/v1/act', { cookie, authorization: 'Bearer gt_x', origin: 'https://evil.example' })).status).toBe(
        401,
      );
    });
  });

  describe('administration', () => {
    it('shows no secret in a list and keeps no token in the file', async () => {
      const { dir, database } = await lastingPlace();
      const auth = await open({ database, hasher: undefined });
      await auth.users.add(WANG);
      const { token } = await auth.tokens.create({ role: 'viewer', scope: '50' });
      expect(Object.keys((await auth.users.list())[0] ?? {}).toSorted()).toEqual([
        'createdAtMs',
        'department',
        'isDemo',
        'isDisabled',
        'name',
        'role',
        'scope',
        'unit',
        'username',
      ]);
      expect(JSON.stringify(await auth.tokens.list())).not.toMatch(/hash|gt_/);
      for (const name of dir === null ? [] : readdirSync(dir)) {
        const bytes = readFileSync(join(dir!, name));
        expect(bytes.includes(token)).toBe(false);
        expect(bytes.includes(WANG.password)).toBe(false);
      }
    });

    it.each([
      ['user.exists', { username: 'WANG.FANG' }],
      ['user.password-length', { username: 'li', password: 'too short' }],
      ['user.name-invalid', { username: 'li si' }],
      ['user.name-invalid', { username: '-li' }],
      ['grant.invalid', { username: 'li', scope: '' }],
      ['grant.invalid', { username: 'li', role: 'root' as 'viewer' }],
    ])('refuses with %s: %o', async (code, change) => {
      const auth = await open();
      await auth.users.add(WANG);
      await expect(auth.users.add({ ...WANG, ...change })).rejects.toMatchObject({ code });
      await expect(auth.users.disable('nobody')).rejects.toMatchObject({ code: 'user.unknown' });
    });

    it('takes Chinese names', async () => {
      const auth = await open();
      expect(await auth.users.add({ ...WANG, username: '王芳' })).toMatchObject({ username: '王芳' });
    });
  });

  describe('the secret', () => {
    it('is one for all servers on a database; alone, a server may have another', async () => {
      const { database } = await lastingPlace();
      await open({ database, otherServers: 0 });
      await open({ database, otherServers: 1 });
      const other = { database, secret: `${SECRET}-other` };
      await expect(open({ ...other, otherServers: 1 })).rejects.toThrow(/another secret/);
      await open(other); // a command signs nobody in
      await open({ ...other, otherServers: 0 });
      await expect(open({ database, otherServers: 1 })).rejects.toThrow(/another secret/);
    });
  });

  describe('demo users', () => {
    const places: DemoPlaces = {
      city: { code: '50', names: { zh: '某市', en: 'City' }, tier: 'city' },
      district: { code: '01', names: { zh: '甲区', en: 'A' }, tier: 'district' },
      otherDistrict: { code: '02', names: { zh: '乙区', en: 'B' }, tier: 'district' },
      street: { code: '0101', names: { zh: '某街道', en: 'Street' }, tier: 'street' },
      units: [{ code: 'u1', names: { zh: '环卫队', en: 'Team' }, node: '0101', department: 'sanitation' }],
    };

    it('come in with their public passwords in demo mode only', async () => {
      const list = demoUsers(places);
      for (const [isDemo, status] of [
        [true, 200],
        [false, 403],
      ] as const) {
        const { auth, signIn } = await start({ isDemo });
        expect(await ensureDemoUsers(auth, list)).toHaveLength(list.length);
        const { username, password } = list.find((u) => u.role === 'handler') ?? { username: '', password: '' };
        expect((await signIn({ username, password })).status).toBe(status);
      }
    });

    it('lose their sessions where demo mode was switched off', async () => {
      const { database } = await lastingPlace();
      const { auth, signIn, cookieOf } = await start({ database, isDemo: true });
      await ensureDemoUsers(auth, demoUsers(places));
      const cookie = cookieOf(await signIn({ username: 'demo-admin', password: 'demo-admin' }));
      expect(await auth.actorOf({ cookie })).not.toBeNull();
      expect(await (await open({ database })).actorOf({ cookie })).toBeNull();
    });

    it('are added once, follow the tree, and leave a real user of that name alone', async () => {
      const auth = await open({ isDemo: true });
      await auth.users.add({ ...WANG, username: 'demo-viewer', role: 'officer' });
      const list = demoUsers(places);
      await ensureDemoUsers(auth, list);
      const moved = demoUsers({ ...places, district: { ...places.district, code: '09' } });
      const inPlace = await ensureDemoUsers(auth, moved);
      expect(inPlace.map((u) => u.username)).toEqual(list.map((u) => u.username).filter((name) => name !== 'demo-viewer'));
      const rows = await auth.users.list();
      expect(rows).toHaveLength(list.length);
      expect(rows.find((r) => r.username === 'demo-district-officer')?.scope).toBe('09');
      expect(rows.find((r) => r.username === 'demo-viewer')).toMatchObject({ role: 'officer', isDemo: false });
    });
  });
});
