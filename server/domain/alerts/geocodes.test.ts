import { describe, expect, it } from 'vitest';
import { alertRulesOf, OWN_GEOCODE } from '../../../shared/alert-rules.ts';
import type { CapArea } from '../../../shared/cap.ts';
import type { Tier } from '../../../shared/terms.ts';
import { capInfo, capMessage } from '../../testing/cap-messages.ts';
import { buildTree } from '../tree.ts';
import type { Alert } from './alert.ts';
import { isElsewhere } from './elsewhere.ts';
import { evolveAlert } from './evolve-alert.ts';
import { findGeocodes } from './geocodes.ts';
import { receivedFacts } from './received-facts.ts';

const NOW = Date.parse('2026-07-10T08:00:00+08:00');
const row = (code: string, tier: Tier, parent: string | null) => ({
  code,
  tier,
  kind: tier,
  parent,
  names: { zh: code, en: code },
  validFromMs: 0,
  validToMs: null,
  isSchematic: true,
  isProvisional: false,
  pinyin: null,
  bbox: null,
});
const tree = buildTree([
  row('50', 'city', null),
  row('500103', 'district', '50'),
  row('500103001', 'street', '500103'),
  row('500103002', 'street', '500103'),
  row('500105', 'district', '50'),
]);
const rules = alertRulesOf({
  geocodeTables: [
    { names: ['EMMA_ID', 'NUTS3'], codes: { NL010: ['500103'], NL011: ['500105', '500103002'], NL012: ['gone'] } },
    { names: ['FIPS6', 'SAME'], codes: { '006037': ['50'] } },
  ],
});
const found = (name: string, value: string) => {
  const { codes, notes } = findGeocodes([{ name, value }], rules, tree, NOW);
  return [[...codes], notes === null ? null : [notes.unknown.map((each) => each.value), notes.widened.map(({ area }) => area)]];
};

describe('codes by which messages name areas', () => {
  it.each([
    ['EMMA_ID', 'NL010', [['500103'], null]],
    ['emma-id', ' nl011 ', [['500105', '500103002'], null]],
    ['NUTS3', 'NL010', [['500103'], null]],
    ['SAME', '006037', [['50'], null]],
    // A table says nothing of codes that have another name.
    ['UGC', 'NL010', [[], [['NL010'], []]]],
    ['EMMA_ID', 'NL099', [[], [['NL099'], []]]],
    // An area that has ended is none.
    ['EMMA_ID', 'NL012', [[], [['NL012'], []]]],
    // Nor do six digits of a county of ours, said as somebody else's code.
    ['FIPS6', '500103', [[], [['500103'], []]]],
    ['GB/T 2260', '500103', [['500103'], null]],
    ['GB/T 2260', '500103000000', [['500103'], null]],
    ['GB/T 2260', '500103001000', [['500103001'], null]],
    // Six digits are the district, nine the street: a village lies in its street, a street nobody knows in its district.
    ['GB/T 2260', '500103001007', [['500103001'], [[], ['500103001']]]],
    ['GB/T 2260', '500103099', [['500103'], [[], ['500103']]]],
    ['adcode', '500103099001', [['500103'], [[], ['500103']]]],
    ['GB/T 2260', '500199001001', [[], [['500199001001'], []]]],
    ['GB/T 2260', '510100', [[], [['510100'], []]]],
    [OWN_GEOCODE, 'city-9', [[], [['city-9'], []]]],
  ])('%s %s', (name, value, told) => {
    expect(found(name, value)).toEqual(told);
  });

  it('what is not understood is counted, and named as far as a person would read it', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ name: 'UGC', value: `MTZ${i}` }));
    const { notes } = findGeocodes([...many, ...many], rules, tree, NOW);
    expect([notes!.unknown.length, notes!.unknownCount]).toEqual([40, 60]);
  });
});

describe('a message', () => {
  const area = (geocodes: { name: string; value: string }[], polygons: CapArea['polygons'] = []): CapArea => ({
    desc: 'x',
    polygons,
    circles: [],
    geocodes,
    altitudeFt: null,
    ceilingFt: null,
  });
  const message = (...areas: CapArea[]) => capMessage({ infos: [capInfo({ areas })] });
  const factsOf = (told: ReturnType<typeof message>) => receivedFacts(told, [new Map()], { rules, tree, sizeOf: () => 1, nowMs: NOW });

  it('is cut by a foreign code, and says which of its codes nobody knows', () => {
    const { parts, node, geocodeNotes } = factsOf(
      message(
        area([
          { name: 'EMMA_ID', value: 'NL010' },
          { name: 'UGC', value: 'MTZ014' },
          { name: 'GB/T 2260', value: '500103001009' },
        ]),
      ),
    );
    expect([node, parts[0]!.areas.map(({ code }) => code)]).toEqual(['500103', ['50', '500103', '500103001', '500103002']]);
    expect(geocodeNotes).toEqual({
      unknown: [{ name: 'UGC', value: 'MTZ014' }],
      unknownCount: 1,
      widened: [{ name: 'GB/T 2260', value: '500103001009', area: '500103001' }],
    });
    expect(factsOf(message(area([{ name: 'NUTS3', value: 'NL010' }])))).not.toHaveProperty('geocodeNotes');
  });

  it('that goes on from another says what is to be said of its own codes', () => {
    const receive = (before: Alert | null, told: ReturnType<typeof message>): Alert =>
      evolveAlert(before, {
        type: 'AlertReceived',
        decided: {
          message: { sender: 's@x', identifier: 'a', sent: told.sent, msgType: 'Alert', isPublic: true, isNameTaken: false },
          facts: factsOf(told),
          isOriginalUnknown: false,
        },
        id: 1,
        version: 1,
        occurredAtMs: NOW,
        actor: 'x',
        textHash: null,
      });
    const first = receive(null, message(area([{ name: 'UGC', value: 'MTZ014' }])));
    expect(first.geocodeNotes?.unknownCount).toBe(1);
    expect(receive(first, message(area([{ name: 'EMMA_ID', value: 'NL010' }])))).not.toHaveProperty('geocodeNotes');
  });

  const ring: CapArea['polygons'] = [
    [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 1],
    ],
  ];
  it.each<[string, CapArea[], boolean]>([
    ['drawn in another place', [area([], ring)], true],
    ['named by a code of which all of ours are known', [area([{ name: 'EMMA_ID', value: 'NL099' }])], true],
    ['one of two areas is only told in words', [area([], ring), area([])], false],
    ['named by a code that nobody knows here', [area([{ name: 'UGC', value: 'MTZ014' }])], false],
    ['without an area', [], false],
    ['here', [area([{ name: 'EMMA_ID', value: 'NL010' }])], false],
  ])('is certainly elsewhere, or might be meant for us: %s', (_what, areas, isSure) => {
    const told = message(...areas);
    expect(isElsewhere(told, factsOf(told), rules)).toBe(isSure);
  });
});
