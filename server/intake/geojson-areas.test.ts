import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AreaFile, KnownArea } from '../app/import-areas.ts';
import { type AreaOptions, readAreas } from './geojson-areas.ts';
import { issueText } from '../app/import-issue.ts';

const folder = mkdtempSync(join(tmpdir(), 'areas-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CITY: KnownArea = { code: 'city', tier: 'city', names: { zh: '城', en: 'City' }, geometry: null };
const square = (x: number, y: number, size = 1): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const polygon = (...rings: number[][][]): object => ({ type: 'Polygon', coordinates: rings });
const feature = (properties: object | null, geometry: object | null = polygon(square(0, 0))): object => ({
  type: 'Feature',
  properties,
  geometry,
});
const district = (code: string, x: number, names = { zh: code, en: code }): KnownArea => ({
  code,
  tier: 'district',
  names,
  geometry: { type: 'Polygon', coordinates: [square(x, 0, 2)] },
});

async function read(
  features: object[],
  options: Partial<AreaOptions> = {},
  known: KnownArea[] = [CITY],
  members: object = {},
): Promise<AreaFile> {
  const path = join(folder, 'areas.geojson');
  writeFileSync(path, `\ufeff${JSON.stringify({ type: 'FeatureCollection', ...members, features })}`);
  return readAreas(path, { tier: 'district', code: 'code', name: 'name', ...options }, known);
}
const refusals = ({ quarantine }: AreaFile): [number, string][] => quarantine.map(({ ordinal, issue }) => [ordinal, issue.code]);
const counts = ({ areas, merged, quarantine, parentDisagrees, straddling, ...file }: AreaFile) => ({
  read: file.read,
  areas: areas.length,
  merged,
  quarantined: quarantine.length,
  parentDisagrees,
  straddling,
});
/** [west, south, east, north] of the first area. */
function box({ areas }: AreaFile): number[] {
  const [first] = areas;
  const positions = (first!.geometry.type === 'Polygon' ? [first!.geometry.coordinates] : first!.geometry.coordinates).flat(
    2,
  ) as number[][];
  const [xs, ys] = [positions.map((p) => p[0]!), positions.map((p) => p[1]!)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
const isAccounted = (file: AreaFile): boolean => file.read === file.areas.length + file.merged + file.quarantine.length;

describe('codes and names', () => {
  it('are texts: numbers, decimals from data frames and leading zeros', async () => {
    const codes = [7, '007', 1411.0, '1411.0', '12.50', 'Back Bay'];
    const { areas, quarantine } = await read(codes.map((code, i) => feature({ code, name: `n${i}` }, polygon(square(i, 0)))));
    expect(areas.map((area) => area.code)).toEqual(['7', '007', '12.50', 'Back Bay']);
    expect(quarantine.map(({ ordinal, subject, issue }) => [ordinal, subject, issue.code])).toEqual([
      [3, '1411', 'code.duplicate'],
      [4, '1411', 'code.duplicate'],
    ]);
    expect(issueText(quarantine[0]!.issue).en).toBe('2 features (numbers 3, 4) have the code "1411"; pass --merge if they are one area');
  });

  it('read Chinese names in pinyin, and others as the file gives them', async () => {
    const { areas } = await read([
      feature({ code: 1, name: '渝中区' }),
      feature({ code: 2, name: '강동구', name_eng: 'Gangdong-gu' }),
      feature({ code: 3, name: ' Back  Bay ' }),
      feature({ code: 4, name: '高新区管委会', name_en: '' }),
    ]);
    expect(areas.map(({ names, kind, pinyin }) => [names.zh, names.en, kind, pinyin])).toEqual([
      ['渝中区', 'Yuzhong District', '区', 'yuzhongqu yzq'],
      ['강동구', 'Gangdong-gu', 'district', null],
      ['Back Bay', 'Back Bay', 'district', null],
      ['高新区管委会', 'Gaoxinquguanweihui', 'district', 'gaoxinquguanweihui gxqgwh'],
    ]);
  });

  it('are refused when missing, unclean or taken by another tier', async () => {
    const result = await read([
      feature({ name: 'x' }),
      feature({ code: ' ', name: 'x' }),
      feature({ code: 'a', name: null }),
      feature({ code: 'a\u0000b', name: 'x' }),
      feature({ code: ['a'], name: 'x' }),
      feature({ code: 'city', name: 'x' }),
      feature(null),
      feature({ code: 'x'.repeat(81), name: 'x' }),
    ]);
    expect(refusals(result)).toEqual([
      [1, 'code.missing'],
      [2, 'code.missing'],
      [3, 'name.missing'],
      [4, 'value.control-characters'],
      [5, 'value.not-text'],
      [6, 'code.taken'],
      [7, 'code.missing'],
      [8, 'value.too-long'],
    ]);
    expect(isAccounted(result)).toBe(true);
  });

  it('come from properties that exist', async () => {
    await expect(read([feature({ CODE: 1, name: 'x' })])).rejects.toThrow(
      'the file has no column "code"; did you mean "CODE"? Its columns: CODE, name',
    );
    expect((await read([{ ...feature({ name: 'x' }), id: 9 }], { code: 'id' })).areas[0]?.code).toBe('9');
  });

  it('join with --merge: touching parts become one border', async () => {
    const result = await read(
      [
        feature({ code: 0, name: 'park' }),
        feature({ code: '0.0', name: 'airport' }, polygon(square(1, 0))),
        feature({ code: 0, name: 'beach' }, polygon(square(5, 5))),
      ],
      { merge: true },
    );
    expect(result.areas).toHaveLength(1);
    expect(result.areas[0]).toMatchObject({ code: '0', names: { en: 'park' }, geometry: { type: 'MultiPolygon' } });
    expect(result.areas[0]!.geometry.coordinates).toHaveLength(2);
    expect(box(result)).toEqual([0, 0, 6, 6]);
    expect(counts(result)).toMatchObject({ read: 3, areas: 1, merged: 2, quarantined: 0 });
  });
});

describe('borders', () => {
  it('are closed, cleared of repeated points and empty rings, and redrawn where they cross themselves', async () => {
    const bowTie = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ];
    const eight = [
      [0, 0],
      [1, 1],
      [2, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [0, 0],
    ];
    const spike = [
      [0, 0],
      [2, 0],
      [2, 2],
      [2, 5],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    const overlapping = { type: 'MultiPolygon', coordinates: [[square(0, 0, 2)], [square(1, 1, 2)]] };
    const touchingHole = polygon(square(0, 0, 4), [
      [0, 0],
      [1, 2],
      [2, 1],
      [0, 0],
    ]);
    const cases: [string, object][] = [
      [
        'open',
        polygon([
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
      ],
      [
        'repeated',
        polygon([
          [0, 0],
          [0, 0],
          [1, 0],
          [1, 1],
          [1, 1],
          [0, 1],
          [0, 0, 55],
        ]),
      ],
      [
        'flat hole',
        polygon(
          square(0, 0, 4),
          [
            [1, 1],
            [2, 2],
            [1, 1],
          ],
          square(2, 2),
        ),
      ],
      ['bow tie', polygon(bowTie)],
      ['eight', polygon(eight)],
      ['spike', polygon(spike)],
      ['overlapping', overlapping],
      ['hole touching its border', touchingHole],
      ['collection', { type: 'GeometryCollection', geometries: [polygon(square(0, 0)), polygon(square(3, 3))] }],
    ];
    const result = await read(cases.map(([code, geometry]) => feature({ code, name: 'x' }, geometry)));
    expect(result.quarantine).toEqual([]);
    expect(result.repaired).toEqual({ 'ring-closed': 1, 'points-dropped': 1, 'ring-dropped': 1, untangled: 4 });
    const shape = Object.fromEntries(result.areas.map(({ code, geometry }) => [code, geometry]));
    expect(shape['open']).toEqual({ type: 'Polygon', coordinates: [square(0, 0)] });
    expect(shape['repeated']).toEqual({ type: 'Polygon', coordinates: [square(0, 0)] });
    expect(shape['flat hole']!.coordinates).toHaveLength(2);
    expect(shape['bow tie']!.coordinates).toHaveLength(2);
    expect(shape['eight']!.type).toBe('MultiPolygon');
    expect(shape['spike']).toEqual({ type: 'Polygon', coordinates: [square(0, 0, 2)] });
    expect(shape['overlapping']!.type).toBe('Polygon');
    expect(shape['hole touching its border']).toEqual(touchingHole);
    expect(shape['collection']!.type).toBe('MultiPolygon');
  });

  it('that are none are refused, with the feature named', async () => {
    const result = await read([
      feature({ code: 1, name: 'x' }, null),
      feature(
        { code: 2, name: 'x' },
        {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      ),
      feature(
        { code: 3, name: 'x' },
        polygon([
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ]),
      ),
      feature(
        { code: 4, name: 'x' },
        polygon([
          ['0', 0],
          [1, 1],
        ] as unknown as number[][]),
      ),
      feature({ code: 5, name: 'x' }, { type: 'Polygon', coordinates: [] }),
      feature({ code: 6, name: 'x' }, polygon(square(179.5, 0))),
      feature({ code: 7, name: 'x' }),
      7 as unknown as object,
    ]);
    expect(refusals(result)).toEqual([
      [1, 'feature.geometry-missing'],
      [2, 'feature.not-a-polygon'],
      [3, 'feature.zero-area'],
      [4, 'feature.not-numbers'],
      [5, 'feature.geometry-missing'],
      [6, 'feature.outside-world'],
      [8, 'row.json-broken'],
    ]);
    expect(isAccounted(result)).toBe(true);
  });
});

describe('coordinate systems', () => {
  const amersfoort = polygon([
    [155000, 463000],
    [156000, 463000],
    [156000, 464000],
    [155000, 463000],
  ]);

  it('that are declared are transformed, in every old way of declaring them', async () => {
    for (const crs of [
      { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } },
      { type: 'EPSG', properties: { code: 28992 } },
    ]) {
      const result = await read([feature({ code: 1, name: 'x' }, amersfoort)], {}, [CITY], { crs });
      expect(result.crs).toBe('EPSG:28992');
      expect(box(result)).toEqual([
        expect.closeTo(5.3872, 4),
        expect.closeTo(52.1552, 4),
        expect.closeTo(5.4018, 4),
        expect.closeTo(52.1642, 4),
      ]);
    }
    const plain = await read([feature({ code: 1, name: 'x' })], {}, [CITY], {
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    });
    expect([plain.crs, box(plain)]).toEqual(['WGS-84', [0, 0, 1, 1]]);
  });

  it('that the caller names go before the file', async () => {
    const result = await read([feature({ code: 1, name: 'x' }, polygon(square(106.5, 29.5)))], { crs: 'GCJ-02' }, [CITY], {
      crs: { type: 'name', properties: { name: 'EPSG:4326' } },
    });
    expect(box(result)[0]).toBeCloseTo(106.5 - 0.0037, 3);
  });

  it('that are unknown, or left out where they are needed, refuse the file with the way out', async () => {
    const tried = (geometry: object, members: object = {}, options: Partial<AreaOptions> = {}) =>
      read([feature({ code: 1, name: 'x' }, geometry)], options, [CITY], members);
    await expect(tried(polygon(square(0, 0)), { crs: { type: 'name', properties: { name: 'EPSG:2414' } } })).rejects.toThrow(
      /EPSG:2414.*--crs/,
    );
    await expect(tried(polygon(square(0, 0)), { crs: null })).rejects.toThrow(/null.*--crs/);
    await expect(tried(polygon(square(0, 0)), {}, { crs: 'Gauss' })).rejects.toThrow(/Gauss.*--crs/);
    await expect(tried(amersfoort)).rejects.toThrow(/155000, 463000.*--crs/);
    await expect(tried(polygon(square(29.5, 106.5)))).rejects.toThrow('latitude first');
  });
});

describe('parents', () => {
  const known = [
    CITY,
    district('west', 0, { zh: '西区', en: 'West' }),
    district('east', 2, { zh: '东区', en: 'East' }),
    district('e2', 10, { zh: '南', en: 'East' }),
  ];
  const street = (properties: object, x = 0): object => feature({ name: 'x', ...properties }, polygon(square(x, 0)));
  const streets = (features: object[], options: Partial<AreaOptions>) => read(features, { tier: 'street', ...options }, known);

  it('are found by code, then by a name that one of them has; the rest is refused', async () => {
    const result = await streets(
      ['west', 'WEST', '西区', 'East', 'north', '', 'east'].map((parent, i) => street({ code: i, parent }, i === 6 ? 2 : 0)),
      { parent: 'parent' },
    );
    expect(result.areas.map(({ code, parent }) => [code, parent])).toEqual([
      ['0', 'west'],
      ['1', 'west'],
      ['2', 'west'],
      ['6', 'east'],
    ]);
    expect(refusals(result)).toEqual([
      [4, 'parent.ambiguous'],
      [5, 'parent.unknown'],
      [6, 'parent.missing'],
    ]);
    expect(result.parentDisagrees).toBe(0);
  });

  it('may have children of the same name', async () => {
    const { areas } = await streets(
      [street({ code: 1, parent: 'west', name: '龙潭镇' }), street({ code: 2, parent: 'east', name: '龙潭镇' }, 2)],
      { parent: 'parent' },
    );
    expect(areas.map(({ names, parent }) => [names.zh, parent])).toEqual([
      ['龙潭镇', 'west'],
      ['龙潭镇', 'east'],
    ]);
  });

  it('disagree with the place: the file is followed and the disagreement counted', async () => {
    const result = await streets([street({ code: 1, parent: 'east' }, 0), street({ code: 2, parent: 'west' }, 0)], { parent: 'parent' });
    expect(result.areas.map((area) => area.parent)).toEqual(['east', 'west']);
    expect(counts(result)).toMatchObject({ parentDisagrees: 1, straddling: 1 });
  });

  it('are the one with the largest overlap, also in a close race', async () => {
    const result = await streets(
      [street({ code: 1 }, 0.2), street({ code: 2 }, 1.499), street({ code: 3 }, 1.501), street({ code: 4 }, 30)],
      { parentByLocation: true },
    );
    expect(result.areas.map((area) => area.parent)).toEqual(['west', 'west', 'east']);
    expect(refusals(result)).toEqual([[4, 'parent.none-here']]);
    expect(result.straddling).toBe(2);
  });

  it('of merged features that name several: the one that covers most', async () => {
    const result = await streets(
      [street({ code: 0, parent: 'west' }, 1), feature({ code: 0, name: 'x', parent: 'east' }, polygon(square(2, 0, 2)))],
      { parent: 'parent', merge: true },
    );
    expect(result.areas[0]!.parent).toBe('east');
    expect(counts(result)).toMatchObject({ areas: 1, merged: 1, parentDisagrees: 1 });
  });

  it('need no question when there is one, and an answer when there are more', async () => {
    expect((await read([street({ code: 1 })], { tier: 'street' })).areas[0]!.parent).toBe('city');
    await expect(streets([street({ code: 1 })], {})).rejects.toThrow('(district) has 3 areas; pass --parent');
    await expect(read([street({ code: 1 })], { tier: 'street', parentByLocation: true })).rejects.toThrow('no drawn borders');
    await expect(read([street({ code: 1 })], { tier: 'city' })).rejects.toThrow('guantong init');
    await expect(read([street({ code: 1 })], { tier: 'ward' })).rejects.toThrow('no tier "ward"; one of: district, street');
    await expect(read([street({ code: 1 })], {}, [])).rejects.toThrow('guantong init');
  });
});

const DATA = '../shared/data';
const toKnown = ({ areas }: AreaFile): KnownArea[] => areas;
describe.skipIf(!existsSync(DATA))('real cities', { timeout: 30_000 }, () => {
  it('Seoul: every dong finds the gu that its code begins with, though the levels were simplified apart', async () => {
    const gu = await readAreas(
      `${DATA}/seoul-boundaries/seoul_municipalities_geo_simple.json`,
      { tier: 'district', code: 'code', name: 'name' },
      [CITY],
    );
    expect(counts(gu)).toMatchObject({ read: 25, areas: 25, quarantined: 0 });
    const dong = await readAreas(
      `${DATA}/seoul-boundaries/seoul_submunicipalities_geo_simple.json`,
      { tier: 'street', code: 'code', name: 'name', parentByLocation: true },
      [CITY, ...toKnown(gu)],
    );
    expect(counts(dong)).toMatchObject({ read: 423, areas: 423, quarantined: 0 });
    expect(dong.areas.filter(({ code, parent }) => !code.startsWith(parent))).toEqual([]);
    expect(
      dong.areas
        .filter(({ names }) => names.zh === '신사동')
        .map((area) => area.parent)
        .sort(),
    ).toEqual(['11210', '11230']);
    expect(dong.areas[0]!.names).toEqual({ zh: '길동', en: 'Gil-dong' });
  });

  it('New York: codes that are not keys are quarantined or merged, parents found by name', async () => {
    const at = (name: string): string => `${DATA}/nyc-collisions/${name}.geojson`;
    const boroughs = await readAreas(at('borough'), { tier: 'district', code: 'BoroCode', name: 'BoroName' }, [CITY]);
    expect(boroughs.areas.map(({ code, names }) => `${code} ${names.en}`).sort()).toEqual([
      '1 Manhattan',
      '2 Bronx',
      '3 Brooklyn',
      '4 Queens',
      '5 Staten Island',
    ]);
    const known = [CITY, ...toKnown(boroughs)];
    const options = { tier: 'street', code: 'GEOCODE', name: 'GEONAME', parent: 'BOROUGH' };
    const split = await readAreas(at('CD'), options, known);
    expect(counts(split)).toMatchObject({ read: 71, areas: 64, merged: 0, quarantined: 7 });
    expect(new Set(split.quarantine.map(({ subject, issue }) => `${subject} ${issue.code}`))).toEqual(new Set(['0 code.duplicate']));
    const merged = await readAreas(at('CD'), { ...options, merge: true }, known);
    expect(counts(merged)).toMatchObject({ read: 71, areas: 65, merged: 6, quarantined: 0 });
    const nta = await readAreas(at('NTA'), { tier: 'street', code: 'NTACode', name: 'NTAName', parent: 'BoroName' }, known);
    expect(counts(nta)).toMatchObject({ read: 195, areas: 195, quarantined: 0, parentDisagrees: 0 });
    const byPlace = await readAreas(at('NTA'), { tier: 'street', code: 'NTACode', name: 'NTAName', parentByLocation: true }, known);
    expect(byPlace.areas.map((area) => area.parent)).toEqual(nta.areas.map((area) => area.parent));
  });

  it('Boston: names are codes too', async () => {
    const boston = await readAreas(`${DATA}/boston311/boston-neighborhoods.geojson`, { tier: 'district', code: 'name', name: 'name' }, [
      CITY,
    ]);
    expect(counts(boston)).toMatchObject({ read: 26, areas: 26, quarantined: 0 });
  });

  it('Amsterdam: metres become degrees', async () => {
    const centrum = JSON.parse(readFileSync(`${DATA}/amsterdam-signalen/centrum.json`, 'utf8')) as {
      naam: string;
      code: string;
      geometrie: object;
    };
    const features = [feature({ code: centrum.code, name: centrum.naam }, centrum.geometrie)];
    await expect(read(features)).rejects.toThrow('--crs');
    const result = await read(features, { crs: 'EPSG:28992' });
    expect(box(result)).toEqual([expect.closeTo(4.87, 2), expect.closeTo(52.36, 2), expect.closeTo(4.93, 2), expect.closeTo(52.39, 2)]);
  });
});
