import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FeedAsk } from '../../app/feed-ports.ts';
import { feedFetcher } from './fetch-feed.ts';
import { openAddresses } from './open-addresses.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer = (_request, response) => response.end('ok');
const heard: { url: string; headers: IncomingMessage['headers'] }[] = [];
const server = createServer((request, response) => {
  heard.push({ url: request.url!, headers: request.headers });
  answer(request, response);
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  heard.length = 0;
  answer = (_request, response) => response.end('ok');
});

const fetcher = feedFetcher({ isOpen: openAddresses('127.0.0.0/8') });
const ask = (changed: Partial<FeedAsk> = {}): FeedAsk => ({
  url: `${origin}/feed`,
  hosts: new Set(['127.0.0.1']),
  etag: null,
  lastModified: null,
  bearer: null,
  signal: new AbortController().signal,
  ...changed,
});
const told = async (asked: FeedAsk, fetch = fetcher): Promise<unknown> =>
  fetch(asked).then(
    ({ bytes }) => (bytes === null ? 'unchanged' : Buffer.from(bytes).toString()),
    (error: { code: string; detail: Record<string, unknown> }) => [error.code, ...Object.values(error.detail ?? {})],
  );
const redirect =
  (to: string, status = 302): Answer =>
  (_request, response) =>
    response.writeHead(status, { location: to }).end();

describe('asking', () => {
  it('tells what it has, and is told that nothing has changed', async () => {
    answer = (request, response) =>
      request.headers['if-none-match'] === '"a"'
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"a"', 'last-modified': 'Fri' }).end('ok');
    const first = await fetcher(ask());
    expect([Buffer.from(first.bytes!).toString(), first.etag, first.lastModified, first.url]).toEqual([
      'ok',
      '"a"',
      'Fri',
      `${origin}/feed`,
    ]);
    const again = await fetcher(ask({ etag: first.etag, lastModified: first.lastModified }));
    expect([again.bytes, again.etag, again.lastModified]).toEqual([null, '"a"', 'Fri']);
    expect(heard[1]!.headers).toMatchObject({ 'if-none-match': '"a"', 'if-modified-since': 'Fri', 'accept-encoding': 'identity' });
  });
  it('what is refused says why, with when to come again', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '120' }).end('busy');
    expect(await told(ask())).toEqual(['feed.status', 503, 120]);
    answer = (_request, response) => response.writeHead(404).end();
    expect(await told(ask())).toEqual(['feed.status', 404]);
    server.closeAllConnections();
    answer = (request) => request.socket.destroy();
    expect(await told(ask())).toEqual(['feed.unreachable', 'ECONNRESET']);
    expect(await told(ask({ url: 'http://127.0.0.1:1/' }))).toEqual(['feed.unreachable', 'ECONNREFUSED']);
  });
  it('a token goes to the feed’s own origin alone', async () => {
    const bearer = { token: 'secret', origin };
    await told(ask({ bearer }));
    await told(ask({ bearer: { ...bearer, origin: 'https://127.0.0.1' } }));
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', undefined]);
  });
});

describe('bounds', () => {
  it('of time: a line that trickles is left', async () => {
    const hasty = feedFetcher({ isOpen: () => true, mostMs: 200 });
    answer = (_request, response) => void response.writeHead(200).write('a');
    expect(await told(ask(), hasty)).toEqual(['feed.timeout', 0.2]);
    answer = () => undefined;
    expect(await told(ask(), hasty)).toEqual(['feed.timeout', 0.2]);
  });
  it('of bytes', async () => {
    answer = (_request, response) => {
      const piece = Buffer.alloc(1_048_576);
      const more = (): void => {
        if (!response.destroyed) response.write(piece, more);
      };
      more();
    };
    expect(await told(ask(), feedFetcher({ isOpen: () => true }))).toEqual(['feed.too-large', '16 MB']);
  });
  it('of redirects: three, each looked at like the first', async () => {
    const hops =
      (n: number): Answer =>
      (request, response) =>
        request.url === `/${n}` ? response.end('there') : redirect(`/${Number(request.url!.slice(1)) + 1}`)(request, response);
    answer = hops(3);
    expect(await told(ask({ url: `${origin}/0` }))).toBe('there');
    answer = hops(4);
    expect(await told(ask({ url: `${origin}/0` }))).toEqual(['feed.redirects', origin]);
    for (const [to, code] of [
      ['http://evil.test/', 'feed.host-denied'],
      ['file:///etc/passwd', 'feed.address'],
      ['http://user:pw@127.0.0.1/', 'feed.address'],
    ] as const) {
      answer = redirect(to, 301);
      expect(((await told(ask())) as string[])[0], to).toBe(code);
    }
  });
  it('whoever stops waits for nothing', async () => {
    answer = () => undefined;
    const ending = new AbortController();
    const asked = told(ask({ signal: ending.signal }), feedFetcher({ isOpen: () => true }));
    await expect.poll(() => heard.length).toBe(1);
    ending.abort();
    expect(((await asked) as string[])[0]).toBe('feed.unreachable');
  });
});

describe('what is never asked', () => {
  const closed = feedFetcher({ isOpen: openAddresses('') });
  it('this machine and the inner network, by number or by name: nobody is called', async () => {
    const { port } = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      const url = new URL(`http://${host}:${port}/`);
      expect(((await told(ask({ url: url.href, hosts: new Set([url.hostname]) }), closed)) as string[])[0], host).toBe(
        'feed.address-denied',
      );
    }
    expect(heard).toEqual([]);
  });
  it('a host that was not named with the feed', async () => {
    expect(await told(ask({ hosts: new Set(['other.test']) }))).toEqual(['feed.host-denied', '127.0.0.1']);
    expect(heard).toEqual([]);
  });
});

describe('addresses that may be asked', () => {
  const isOpen = openAddresses(' 10.1.0.0/16, 192.168.7.3,fd00::/8 ');
  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['192.168.7.3', true],
    ['fd12::1', true],
    ['10.2.0.1', false],
    ['192.168.7.4', false],
    ['127.0.0.1', false],
    ['::ffff:127.0.0.1', false],
    ['::127.0.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['172.16.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['0.0.0.0', false],
    ['::', false],
    ['fe80::1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['localhost', false],
    ['', false],
  ])('%s: %s', (address, is) => {
    expect(isOpen(address)).toBe(is);
  });
  it('a word that is no network stops the start', () => {
    expect(() => openAddresses('10.0.0.0/8,office')).toThrow('FEEDS_PRIVATE: office');
  });
});
