import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import { buildLocator } from '../domain/locator.ts';
import type { KnownArea } from '../app/import-areas.ts';
import { readAreas } from './geojson-areas.ts';
import type { IncidentFacts } from '../app/import-facts.ts';
import { compileMapping } from './mapping.ts';
import { readMapping } from './mapping-schema.ts';
import { openRows } from './rows.ts';

const DATA = '../shared/data';
const NOW = Date.parse('2025-11-06T00:00:00Z');
const CITY: KnownArea = { code: 'city', tier: 'city', names: { zh: '城', en: 'City' }, geometry: null };
const OPTIONS = { timeZone: 'America/New_York', nowMs: NOW };

async function factsOf(path: string, mapping: object): Promise<{ facts: IncidentFacts[]; refused: number }> {
  const file = await openRows(path);
  const mapper = compileMapping(readMapping(mapping), { ...OPTIONS, declaredCrs: file.crs });
  await file.checkColumns(mapper.columns);
  const facts: IncidentFacts[] = [];
  let refused = 0;
  for await (const row of file.rows(mapper.columns)) {
    const mapped = row.fault ? null : mapper.map(row).facts;
    if (mapped) facts.push(mapped);
    else refused += 1;
  }
  return { facts, refused };
}

function tally(keys: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key ?? 'outside'] = (counts[key ?? 'outside'] ?? 0) + 1;
  return counts;
}
const layerOf = (areas: readonly { code: string; geometry: AreaGeometry }[]) =>
  buildLocator(areas.map(({ code, geometry }) => ({ code, tierRank: 1, geometry })));

describe.skipIf(!existsSync(DATA))('Boston, 16,711 service requests', () => {
  const format = 'MM/dd/yyyy hh:mm:ss a';
  const MAPPING = {
    id: 'CASE_ENQUIRY_ID',
    reportedAt: { column: 'OPEN_DT', format },
    closedAt: { column: 'CLOSED_DT', format },
    dueAt: { column: 'TARGET_DT', format },
    status: 'CASE_STATUS',
    category: 'TYPE',
    source: 'Source',
    department: 'SUBJECT',
    description: 'CASE_TITLE',
    longitude: 'LONGITUDE',
    latitude: 'LATITUDE',
    ungeocoded: [[-71.0587, 42.3594]],
  };
  const counts = () =>
    JSON.parse(readFileSync(`${DATA}/boston311/counts.json`, 'utf8')) as {
      coordinates: { by_polygon: Record<string, number> };
      by_SUBJECT: Record<string, number>;
    };

  it('count as published, on time and late by the dates', async () => {
    const { facts, refused } = await factsOf(`${DATA}/boston311/boston311-2015-a.csv`, MAPPING);
    const flagged = (flag: IncidentFacts['flags'][number]): number => facts.filter(({ flags }) => flags.includes(flag)).length;
    expect([facts.length, refused, new Set(facts.map(({ externalId }) => externalId)).size]).toEqual([16_711, 0, 16_711]);
    expect(tally(facts.map(({ status }) => status))).toEqual({ closed: 16_003, reported: 708 });
    expect([
      flagged('no-target'),
      flagged('closed-before-opened'),
      flagged('ungeocoded-default-point'),
      flagged('status-contradicts-dates'),
    ]).toEqual([6_634, 140, 682, 0]);
    // Judged: closed with a target, not closed before opened. On time: closed at the target or before.
    const judged = facts.filter((row) => row.closedAtMs !== null && row.dueAtMs !== null && !row.flags.includes('closed-before-opened'));
    expect([judged.filter((row) => row.closedAtMs! <= row.dueAtMs!).length, judged.length]).toEqual([7_675, 7_675 + 1_784]);
    expect(tally(facts.map(({ department }) => department))).toEqual(counts().by_SUBJECT);
  }, 30_000);

  it('lie in the published polygons; the default point is no location when the mapping says so', async () => {
    const { areas } = await readAreas(`${DATA}/boston311/boston-neighborhoods.geojson`, { tier: 'district', code: 'name', name: 'name' }, [
      CITY,
    ]);
    const { locate } = layerOf(areas);
    const places = async (mapping: object): Promise<(string | null)[]> =>
      (await factsOf(`${DATA}/boston311/boston311-2015-a.csv`, mapping)).facts.flatMap(({ lngLat }) =>
        lngLat === null ? [] : [locate(lngLat)],
      );
    const published = counts().coordinates.by_polygon;
    const { ungeocoded: _, ...naive } = MAPPING;
    expect(tally(await places(naive))).toEqual({ ...published, outside: 10 });
    expect(tally(await places(MAPPING))).toEqual({ ...published, Downtown: published['Downtown']! - 682, outside: 10 });
  }, 30_000);
});

describe.skipIf(!existsSync(DATA))('New York, 20,644 collisions', () => {
  it('lie in the published areas of all three levels, constants standing for what the file lacks', async () => {
    const { facts, refused } = await factsOf(`${DATA}/nyc-collisions/injurious-collisions.geojson`, {
      id: 'id',
      reportedAt: { default: '2020-01-01T00:00:00-05:00' },
      category: { default: 'collision' },
      area: { column: 'BOROUGH', tier: 'district' },
    });
    expect([facts.length, refused]).toEqual([20_644, 0]);
    const { injurious } = JSON.parse(readFileSync(`${DATA}/nyc-collisions/counts.json`, 'utf8')) as {
      injurious: Record<string, Record<string, number>> & { outside_all: Record<string, number>; declared_BOROUGH: Record<string, number> };
    };
    expect(tally(facts.map(({ declaredArea }) => declaredArea!.value))).toEqual(injurious.declared_BOROUGH);
    const levels = [
      ['borough', 'BoroName', 'level1_borough'],
      ['CD', 'GEOCODE', 'level2_cd'],
      ['NTA', 'NTACode', 'level3_nta'],
    ] as const;
    for (const [name, code, level] of levels) {
      const { areas } = await readAreas(`${DATA}/nyc-collisions/${name}.geojson`, { tier: 'district', code, name: code, merge: true }, [
        CITY,
      ]);
      const { locate } = layerOf(areas);
      const found = tally(facts.map(({ lngLat }) => locate(lngLat!)));
      expect(found).toEqual({ ...injurious[level], outside: injurious.outside_all[name.toLowerCase()] });
    }
  }, 30_000);
});
