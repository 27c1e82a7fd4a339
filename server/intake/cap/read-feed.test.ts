import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FeedKind } from '../../../shared/feed-terms.ts';
import { bytesOf } from '../../testing/cap-bytes.ts';
import { capXml } from '../../testing/cap-messages.ts';
import { readFeed } from './read-feed.ts';

const FOLDER = '../shared/data/cap-alerts';
const atom = (inner: string): string => `<feed xmlns="http://www.w3.org/2005/Atom">${inner}</feed>`;
const rss = (inner: string): string => `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${inner}</channel></rss>`;
const linksOf = async (xml: string): Promise<(string | null)[]> => (await readFeed(bytesOf(xml), 'auto')).map(({ link }) => link);
const refusal = async (xml: string, kind: FeedKind = 'auto'): Promise<unknown> =>
  readFeed(bytesOf(xml), kind).catch((error: { code?: string }) => error.code ?? error);

describe('where an entry has its message', () => {
  it('the link that calls itself a message, then one of XML, then the entry’s own, never the feed’s', async () => {
    const entry = (links: string): string => atom(`<entry><id>1</id>${links}</entry>`);
    expect(await linksOf(entry('<link href="/page"/><link type="application/cap+xml" href="/a.cap"/>'))).toEqual(['/a.cap']);
    expect(await linksOf(entry('<link type="text/html" href="/page"/><link type="text/xml" href="/a.xml"/>'))).toEqual(['/a.xml']);
    expect(await linksOf(entry('<link rel="self" href="/self"/><link href="/a"/>'))).toEqual(['/a']);
    expect(await linksOf(entry('<title>x</title>'))).toEqual([null]);
  });
  it('of RSS: the enclosure, the link, or what it goes by', async () => {
    expect(await linksOf(rss('<item><link>/page</link><enclosure url="/a.cap" type="application/cap+xml"/></item>'))).toEqual(['/a.cap']);
    expect(await linksOf(rss('<item><link> https://x.test/a </link><guid>https://x.test/b</guid></item>'))).toEqual(['https://x.test/a']);
    expect(await linksOf(rss('<item><guid>https://x.test/b</guid></item><item><guid isPermaLink="false">n-1</guid></item>'))).toEqual([
      'https://x.test/b',
      null,
    ]);
  });
});

describe('what tells an entry from others', () => {
  const namesIn = async (xml: string): Promise<string[]> => (await readFeed(bytesOf(xml), 'auto')).map(({ name }) => name);
  it('its name and its time; with a message in it, every letter of that', async () => {
    const entry = (updated: string, inside = ''): string =>
      atom(`<entry><id>1</id><updated>${updated}</updated><content>${inside}</content></entry>`);
    const all = [entry('2026'), entry('2027'), entry('2026', capXml()), entry('2026', capXml().replace('a-1', 'a-2'))];
    expect(new Set((await Promise.all(all.map(namesIn))).flat()).size).toBe(4);
    expect(await namesIn(entry('2026', capXml()))).toEqual(await namesIn(entry('2026', capXml())));
  });
  it('a message by itself is a feed of one; a broken one within is refused alone', async () => {
    expect(await readFeed(bytesOf(capXml()), 'auto')).toMatchObject([{ link: null, inside: { read: { message: { identifier: 'a-1' } } } }]);
    const two = atom(`<entry><content>${capXml().replace('Severe', 'Bad')}</content></entry><entry><content>${capXml()}</content></entry>`);
    expect(await readFeed(bytesOf(two), 'atom')).toMatchObject([
      { inside: { refusal: { code: 'cap.field-invalid' } } },
      { inside: { read: {} } },
    ]);
  });
  it('an empty feed is no fault: nothing holds there', async () => {
    expect([await readFeed(bytesOf(atom('')), 'atom'), await readFeed(bytesOf(rss('')), 'rss')]).toEqual([[], []]);
  });
});

describe('what is refused as a whole', () => {
  it.each<[string, string, FeedKind, string]>([
    ['another kind than was said', rss(''), 'atom', 'feed.kind'],
    ['a message where a feed was said', capXml(), 'rss', 'feed.kind'],
    ['a page for people', '<html><body/></html>', 'auto', 'cap.no-alert'],
    ['entities', `<!DOCTYPE rss [<!ENTITY a "b">]>${rss('<item><title>&a;</title></item>')}`, 'auto', 'cap.doctype'],
    ['an entity that is nowhere', rss('<item><title>&a;</title></item>'), 'auto', 'cap.not-xml'],
    [
      'an inclusion',
      atom('<entry><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></entry>'),
      'auto',
      'cap.include',
    ],
    ['more entries than anybody has', atom('<entry/>'.repeat(3_001)), 'auto', 'cap.too-much'],
    ['depth', rss('<a>'.repeat(100)), 'auto', 'cap.too-much'],
    ['half a feed', rss('').slice(0, -10), 'auto', 'cap.not-xml'],
  ])('%s', async (_what, xml, kind, code) => {
    expect(await refusal(xml, kind)).toBe(code);
  });
});

describe.skipIf(!existsSync(FOLDER))('real feeds', () => {
  it.each<[string, string, string | null]>([
    [
      'weather.atom',
      'NOAA-NWS-ALERTS-MT20120830100700TFXFlashFloodWatchTFX20120830180000MT',
      'http://www.weather.gov/alerts-beta/wwacapget.php?x=DC20120829202900LWXAirQualityAlertLWX20120831040000DC',
    ],
    ['amber.atom', 'http://doj.dc.gov/amber12345', null],
  ])('%s', async (file, identifier, link) => {
    const entries = await readFeed(createReadStream(`${FOLDER}/${file}`), 'atom');
    expect(entries).toMatchObject([{ link, inside: { read: { message: { identifier } } } }]);
    expect(entries[0]!.title).not.toBe('');
  });
});
