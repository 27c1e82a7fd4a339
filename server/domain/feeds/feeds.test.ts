import { describe, expect, it } from 'vitest';
import { decideFeed, hostIn, hostsOf } from './decide-feed.ts';
import { type Feed, type FeedSettings, stateOf, UNASKED } from './feed.ts';
import { failed, nextAskMs, succeeded } from './schedule.ts';

const HOUR = 3_600_000;
const NOW = 1_000_000;
const settings = (changed: Partial<FeedSettings> = {}): FeedSettings => ({
  names: { zh: '气象', en: 'Weather' },
  url: 'https://x.test/feed',
  kind: 'auto',
  everyS: 300,
  isOn: true,
  senders: ['*'],
  hosts: [],
  skipsElsewhere: true,
  token: null,
  ...changed,
});
const kept = (changed: Partial<Feed> = {}): Feed => ({ ...settings(), ...UNASKED, id: 1, node: '90', version: 3, ...changed });

describe('when a feed is asked next', () => {
  const next = (failures: number, more: { chance?: number; retryAfterS?: number } = {}, everyS = 300) =>
    nextAskMs(everyS, { failures, nowMs: 0, chance: 0.5, ...more });
  it('after its time, a tenth sooner or later by chance', () => {
    expect([next(0), next(0, { chance: 0 }), next(0, { chance: 1 })]).toEqual([300_000, 270_000, 330_000]);
  });
  it('later and later while it fails, an hour at most; what is asked more rarely stays so', () => {
    expect([1, 2, 3, 4, 5, 9, 500].map((n) => next(n) / 1000)).toEqual([300, 600, 1200, 2400, 3600, 3600, 3600]);
    expect(next(7, {}, 86_400)).toBe(24 * HOUR);
  });
  it('no sooner than the other side wishes, a day at most', () => {
    expect([next(1, { retryAfterS: 900 }), next(1, { retryAfterS: 10 }), next(1, { retryAfterS: 9_999_999 })]).toEqual([
      900_000,
      300_000,
      24 * HOUR,
    ]);
  });
});

describe('how a feed stands', () => {
  it('failing since its first failure, until it answers again', () => {
    const trouble = { code: 'feed.timeout', detail: {} };
    const once = failed(kept({ etag: '"a"' }), { nowMs: NOW, nextAtMs: NOW + 1, trouble });
    const twice = failed(once, { nowMs: NOW + HOUR, nextAtMs: NOW + 2 * HOUR, trouble });
    expect([twice.failures, twice.failingSinceMs, twice.lastFetchMs, twice.lastSuccessMs, twice.etag]).toEqual([
      2,
      NOW,
      NOW + HOUR,
      null,
      '"a"',
    ]);
    expect(stateOf({ ...kept(), ...twice })).toBe('failing');
    const again = succeeded(twice, { nowMs: NOW + 2 * HOUR, nextAtMs: 0, etag: null, lastModified: null, hasNew: false });
    expect([stateOf({ ...kept(), ...again }), again.failingSinceMs, again.trouble, again.lastTakenMs]).toEqual(['ok', null, null, null]);
    expect([stateOf(kept()), stateOf(kept({ ...twice, isOn: false }))]).toEqual(['new', 'off']);
  });
});

describe('a feed that is made or changed', () => {
  it('is asked at once, whole; with another address as if it were new', () => {
    const before = kept({ lastFetchMs: 5, failures: 4, failingSinceMs: 5, etag: '"a"', nextAtMs: NOW + HOUR });
    const same = decideFeed(before, '90', settings({ everyS: 600 }), NOW);
    expect([same.act, same.feed.version, same.feed.nextAtMs, same.feed.failures, same.feed.etag]).toEqual(['changed', 4, NOW, 4, null]);
    const moved = decideFeed(before, '90', settings({ url: 'https://y.test/' }), NOW);
    expect([moved.feed.failures, moved.feed.lastFetchMs]).toEqual([0, null]);
    expect([decideFeed(before, '90', settings({ isOn: false }), NOW)].map(({ act, feed }) => [act, feed.nextAtMs])).toEqual([
      ['off', null],
    ]);
    expect([decideFeed({ ...before, isOn: false }, '90', settings(), NOW).act, decideFeed(null, '90', settings(), NOW).act]).toEqual([
      'on',
      'made',
    ]);
  });
  it.each(['ftp://x.test/', 'file:///etc/passwd', 'https://me:secret@x.test/', 'https://', 'nonsense'])('is refused at %s', (url) => {
    expect(hostIn(url)).toBeNull();
    expect(() => decideFeed(null, '90', settings({ url }), NOW)).toThrow(expect.objectContaining({ code: 'feed.address' }));
  });
  it('is asked at its own host, however that is spelled, and at those named with it', () => {
    expect([...hostsOf({ url: 'HTTPS://X.Test:8443/a', hosts: ['files.test'] })]).toEqual(['x.test', 'files.test']);
    // One number is an address too.
    expect(hostIn('http://2130706433/')).toBe('127.0.0.1');
  });
});
