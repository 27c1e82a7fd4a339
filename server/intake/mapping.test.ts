import { describe, expect, it } from 'vitest';
import type { IncidentFacts } from '../app/import-facts.ts';
import { issueText } from '../app/import-issue.ts';
import { compileMapping, type MappingOptions } from './mapping.ts';
import { readMapping } from './mapping-schema.ts';

const OPTIONS: MappingOptions = { timeZone: 'America/New_York', nowMs: Date.parse('2016-02-01T00:00:00Z') };
const BASE = { id: 'ID', reportedAt: { column: 'OPEN', format: 'MM/dd/yyyy hh:mm:ss a' } };
const ROW = { ID: '7.0', OPEN: '01/14/2015 03:04:41 PM' };

type Cells = Record<string, unknown>;
const mapRow = (mapping: object, record: Cells, options: Partial<MappingOptions> = {}, point?: [number, number] | null) =>
  compileMapping(readMapping({ ...BASE, ...mapping }), { ...OPTIONS, ...options }).map({
    record: { ...ROW, ...record },
    ...(point === undefined ? {} : { point }),
  });
const facts = (...args: Parameters<typeof mapRow>): IncidentFacts => {
  const mapped = mapRow(...args);
  if (mapped.issue) throw new Error(`${mapped.issue.field}: ${issueText(mapped.issue).en}`);
  return mapped.facts;
};
const refusal = (...args: Parameters<typeof mapRow>): [string | undefined, string | null | undefined] => {
  const { issue } = mapRow(...args);
  return [issue?.code, issue?.field];
};
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

describe('a row becomes facts', () => {
  it('with everything mapped', () => {
    const mapping = {
      closedAt: { column: 'CLOSE', format: ['MM/dd/yyyy hh:mm:ss a', 'yyyy-MM-dd'] },
      dueAt: { column: 'DUE', timeZone: 'UTC' },
      status: { column: 'STATE', map: { Fixed: 'closed' } },
      category: { column: 'KIND', map: { '11': 'pothole' }, known: true },
      severity: { column: 'PRIO', map: { High: 'urgent' }, default: 'low' },
      description: 'TEXT',
      source: { default: 'nyc311' },
      department: { column: 'DEPT', default: 'none' },
      reporter: 'WHO',
      area: { column: 'WARD', tier: 'district' },
      longitude: 'X',
      latitude: 'Y',
    };
    const record = {
      CLOSE: '2015-01-15',
      DUE: '2015-01-20 12:00',
      STATE: 'Fixed',
      KIND: '11.0',
      PRIO: 'High',
      TEXT: ' two\nlines ',
      DEPT: '',
      WHO: 'A B',
      WARD: '011',
      X: ' -71.06',
      Y: 42.36,
    };
    expect(facts(mapping, record)).toEqual({
      externalId: '7',
      reportedAtMs: Date.parse('2015-01-14T20:04:41Z'),
      closedAtMs: Date.parse('2015-01-15T05:00:00Z'),
      dueAtMs: Date.parse('2015-01-20T12:00:00Z'),
      status: 'closed',
      category: 'pothole',
      severity: 'urgent',
      description: 'two\nlines',
      source: 'nyc311',
      department: 'none',
      reporter: 'A B',
      lngLat: [-71.06, 42.36],
      declaredArea: { column: 'WARD', value: '011', tier: 'district' },
      flags: [],
    });
  });

  it('with constants for what the file lacks, and nothing else', () => {
    const found = facts({ reportedAt: { default: '2015-01-01T00:00:00-05:00' }, category: { default: 'collision' } }, {});
    expect(found).toMatchObject({
      reportedAtMs: Date.parse('2015-01-01T05:00:00Z'),
      category: 'collision',
      status: 'reported',
      severity: null,
      lngLat: null,
      declaredArea: null,
      flags: [],
    });
  });

  it('reads ids as texts', () => {
    const id = (value: unknown): unknown => mapRow({}, { ID: value }).facts?.externalId ?? refusal({}, { ID: value })[0];
    expect(['101001247383.0', '007', 12, '1.50', ' a\n b ', '0.0', 'X-1'].map(id)).toEqual([
      '101001247383',
      '007',
      '12',
      '1.50',
      'a b',
      '0',
      'X-1',
    ]);
    expect(['', null, '1.01E+11', 2 ** 53, { a: 1 }, 'a\u0000b', 'x'.repeat(201), '\ud800'].map(id)).toEqual([
      'value.missing',
      'value.missing',
      'id.scientific',
      'id.unsafe-number',
      'value.not-text',
      'value.control-characters',
      'value.too-long',
      'value.control-characters',
    ]);
  });

  it('reads times of every make, and refuses the rest by field', () => {
    const at = (value: unknown, field: object = { column: 'OPEN' }): unknown =>
      iso(mapRow({ reportedAt: field }, { OPEN: value }).facts?.reportedAtMs ?? null) ?? refusal({ reportedAt: field }, { OPEN: value });
    expect(at('2015-07-01T12:00:00+08:00')).toBe('2015-07-01T04:00:00.000Z');
    expect(at('2015-07-01 12:00')).toBe('2015-07-01T16:00:00.000Z');
    expect(at(1421247881)).toBe('2015-01-14T15:04:41.000Z');
    expect(at(1421247881123)).toBe('2015-01-14T15:04:41.123Z');
    expect(at(20150114)).toBe('2015-01-14T05:00:00.000Z');
    expect(at('1421247881', { column: 'OPEN', format: 't' })).toBe('2015-01-14T15:04:41.000Z');
    expect(at('NULL', { column: 'OPEN', map: { NULL: null }, default: '2015-01-01T00:00Z' })).toBe('2015-01-01T00:00:00.000Z');
    expect(at('03/08/2015 02:30:00 AM', BASE.reportedAt)).toBe('2015-03-08T07:30:00.000Z');
    expect(at('01/14/2015')).toEqual(['time.unreadable', 'reportedAt']);
    expect(at('')).toEqual(['value.missing', 'reportedAt']);
    expect(at('2016-02-01T00:00:30Z')).toBe('2016-02-01T00:00:30.000Z');
    expect(at('2016-02-01T00:02:00Z')).toEqual(['time.future', 'reportedAt']);
    expect(at('1815-01-14')).toEqual(['time.implausible', 'reportedAt']);
    expect(refusal({ closedAt: 'C' }, { C: '2031-01-01' })).toEqual(['time.future', 'closedAt']);
    expect(iso(facts({ dueAt: 'D' }, { D: '2031-01-01T00:00:00Z' }).dueAtMs)).toBe('2031-01-01T00:00:00.000Z');
  });

  it('lets the state win over contradicting dates, and flags the row', () => {
    const both = { closedAt: 'C', status: 'S' };
    const state = (mapping: object, record: Cells): unknown[] => {
      const { status, closedAtMs, flags } = facts(mapping, record);
      return [status, iso(closedAtMs), ...flags];
    };
    expect(state(both, { S: 'Closed', C: '2015-01-15T00:00:00Z' })).toEqual(['closed', '2015-01-15T00:00:00.000Z']);
    expect(state(both, { S: 'CLOSED', C: '' })).toEqual(['closed', null, 'status-contradicts-dates']);
    expect(state(both, { S: 'Open', C: '2015-01-15T00:00:00Z' })).toEqual(['reported', null, 'status-contradicts-dates']);
    expect(state(both, { S: 'rejected', C: '2015-01-15T00:00:00Z' })).toEqual(['rejected', null]);
    expect(state(both, { S: '', C: '2015-01-15T00:00:00Z' })).toEqual(['closed', '2015-01-15T00:00:00.000Z']);
    expect(state({ status: 'S' }, { S: 'closed' })).toEqual(['closed', null]);
    expect(state({ closedAt: 'C' }, { C: '2015-01-13T00:00:00Z' })).toEqual(['closed', '2015-01-13T00:00:00.000Z', 'closed-before-opened']);
    expect(state({ dueAt: 'D' }, { D: '' })).toEqual(['reported', null, 'no-target']);
    expect(refusal({ status: 'S' }, { S: 'Fixed' })).toEqual(['value.unknown', 'status']);
    expect(refusal({ severity: 'S' }, { S: '3' })).toEqual(['value.unknown', 'severity']);
  });

  it('keeps line breaks in prose, cuts what is too long, refuses NUL', () => {
    expect(facts({ description: 'T' }, { T: `${'x'.repeat(3999)}😀y` })).toMatchObject({
      description: 'x'.repeat(3999),
      flags: ['description-cut'],
    });
    expect(refusal({ description: 'T' }, { T: 'a\u0000' })).toEqual(['value.control-characters', 'description']);
    expect(refusal({ reporter: 'T' }, { T: { name: 'secret' } })).toEqual(['value.not-text', 'reporter']);
    expect(JSON.stringify(mapRow({ reporter: 'T' }, { T: { name: 'secret' } }))).not.toContain('secret');
    expect(refusal({ category: 'T' }, { T: 'x'.repeat(81) })).toEqual(['value.too-long', 'category']);
  });
});

describe('a row gets its point', () => {
  const XY = { longitude: 'X', latitude: 'Y' };
  const point = (x: unknown, y: unknown, mapping: object = {}, options: Partial<MappingOptions> = {}): unknown => {
    const mapped = mapRow({ ...XY, ...mapping }, { X: x, Y: y }, options);
    return mapped.facts ? [mapped.facts.lngLat, ...mapped.facts.flags] : mapped.issue.code;
  };

  it('from columns, in any way of writing numbers', () => {
    expect(point('-71,06', '42,36')).toEqual([[-71.06, 42.36]]);
    expect(point(-71.06, 42.36)).toEqual([[-71.06, 42.36]]);
    expect([point('', ''), point(null, undefined)]).toEqual([[null], [null]]);
    expect([point('1', ''), point('N/A', '1'), point('NaN', '1'), point('-71.06', '42.36,1')]).toEqual([
      'coordinates.half',
      'coordinates.unreadable',
      'coordinates.unreadable',
      'coordinates.unreadable',
    ]);
  });

  it('not from default points, in either order, nor from (0, 0)', () => {
    const none = [null, 'ungeocoded-default-point'];
    const ungeocoded = [[-71.0587, 42.3594], { longitude: -77, latitude: 39 }];
    expect(point('-71.05870', '42.3594', { ungeocoded })).toEqual(none);
    expect(point(-77, 39, { ungeocoded })).toEqual(none);
    expect(point(-71.0587, 42.3594, { ungeocoded: [[42.3594, -71.0587]] })).toEqual(none);
    expect(point('0', '0.0')).toEqual(none);
    expect(point(-71.0588, 42.3594, { ungeocoded })).toEqual([[-71.0588, 42.3594]]);
  });

  it('not exchanged, not projected, not off the world', () => {
    const cityBox = [-71.2, 42.2, -70.9, 42.4] as const;
    expect(point(42.36, -71.06)).toEqual([[42.36, -71.06]]);
    expect(point(42.36, -71.06, {}, { cityBox })).toBe('coordinates.swapped');
    expect(point(-70, 40, {}, { cityBox })).toEqual([[-70, 40]]);
    expect(point(29.5, 106.5)).toBe('coordinates.swapped');
    expect(point(775000, 2956000)).toBe('coordinates.projected');
    expect(point(775000, 2956000, { crs: 'EPSG:2249' })).toEqual([[expect.closeTo(-71.06, 1), expect.closeTo(42.36, 1)]]);
    expect(point(1e300, 1e300, { crs: 'EPSG:28992' })).toBe('coordinates.off-projection');
    expect(point(106.56288, 29.556742, { crs: 'GCJ-02' })).toEqual([[expect.closeTo(106.5592, 3), expect.closeTo(29.5596, 3)]]);
  });

  it('from the feature itself, in the system that the file declares', () => {
    expect(facts({}, {}, {}, [-71, 42]).lngLat).toEqual([-71, 42]);
    expect(facts({}, {}, {}, null).lngLat).toBeNull();
    expect(facts({}, {}, { declaredCrs: 'urn:ogc:def:crs:EPSG::28992' }, [155000, 463000]).lngLat).toEqual([
      expect.closeTo(5.3872, 4),
      expect.closeTo(52.1552, 4),
    ]);
    expect(facts(XY, { X: 1, Y: 2 }, {}, [-71, 42]).lngLat).toEqual([1, 2]);
    expect(facts({ crs: 'CRS84' }, {}, { declaredCrs: 'EPSG:28992' }, [-71, 42]).lngLat).toEqual([-71, 42]);
  });
});

describe('the mapping itself is checked', () => {
  it('names its columns once', () => {
    const { columns, known } = compileMapping(
      readMapping({
        ...BASE,
        closedAt: 'OPEN',
        source: { default: 'x' },
        category: { column: 'K', known: true },
        crs: 'CRS84',
        system: 's',
      }),
      OPTIONS,
    );
    expect(columns).toEqual(['ID', 'OPEN', 'K']);
    expect(known).toEqual({ category: true, department: false, source: false, area: false });
  });

  it.each([
    [[], 'mapping: must be a JSON object'],
    [{ reportedAt: 'a' }, 'id: the mapping must say where this comes from'],
    [{ ...BASE, reportAt: 'x' }, 'reportAt: the mapping has no such field; did you mean "reportedAt"?'],
    [{ ...BASE, lat: 'x' }, /lat: .* It has: id, reportedAt, closedAt/],
    [{ ...BASE, status: 5 }, 'status: must be a column name or {column, map, default …}'],
    [{ ...BASE, status: {} }, 'status: neither a "column" nor a "default"'],
    [{ ...BASE, status: { column: 'S', mapp: {} } }, 'status.mapp: the mapping has no such field; did you mean "map"?'],
    [{ ...BASE, status: { column: 'S', map: { x: 'shut' } } }, /status: the map leads to "shut"; .* open, reported/],
    [{ ...BASE, severity: { column: 'S', default: 'high' } }, /severity: the map leads to "high".*critical, urgent/],
    [{ ...BASE, closedAt: { column: 'C', format: 5 } }, 'closedAt: must be {column'],
    [{ ...BASE, id: { default: 'x' } }, 'id: an id cannot be a constant'],
    [{ ...BASE, longitude: 'x' }, 'latitude: longitude and latitude go together'],
    [{ ...BASE, area: 'WARD' }, 'area: must be {column, tier}, the tier one of city, district'],
    [{ ...BASE, area: { column: 'W', tier: 'ward' } }, 'area: must be {column, tier}'],
    [{ ...BASE, ungeocoded: [42.3, -71] }, 'ungeocoded: must be a list of [longitude, latitude]'],
    [{ ...BASE, crs: { column: 'c' } }, 'crs: must be the name of a coordinate system'],
    [{ ...BASE, dueAt: { column: 'D', timeZone: 'EDT5' } }, 'dueAt: "EDT5" is no time zone'],
    [{ ...BASE, dueAt: { column: 'D', format: 'YYYY-MM-DD' } }, 'dueAt: the format "YYYY-MM-DD" cannot be used: the year is yyyy'],
    [{ ...BASE, crs: 'EPSG:99999' }, 'EPSG:99999'],
  ])('%j', (json, words) => {
    expect(() => compileMapping(readMapping(json), OPTIONS)).toThrow(words);
  });

  it('says everything that is wrong at once', () => {
    expect(() => readMapping({ longitude: 'x', lat: 'y', status: 1 })).toThrow(/id: .*\nreportedAt: .*\nlat: .*\nstatus: .*\nlatitude: /s);
  });
});
