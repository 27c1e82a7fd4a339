import { describe, expect, it } from 'vitest';
import type { FeedWire } from '../../../shared/feed-wire.ts';
import { draftOf, lackOf, toSettings, type FeedDraft } from './feed-draft.ts';

const typed = (changed: Partial<FeedDraft> = {}): FeedDraft => ({
  ...draftOf(null),
  zh: '市气象台',
  url: ' https://x.test/feed ',
  senders: 'a@x, b@x\nb@x',
  ...changed,
});

describe('a feed as it is typed', () => {
  it('lists are read by lines, blanks and commas; a name in one language stands for both', () => {
    expect(toSettings(typed({ hosts: 'Files.X.test、y.test' }))).toEqual({
      names: { zh: '市气象台', en: '市气象台' },
      url: 'https://x.test/feed',
      kind: 'auto',
      everyS: 300,
      isOn: true,
      senders: ['a@x', 'b@x'],
      hosts: ['files.x.test', 'y.test'],
      skipsElsewhere: true,
    });
  });
  it('a token that is not typed stays as it is, and goes only when it is told to', () => {
    expect(toSettings(typed())).not.toHaveProperty('token');
    expect(toSettings(typed({ token: ' t ' })).token).toBe('t');
    expect(toSettings(typed({ dropsToken: true })).token).toBeNull();
  });
  it('what is changed begins with what stands, and goes back the same', () => {
    const { node: _node, ...settings } = {
      node: '50',
      names: { zh: '气象', en: 'Met' },
      url: 'https://x.test/',
      kind: 'rss' as const,
      everyS: 90,
      isOn: false,
      senders: ['a@x', 'b@x'],
      hosts: ['y.test', 'z.test'],
      skipsElsewhere: false,
    };
    const { names, everyS, ...rest } = settings;
    const feed = { names, everyS, settings: { ...rest, version: 4, hasToken: true, nextAt: null } } as unknown as FeedWire;
    expect(toSettings(draftOf(feed))).toEqual(settings);
  });
  it.each<[Partial<FeedDraft>, string | null]>([
    [{}, null],
    [{ zh: '', en: 'Met office' }, null],
    [{ zh: ' ' }, 'zh'],
    [{ url: 'ftp://x' }, 'url'],
    [{ senders: ' , ' }, 'senders'],
  ])('%j lacks %s', (changed, lack) => {
    expect(lackOf(typed(changed))).toBe(lack);
  });
});
