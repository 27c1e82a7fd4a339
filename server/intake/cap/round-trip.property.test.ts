import { CAP_1_2 } from '@dec112/cap-ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  CAP_CATEGORIES,
  CAP_CERTAINTIES,
  CAP_RESPONSES,
  CAP_SEVERITIES,
  CAP_STATUSES,
  CAP_URGENCIES,
  type CapArea,
  type CapInfo,
  type CapMessage,
} from '../../../shared/cap.ts';
import type { LngLat } from '../../../shared/wire.ts';
import { bytesOf } from '../../testing/cap-bytes.ts';
import { isFlat } from '../polygon-checks.ts';
import { readCap } from './read-cap.ts';
import { writeCap } from './write-cap.ts';

// Words that XML or its writers could trip over.
const letters = fc.constantFrom('a', 'é', '雨', '🌧', '<', '>', '&', '"', "'", ' ', '\n', '\t', '\r', ']]>', '&amp;', '<!--', '%', '​');
const text = fc
  .array(letters, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((each) => each.trim() !== '');
const word = text.map((each) => each.trim());
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const name = fc.stringMatching(/^[\w.:@/-]{1,12}$/);
const time = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.\d+Z$/, '+08:00'));
const some = <T>(arbitrary: fc.Arbitrary<T>, most = 3): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: most });
const value = fc.record({ name: word, value: fc.oneof(word, fc.constant('')) });
const quotable = word.filter((each) => !each.includes('"') && !/\s/.test(each.replace(/ /g, '')));
const position: fc.Arbitrary<LngLat> = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }).map((n) => n || 0),
  fc.double({ min: -90, max: 90, noNaN: true }).map((n) => n || 0),
);
const ring = fc
  .array(position, { minLength: 3, maxLength: 8 })
  .map((points): LngLat[] => [...points, [...points[0]!]])
  .filter((points) => !isFlat(points));
const area: fc.Arbitrary<CapArea> = fc.record({
  desc: word,
  polygons: some(ring, 2),
  circles: some(fc.record({ centre: position, radiusKm: fc.double({ min: 0, max: 20_000, noNaN: true }) }), 2),
  geocodes: some(value),
  altitudeFt: maybe(fc.integer({ min: -500, max: 90_000 })),
  ceilingFt: maybe(fc.integer({ min: 0, max: 90_000 })),
});
const info: fc.Arbitrary<CapInfo> = fc.record({
  language: maybe(fc.constantFrom('zh-CN', 'en')),
  categories: fc.array(fc.constantFrom(...CAP_CATEGORIES), { minLength: 1, maxLength: 3 }),
  event: word,
  responses: some(fc.constantFrom(...CAP_RESPONSES)),
  urgency: fc.constantFrom(...CAP_URGENCIES),
  severity: fc.constantFrom(...CAP_SEVERITIES),
  certainty: fc.constantFrom(...CAP_CERTAINTIES),
  audience: maybe(text),
  eventCodes: some(value),
  effective: maybe(time),
  onset: maybe(time),
  expires: maybe(time),
  senderName: maybe(text),
  headline: maybe(text),
  description: maybe(text),
  instruction: maybe(text),
  web: maybe(name),
  contact: maybe(text),
  parameters: some(value),
  resources: some(
    fc.record({
      desc: word,
      mimeType: fc.constant('image/png'),
      size: maybe(fc.nat()),
      uri: maybe(name),
      derefUri: maybe(fc.base64String({ minLength: 4 })),
      digest: maybe(name),
    }),
    2,
  ),
  areas: some(area),
});
const identity = { identifier: name, sender: name, sent: time };
const message: fc.Arbitrary<CapMessage> = fc.record({
  ...identity,
  status: fc.constantFrom(...CAP_STATUSES),
  msgType: fc.constantFrom('Update', 'Cancel'),
  source: maybe(text),
  scope: fc.constant('Private'),
  restriction: maybe(text),
  addresses: fc.array(quotable, { minLength: 1, maxLength: 3 }),
  codes: some(word),
  note: maybe(text),
  references: fc.array(fc.record(identity), { minLength: 1, maxLength: 3 }),
  incidents: some(quotable),
  infos: some(info),
});

it('what we write we read as it was, in pieces of any length', async () => {
  await fc.assert(
    fc.asyncProperty(message, fc.integer({ min: 1, max: 300 }), async (written, piece) => {
      const [entry] = await readCap(bytesOf(writeCap(written), piece));
      expect(entry).toMatchObject({ read: { version: '1.2' } });
      expect((entry as { read: { message: CapMessage } }).read.message).toEqual(written);
    }),
    { numRuns: 300 },
  );
});

it('another reader finds the same in it', async () => {
  await fc.assert(
    fc.asyncProperty(message, async (written) => {
      const read = await CAP_1_2.Alert.fromXML(writeCap(written));
      expect([read.identifier, read.sender, read.sent]).toEqual([written.identifier, written.sender, written.sent]);
      expect(read.references?.split(' ')).toEqual(written.references.map((each) => `${each.sender},${each.identifier},${each.sent}`));
      expect(read.info_list?.map((each) => [each.event, each.headline ?? null, each.expires ?? null])).toEqual(
        written.infos.map(({ event, headline, expires }) => [event, headline, expires]),
      );
      const rings = (read.info_list ?? []).flatMap((each) => each.area_list ?? []).flatMap((each) => each.polygon_list ?? []);
      const expected = written.infos.flatMap(({ areas }) => areas).flatMap(({ polygons }) => polygons);
      expect(rings.map((each) => each.split(' ').map((pair) => pair.split(',').map(Number).reverse()))).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
