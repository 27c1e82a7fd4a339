import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageOf, partsOf } from '../../domain/alerts/parts.ts';
import { Rejection } from '../../domain/rejection.ts';
import { readCap } from './read-cap.ts';
import { writeCap } from './write-cap.ts';
import { bytesOf } from '../../testing/cap-bytes.ts';

const FOLDER = '../shared/data/cap-alerts';
/** Written by hand from the files: version, type, references, and of each part its severity, languages and shapes (polygons, circles, geocodes). */
const ACCEPTED: Record<string, string> = {
  'amber.atom': '1.1 Alert 0 | Severe en-US 0p 0c 1g',
  'australia.cap': '1.2 Alert 0 | Minor en-AU 0p 1c 1g | Minor en-AU 0p 1c 1g',
  'canada.cap': '1.2 Update 2 | Minor en-CA+fr-CA 2p 0c 13g',
  'earthquake-iso8859-1.cap': '1.2 Alert 0 signed | Unknown en-US 0p 1c 0g',
  'earthquake.cap': '1.1 Alert 0 | Unknown en-US 0p 1c 0g',
  'no_optional_fields.cap': '1.1 Alert 0',
  'oasis-v1dot2_appendix_adot1.xml': '1.2 Alert 0 | Severe en-US 0p 0c 0g',
  'oasis-v1dot2_appendix_adot2.xml': '1.2 Alert 0 | Severe en-US 1p 0c 3g',
  'oasis-v1dot2_appendix_adot3.xml': '1.2 Update 1 | Minor en-US 0p 1c 0g',
  'oasis-v1dot2_appendix_adot4.xml': '1.2 Alert 0 | Severe en-US+es-US 0p 0c 1g',
  'thunderstorm.cap': '1.2 Alert 0 | Severe en-US 1p 0c 3g',
  'weather.atom': '1.1 Alert 0 | Severe en-US 0p 0c 2g',
  'weather.cap': '1.1 Alert 0 | Severe en-US 0p 0c 2g',
};
const REFUSED: Record<string, [code: string, detail: object]> = {
  'canada_errors.cap': ['cap.references-missing', { msgType: 'Update' }],
  'invalid.cap': ['cap.field-missing', { field: 'scope' }],
};

async function verdictOf(file: string): Promise<string | [string, object]> {
  try {
    const [entry, ...others] = await readCap(createReadStream(`${FOLDER}/${file}`));
    expect(others).toEqual([]);
    if ('refusal' in entry!) throw entry.refusal;
    const { version, message, isSigned } = entry!.read;
    const head = `${version} ${message.msgType} ${message.references.length}${isSigned ? ' signed' : ''}`;
    const parts = partsOf(message).map(({ infos, areas }) => {
      const count = (of: 'polygons' | 'circles' | 'geocodes'): number => areas.reduce((sum, area) => sum + area[of].length, 0);
      return `${infos[0]!.severity} ${infos.map(languageOf).join('+')} ${count('polygons')}p ${count('circles')}c ${count('geocodes')}g`;
    });
    return [head, ...parts].join(' | ');
  } catch (error) {
    if (error instanceof Rejection) return [error.code, error.detail];
    throw error;
  }
}

describe.skipIf(!existsSync(FOLDER))('real messages', () => {
  it('there is a line for each file', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'SOURCE.md');
    expect([...Object.keys(ACCEPTED), ...Object.keys(REFUSED)].sort()).toEqual(files.sort());
  });
  it.each(Object.entries(ACCEPTED))('%s is accepted: %s', async (file, told) => {
    expect(await verdictOf(file)).toBe(told);
  });
  it.each(Object.entries(REFUSED))('%s is refused: %j', async (file, told) => {
    expect(await verdictOf(file)).toEqual(told);
  });
  it.each(Object.keys(ACCEPTED))('%s comes back as it was, from its own letters and from ours', async (file) => {
    const [first] = await readCap(createReadStream(`${FOLDER}/${file}`));
    if (!first || 'refusal' in first) throw new Error('refused');
    const { message, raw } = first.read;
    expect(raw).toMatch(/^<(\w+:)?alert\b[\s\S]*<\/(\w+:)?alert>$/);
    for (const xml of [raw, writeCap(message)]) {
      const [again] = await readCap(bytesOf(xml));
      expect(again).toMatchObject({ read: { message } });
    }
  });
});

describe.skipIf(!existsSync(FOLDER))('what is in them', () => {
  const read = async (file: string) => {
    const [entry] = await readCap(createReadStream(`${FOLDER}/${file}`));
    if (!entry || 'refusal' in entry) throw new Error('refused');
    return entry.read;
  };
  it('letters beyond ASCII of ISO-8859-1 and UTF-8, and the signature letter by letter', async () => {
    const { message, raw } = await read('earthquake-iso8859-1.cap');
    expect(message.infos[0]!.headline).toBe('EQ 4.6 Usulután, Usulután, El Salvador - PRELIMINARY REPORT');
    expect(raw).toContain('<DigestValue>dN+uAR76Jz+o9jxgpPdQnHQHS/A=</DigestValue>');
    expect((await read('canada.cap')).message.infos[1]!.areas[0]!.desc).toBe("Windsor - Leamington - comté d'Essex");
    expect((await read('oasis-v1dot2_appendix_adot4.xml')).message.infos[1]!.event).toBe('Abducción de Niño');
  });
  it('lat,lon becomes [lng, lat]; a circle may be a point', async () => {
    expect((await read('thunderstorm.cap')).message.infos[0]!.areas[0]!.polygons[0]!.slice(0, 2)).toEqual([
      [-120.14, 38.47],
      [-119.95, 38.34],
    ]);
    expect((await read('earthquake.cap')).message.infos[0]!.areas[0]!.circles).toEqual([{ centre: [-173.274, -16.053], radiusKm: 0 }]);
    expect((await read('australia.cap')).message.infos[0]!.areas[0]!.circles).toEqual([{ centre: [147.0598, -35.3888], radiusKm: 25 }]);
  });
  it('what an update replaces', async () => {
    expect((await read('canada.cap')).message.references).toEqual([
      { sender: 'cap@ec.gc.ca', identifier: '2.49.0.1.124.a3f342a4.2012', sent: '2012-05-02T21:45:05-00:00' },
      { sender: 'cap@ec.gc.ca', identifier: '2.49.0.1.124.60f31a3a.2012', sent: '2012-05-02T21:55:21-00:00' },
    ]);
  });
});
