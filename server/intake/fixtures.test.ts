import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TIERS, type Tier } from '../../shared/terms.ts';
import { buildLocator } from '../domain/locator.ts';
import type { AreaFile, KnownArea } from '../app/import-areas.ts';
import { type AreaOptions, readAreas } from './geojson-areas.ts';
import type { IncidentFacts } from '../app/import-facts.ts';
import type { Issue } from '../app/import-issue.ts';
import { compileMapping } from './mapping.ts';
import { readMapping } from './mapping-schema.ts';
import { openRows } from './rows.ts';

/** An invented city with every defect that real files have shown (fixtures/README.md); expected.json was counted from its plan. */
const at = (name: string): string => join(import.meta.dirname, 'fixtures', name);
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));
interface Expected {
  [name: string]: unknown;
  quarantine: [number, string][];
  areas: Record<'districts' | 'streets' | 'streetsMerged', object>;
  streetQuarantine: [number, string][];
}
const expected = json('expected.json') as Expected;

const CITY: KnownArea = { code: 'city', tier: 'city', names: { zh: '城', en: 'City' }, geometry: null };
const STREETS: AreaOptions = { tier: 'street', code: 'ST_CODE', name: 'ST_NAME', parent: 'DISTRICT' };
const counts = ({ read, areas, merged, quarantine }: AreaFile) => ({ read, areas: areas.length, merged, quarantined: quarantine.length });
const districts = (): Promise<AreaFile> =>
  readAreas(at('districts.geojson'), { tier: 'district', code: 'DIST_NO', name: 'DIST_NAME' }, [CITY]);

describe('the invented city', () => {
  it('has its areas, and every feature accounted for', async () => {
    const upper = await districts();
    const { areas } = upper;
    expect(counts(upper)).toEqual(expected.areas.districts);
    const known = [CITY, ...areas];
    const split = await readAreas(at('streets.geojson'), STREETS, known);
    expect(counts(split)).toEqual(expected.areas.streets);
    expect([split.parentDisagrees, split.straddling]).toEqual([0, 0]);
    expect(split.repaired).toEqual({ 'ring-closed': 1, 'points-dropped': 1, untangled: 1 });
    expect(split.quarantine.map(({ ordinal, issue }) => [ordinal, issue.code])).toEqual(expected.streetQuarantine);
    expect(split.areas.map(({ code, parent, names }) => `${code} ${names.en} < ${parent}`)).toEqual([
      '011 Harbour < 01',
      '12 Market Hill < 01',
      '13 Lantern Fields < 01',
      '11 Harbour < 02',
      '21 Old·Quay < 02',
      '22 Weavers Row < 02',
    ]);
    const merged = await readAreas(at('streets.geojson'), { ...STREETS, merge: true }, known);
    expect(counts(merged)).toEqual(expected.areas.streetsMerged);
  });
});

describe('its 200 rows', () => {
  const facts: IncidentFacts[] = [];
  const refused: [number, Issue][] = [];
  beforeAll(async () => {
    const file = await openRows(at('requests.csv'));
    const cityBox = [-40.3, 30, -40, 30.2] as const;
    const mapper = compileMapping(readMapping(json('mapping.json')), {
      timeZone: 'Asia/Shanghai',
      nowMs: Date.parse('2025-11-06T00:00:00Z'),
      cityBox,
    });
    await file.checkColumns(mapper.columns);
    for await (const row of file.rows(mapper.columns)) {
      const mapped = row.fault ? { issue: row.fault } : mapper.map(row);
      if (mapped.issue) refused.push([row.line, mapped.issue]);
      else facts.push(mapped.facts);
    }
  });
  /** What stage by stage of an import counts: a row that differs under a known id goes, an identical one counts once. */
  const distinct = (): IncidentFacts[] => {
    const texts = new Map<string, Set<string>>();
    for (const one of facts) texts.set(one.externalId, (texts.get(one.externalId) ?? new Set()).add(JSON.stringify(one)));
    return [...texts.values()].filter((set) => set.size === 1).map((set) => JSON.parse([...set][0]!) as IncidentFacts);
  };
  const tally = (keys: readonly string[]): Record<string, number> =>
    Object.fromEntries([...new Set(keys)].sort().map((key) => [key, keys.filter((one) => one === key).length]));

  it('are all read, and the bad ones refused by line and reason', () => {
    expect(facts.length + refused.length).toBe(expected['read']);
    const byReader = expected.quarantine.filter(([, code]) => code !== 'id.differs-in-file');
    expect(refused.map(([line, { code }]) => [line, code])).toEqual(byReader);
    expect(facts.length).toBe((expected['accepted'] as number) + 2);
    expect(JSON.stringify(refused)).not.toContain('Lovelace');
  });

  it('count as their plan says', () => {
    const rows = distinct();
    expect(rows).toHaveLength(expected['distinct'] as number);
    const closed = rows.filter(({ status }) => status === 'closed');
    const judged = closed.filter((row) => row.closedAtMs !== null && row.dueAtMs !== null && !row.flags.includes('closed-before-opened'));
    expect({
      open: rows.length - closed.length,
      closed: closed.length,
      onTime: judged.filter((row) => row.closedAtMs! <= row.dueAtMs!).length,
      late: judged.filter((row) => row.closedAtMs! > row.dueAtMs!).length,
      flags: tally(rows.flatMap((row) => row.flags)),
      byType: tally(rows.map((row) => row.category!)),
    }).toEqual(Object.fromEntries(['open', 'closed', 'onTime', 'late', 'flags', 'byType'].map((key) => [key, expected[key]])));
  });

  it('lie where a ray cast by the plan puts them', async () => {
    const { areas } = await districts();
    const streets = await readAreas(at('streets.geojson'), STREETS, [CITY, ...areas]);
    const all = [...areas, ...streets.areas];
    const locator = buildLocator(all.map(({ code, tier, geometry }) => ({ code, tierRank: TIERS.indexOf(tier), geometry })));
    const codes = new Map<string, Tier>(all.map(({ code, tier }) => [code, tier]));
    const placed = distinct().map((row) => {
      const declared = row.declaredArea && codes.get(row.declaredArea.value) === row.declaredArea.tier ? row.declaredArea.value : null;
      if (row.lngLat === null) return { located: declared === null ? 'unlocated' : 'declared', place: declared ?? 'city', row };
      const place = locator.locate(row.lngLat);
      return { located: place === null ? 'outside' : 'point', place: place ?? 'city', row };
    });
    expect(tally(placed.map(({ located }) => located))).toEqual(expected['located']);
    expect(tally(placed.map(({ place }) => place))).toEqual(expected['byPlace']);
    const disagree = placed.filter(
      ({ located, place, row }) => located === 'point' && row.declaredArea !== null && row.declaredArea.value !== place,
    );
    expect(disagree).toHaveLength(expected['areaDisagrees'] as number);
  });

  it('keep what they say: times across clock changes, ids, texts in every script', () => {
    const instants = distinct().map((row) => new Date(row.reportedAtMs).toISOString());
    expect(instants).toContain('2015-03-08T07:30:00.000Z');
    expect(instants).toContain('2015-11-01T05:30:00.000Z');
    expect(facts.filter(({ externalId }) => externalId.startsWith('000'))).toHaveLength(4);
    expect(facts.some(({ description }) => description === 'two\r\nlines')).toBe(true);
    expect(facts.some(({ description }) => description === '"quoted", with comma')).toBe(true);
    expect(facts.some(({ description }) => description === '路灯不亮 💡')).toBe(true);
    expect(new Set(facts.map(({ department }) => department))).toEqual(new Set(['Public Works', 'Parks & "Greens"', 'Traffic']));
  });
});
