import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../../testing/cap-bytes.ts';
import { capXml } from '../../testing/cap-messages.ts';
import { readCap } from './read-cap.ts';

const SECRET = join(tmpdir(), `guantong-secret-${process.pid}`);
let calls = 0;
const trap = createServer((_request, response) => {
  calls += 1;
  response.end('<!ENTITY x "y">');
});
let url = '';
beforeAll(async () => {
  writeFileSync(SECRET, 'TOP-SECRET');
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
});
afterAll(() => trap.close());

const DECLARED = '<?xml version="1.0"?>';
const refusal = async (xml: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<string> => {
  try {
    const bytes = typeof xml === 'string' || xml instanceof Uint8Array ? bytesOf(xml) : xml;
    return JSON.stringify(await readCap(bytes));
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const laughs = (levels: number): string =>
  `${DECLARED}<!DOCTYPE alert [<!ENTITY l0 "ha">${Array.from({ length: levels }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]>${capXml(`<headline>&l${levels};</headline>`)}`;

describe('what would grow, fetch or open', () => {
  it('entities that double, of whatever depth', async () => {
    for (const levels of [1, 9, 100]) expect(await refusal(laughs(levels))).toBe('cap.doctype');
    const quadratic = `<!DOCTYPE alert [<!ENTITY a "${'a'.repeat(100_000)}">]>${capXml(`<headline>${'&a;'.repeat(100_000)}</headline>`)}`;
    expect(await refusal(quadratic)).toBe('cap.doctype');
    expect(await refusal(capXml('<headline>&undeclared;</headline>'))).toBe('cap.not-xml');
  });
  it('files and addresses: nothing is read, nobody is called', async () => {
    const entity = (system: string): string => `<!DOCTYPE alert [<!ENTITY x SYSTEM "${system}">]>${capXml('<headline>&x;</headline>')}`;
    for (const system of [`file://${SECRET}`, SECRET, `${url}/x`]) expect(await refusal(entity(system))).toBe('cap.doctype');
    expect(await refusal(`<!DOCTYPE alert SYSTEM "${url}/dtd">${capXml()}`)).toBe('cap.doctype');
    expect(await refusal(`<!DOCTYPE alert [<!ENTITY % p SYSTEM "${url}/p"> %p;]>${capXml()}`)).toBe('cap.doctype');
    const include = (href: string): string =>
      `<headline><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="${href}"/></headline>`;
    for (const href of [`file://${SECRET}`, `${url}/i`]) expect(await refusal(capXml(include(href)))).toBe('cap.include');
    const style = await refusal(`<?xml-stylesheet href="${url}/s.xsl" type="text/xsl"?>${capXml(`<web>${url}/w</web>`)}`);
    expect(style).toContain('暴雨');
    const schema = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:oasis:names:tc:emergency:cap:1.2 ${url}/cap.xsd"`;
    expect(await refusal(capXml().replace('<alert', `<alert ${schema}`))).toContain('暴雨');
    expect(await refusal(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="${url}/a.cap"/></entry></feed>`)).toContain(
      'refusal',
    );
    expect(calls).toBe(0);
  });
});

describe('what has no end', () => {
  const bounded = async (xml: string | AsyncIterable<Uint8Array>): Promise<[string, boolean]> => {
    const [sinceMs, heap] = [performance.now(), process.memoryUsage().heapUsed];
    const told = await refusal(xml);
    return [told, performance.now() - sinceMs < 3_000 && process.memoryUsage().heapUsed - heap < 200_000_000];
  };
  it('depth, elements, attributes, letters', async () => {
    expect(await bounded('<a>'.repeat(1_000_000))).toEqual(['cap.too-much', true]);
    expect(await bounded(capXml('<headline/>'.repeat(300_000)))).toEqual(['cap.too-much', true]);
    expect(await bounded(`<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>`)).toEqual(['cap.too-much', true]);
    const prefixes = Array.from({ length: 19_000 }, (_, i) => `xmlns:a${i}="u${i}"`).join(' ');
    expect(await bounded(`<a ${prefixes}>${'<b/>'.repeat(50_000)}</a>`)).toEqual(['cap.no-alert', true]);
    expect(await bounded(capXml(`<headline>${'x'.repeat(5_000_000)}</headline>`))).toEqual(['cap.too-much', true]);
    expect(await bounded(capXml(`<area><areaDesc>x</areaDesc><polygon>${'1,1 '.repeat(200_000)}</polygon></area>`))).toEqual([
      'cap.too-much',
      true,
    ]);
  });
  it('a document without an end is left as soon as it is too long', async () => {
    let pulled = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><note>');
      for (;;) {
        pulled += 65_536;
        yield Buffer.alloc(65_536, 120);
      }
    }
    expect(await bounded(endless())).toEqual(['cap.too-much', true]);
    expect(pulled).toBeLessThan(5_000_000);
  });
  it('the loop goes on beside it', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await readCap(bytesOf(capXml(`<headline>${'x'.repeat(3_900_000)}</headline>`)));
    clearInterval(timer);
    expect(longest).toBeLessThan(250);
  });
});

describe('what could be read in two ways', () => {
  it.each([
    ['two identifiers', capXml('', '<identifier>b</identifier>'), 'cap.field-repeated'],
    ['two severities', capXml('<severity>Minor</severity>'), 'cap.field-repeated'],
    ['a name with a comma', capXml().replace('a-1', 'a,1'), 'cap.field-invalid'],
    ['a time without an offset', capXml().replace('+08:00', ''), 'cap.field-invalid'],
    ['a day that is none', capXml().replace('2026-07-10', '2026-13-10'), 'cap.field-invalid'],
    ['a severity of its own', capXml().replace('Severe', 'severe'), 'cap.field-invalid'],
    [
      'lng before lat',
      capXml('<area><areaDesc>x</areaDesc><polygon>106.5,29.5 106.6,29.5 106.6,29.6 106.5,29.5</polygon></area>'),
      'cap.position',
    ],
    [
      'a ring without area',
      capXml('<area><areaDesc>x</areaDesc><polygon>29.5,106.5 29.6,106.6 29.5,106.5</polygon></area>'),
      'cap.polygon',
    ],
    ['words for numbers', capXml('<area><areaDesc>x</areaDesc><circle>29.5,106.5 NaN</circle></area>'), 'cap.circle'],
    ['a negative radius', capXml('<area><areaDesc>x</areaDesc><circle>29.5,106.5 -1</circle></area>'), 'cap.circle'],
    ['no namespace', capXml().replace(/ xmlns="[^"]*"/, ''), 'cap.no-alert'],
    ['another format', '<html><body/></html>', 'cap.no-alert'],
    ['nothing', '', 'cap.not-xml'],
    ['half a message', capXml().slice(0, -20), 'cap.not-xml'],
    ['an empty feed', '<feed xmlns="http://www.w3.org/2005/Atom"/>', 'cap.feed-empty'],
  ])('%s', async (_what, xml, code) => {
    expect(await refusal(xml)).toBe(code);
  });
  it('encodings: as they say, by their mark, or not at all', async () => {
    const headline = async (bytes: Uint8Array): Promise<unknown> => {
      const [entry] = await readCap(bytesOf(bytes, 7));
      return 'read' in entry! ? entry.read.message.infos[0]!.event : entry!.refusal.code;
    };
    const utf16 = Buffer.from(`\ufeff${capXml()}`, 'utf16le');
    expect(await headline(utf16)).toBe('暴雨');
    expect(await headline(utf16.subarray(2)), 'without a mark').toBe('暴雨');
    expect(await headline(Buffer.from(utf16).swap16())).toBe('暴雨');
    const [before, after] = capXml().split('暴雨');
    const gb = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="GB18030"?>${before}`),
      Buffer.from([0xb1, 0xa9, 0xd3, 0xea]),
      Buffer.from(after!),
    ]);
    expect(await headline(gb)).toBe('暴雨');
    const latin = (declared: string): Buffer => Buffer.from(`${declared}${before}Orkan über Åre${after}`, 'latin1');
    expect(await headline(latin('<?xml version="1.0" encoding="ISO-8859-1"?>'))).toBe('Orkan über Åre');
    expect(await refusal(latin('')), 'without a word it is UTF-8, and this is none').toBe('cap.encoding');
    expect(await refusal(Buffer.concat([Buffer.from(before!), Buffer.from([0xb1, 0xa9]), Buffer.from(after!)]))).toBe('cap.encoding');
    expect(await refusal(`<?xml version="1.0" encoding="UTF-7"?>${capXml()}`)).toBe('cap.encoding');
  });
});

describe('what is only unusual', () => {
  const one = async (xml: string) => {
    const [entry] = await readCap(bytesOf(xml));
    if (!entry || 'refusal' in entry) throw new Error('refused');
    return entry.read;
  };
  it('459 kB of base64 in a resource', async () => {
    const base64 = Buffer.alloc(344_250, 7).toString('base64');
    expect(base64.length).toBe(459_000);
    const { message } = await one(
      capXml(`<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><derefUri>${base64}</derefUri></resource>`),
    );
    expect(message.infos[0]!.resources[0]!.derefUri).toBe(base64);
  });
  it('CAP 1.0, its values in one element and its words', async () => {
    const old = capXml('<geocode>FIPS=006037</geocode><area><areaDesc>x</areaDesc><geocode>FIPS6=006037</geocode></area>')
      .replace('urn:oasis:names:tc:emergency:cap:1.2', 'http://www.incident.com/cap/1.0')
      .replace('<certainty>Likely', '<certainty>Very Likely');
    const { version, message } = await one(old);
    expect([version, message.infos[0]!.certainty]).toEqual(['1.0', 'Likely']);
    expect(message.infos[0]!.areas[0]!.geocodes).toEqual([{ name: 'FIPS6', value: '006037' }]);
  });
  it('a ring that is open is closed; one that crosses itself is kept', async () => {
    const { message } = await one(capXml('<area><areaDesc>x</areaDesc><polygon>29,106 30,107 30,106 29,107</polygon></area>'));
    expect(message.infos[0]!.areas[0]!.polygons[0]).toEqual([
      [106, 29],
      [107, 30],
      [106, 30],
      [107, 29],
      [106, 29],
    ]);
  });
  it('a message of a feed with a prefix of the feed stands for itself', async () => {
    const inner = capXml()
      .replace(/ xmlns="[^"]*"/, '')
      .replace(/<(\/?)/g, '<$1c:');
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><entry><content>${inner}</content></entry><entry><content>${capXml().replace('Severe', 'Bad')}</content></entry></feed>`;
    const entries = await readCap(bytesOf(feed, 11));
    expect(entries).toMatchObject([{ read: { message: { identifier: 'a-1' } } }, { refusal: { code: 'cap.field-invalid' } }]);
    const [first] = entries;
    expect((await one((first as { read: { raw: string } }).read.raw)).message).toEqual(
      (first as { read: object & { message: object } }).read.message,
    );
  });
});
