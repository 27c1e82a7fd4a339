import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { FeedAnswer, FeedAsk, FetchFeed } from '../../app/feed-ports.ts';
import { Rejection } from '../../domain/rejection.ts';

/** As much as a request may bring. */
const MOST_BYTES = 16 * 1_048_576;
/** From the question to the last byte, over all redirects. */
const MOST_MS = 20_000;
const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ACCEPT = 'application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

interface Options {
  /** Which addresses may be asked at all. */
  isOpen(address: string): boolean;
  mostMs?: number;
}

/**
 * Asks for a document by HTTP: only hosts that were named, only at open addresses, which are looked at again for the very connection that
 * is made; bounded in time, bytes and redirects.
 */
export function feedFetcher({ isOpen, mostMs = MOST_MS }: Options): FetchFeed {
  const guarded = guardedLookup(isOpen);
  return async (ask) => {
    const deadline = AbortSignal.timeout(mostMs);
    const signal = AbortSignal.any([ask.signal, deadline]);
    try {
      let url = new URL(ask.url);
      for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
        assertAskable(url, ask, isOpen);
        const answer = await open(url, { headers: headersOf(url, ask), lookup: guarded, agent: false, signal });
        const next = redirectOf(answer, url);
        if (!next) return await read(answer, url, ask);
        answer.destroy();
        // What was asked for in secret is not asked for in the open.
        if (url.protocol === 'https:' && next.protocol !== 'https:') throw new Rejection('feed.redirects', { url: next.origin });
        url = next;
      }
      throw new Rejection('feed.redirects', { url: new URL(ask.url).origin });
    } catch (error) {
      if (error instanceof Rejection) throw error;
      if (deadline.aborted) throw new Rejection('feed.timeout', { seconds: mostMs / 1000 });
      throw new Rejection('feed.unreachable', { why: codeOf(error) });
    }
  };
}

function assertAskable({ protocol, username, password, hostname }: URL, { hosts }: FeedAsk, isOpen: Options['isOpen']): void {
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') throw new Rejection('feed.address', {});
  if (!hosts.has(hostname)) throw new Rejection('feed.host-denied', { host: hostname });
  // An address written out is not looked up.
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isOpen(address)) throw new Rejection('feed.address-denied', { host: hostname });
}

/** Names are turned into addresses here and nowhere else: between a look and a connection they could turn into others. */
const guardedLookup =
  (isOpen: Options['isOpen']): NonNullable<RequestOptions['lookup']> =>
  (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const allowed = addresses.filter(({ address }) => isOpen(address));
      const [first] = allowed;
      if (!first) return done(new Rejection('feed.address-denied', { host: hostname }), '');
      if (options.all === true) done(null, allowed);
      else done(null, first.address, first.family);
    });

function headersOf(url: URL, { etag, lastModified, bearer }: FeedAsk): Record<string, string> {
  return {
    accept: ACCEPT,
    // Packed bytes could grow beyond every bound.
    'accept-encoding': 'identity',
    'user-agent': 'Guantong',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    ...(bearer && url.origin === bearer.origin ? { authorization: `Bearer ${bearer.token}` } : {}),
  };
}

const open = (url: URL, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
    ask(url, options, resolve).on('error', reject).end();
  });

function redirectOf({ statusCode = 0, headers: { location } }: IncomingMessage, from: URL): URL | null {
  if (!REDIRECTS.has(statusCode) || location === undefined) return null;
  try {
    return new URL(location, from);
  } catch {
    throw new Rejection('feed.redirects', { url: location.slice(0, 80) });
  }
}

async function read(answer: IncomingMessage, url: URL, { etag, lastModified }: FeedAsk): Promise<FeedAnswer> {
  const { statusCode = 0, headers } = answer;
  if (statusCode === 304) {
    answer.resume();
    return { bytes: null, etag, lastModified, url: url.href };
  }
  if (statusCode !== 200) {
    answer.destroy();
    throw new Rejection('feed.status', { status: statusCode, ...retryAfterOf(headers['retry-after']) });
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Rejection('feed.too-large', { most: `${MOST_BYTES / 1_048_576} MB` });
    pieces.push(piece);
  }
  const worded = (value: string | undefined): string | null => (value === undefined || value.length > 500 ? null : value);
  return { bytes: Buffer.concat(pieces), etag: worded(headers.etag), lastModified: worded(headers['last-modified']), url: url.href };
}

/** In seconds; a date is left to our own patience. */
const retryAfterOf = (value: string | undefined): { retryAfterS?: number } =>
  value !== undefined && /^\d{1,7}$/.test(value) ? { retryAfterS: Number(value) } : {};

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code ?? message ?? String(error)).slice(0, 80);
}
