import { afterEach, describe, expect, it } from 'vitest';
import { importAreas, type AreaDraft, type AreaFile, type AreaImportOptions, type AreaImportReport } from './app/import-areas.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { areaEditions, importRuns } from './db/imports.repo.ts';
import { verify } from './db/verify.ts';
import type { Tier } from '../shared/terms.ts';
import { DAY_MS, dispatcher, HOUR_MS, NOON_MS } from './testing/factories.ts';
import { rehomeNow } from './testing/reform.ts';
import { pointIn, rectangle, shanghai, TEST_AREAS } from './testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';

let store: TestStore;
afterEach(() => store.close());

const draft = (code: string, changes: Partial<AreaDraft> = {}): AreaDraft => {
  const row = TEST_AREAS.find((each) => each.code === code)!;
  return { code, names: row.names, pinyin: null, tier: row.tier, kind: row.kind, parent: row.parent!, geometry: row.geometry, ...changes };
};
const file = (tier: Tier, areas: AreaDraft[]): AreaFile => ({
  tier,
  areas,
  quarantine: [],
  crs: 'WGS-84',
  read: areas.length,
  merged: 0,
  repaired: {},
  parentDisagrees: 0,
  straddling: 0,
});
function importing(areas: AreaFile, options: Partial<AreaImportOptions> = {}): Promise<AreaImportReport> {
  const { connection, queue, clock } = store;
  const deps = { store: queue, editions: areaEditions(connection), runs: importRuns(connection), now: () => clock.nowMs };
  return importAreas(async () => areas, deps, { file: 'areas.geojson', ...options });
}
const tree = async () => (await catalogueReader(store.connection.reader, store.connection.schema).current()).tree;
/** The streets after a reform: 9001003 is part of 9001002, 9002002 belongs to 9001. */
const reformed = (): AreaFile =>
  file('street', [
    draft('9001001'),
    draft('9001002', { ...rectangle(['9001002', '9001003']) }),
    draft('9002001', { names: { zh: '新名', en: 'New Name' } }),
    draft('9002002', { parent: '9001' }),
    draft('9003001'),
    draft('9003002'),
  ]);

describe.each(ENGINES)('an import of areas on %s', (engine) => {
  it('makes an edition of the day, says what moves, and moves nothing before', async () => {
    store = await openTestStore(engine);
    const { id: open } = await store.incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn('9001003')] });
    const { id: over } = await store.incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn('9001003')] });
    await store.incidents.command(dispatcher, over, 'reject', { seenVersion: 1, reason: 'no-such-thing' });
    const tomorrow = shanghai.addDays(shanghai.dayStart(NOON_MS), 1);
    const options = { isComplete: true, validFromMs: tomorrow + 5 * HOUR_MS };

    const dry = await importing(reformed(), { ...options, isDryRun: true });
    const report = await importing(reformed(), options);
    expect({ ...dry, importId: 1, isDryRun: false }).toEqual({ ...report, importId: 1 });
    expect([report.validFrom, report.toRehome, report.leftBehind]).toEqual([new Date(tomorrow).toISOString(), 1, 0]);
    const moved = Object.entries(report.moved).map(([what, list]) => [what, list.map(({ code }: { code: string }) => code)]);
    // The file's areas are real from now on, those that were drawn schematically are not: all of them have another row.
    expect(Object.fromEntries(moved)).toEqual({
      added: [],
      ended: ['9001003'],
      reparented: ['9002002'],
      renamed: ['9002001'],
      borders: ['9001002'],
    });
    expect(report.moved.reparented[0]).toMatchObject({ from: '9002', to: '9001' });

    expect((await tree()).children('9001', NOON_MS)).toEqual(['9001001', '9001002', '9001003']);
    expect((await tree()).children('9001', tomorrow)).toEqual(['9001001', '9001002', '9002002']);
    expect(await rehomeNow(store.connection, store.queue, () => tomorrow - 1)).toBe(0);
    store.clock.nowMs = tomorrow;
    expect(await rehomeNow(store.connection, store.queue, () => tomorrow)).toBe(1);
    const [homed, stays] = await store.queue.write(async (tx) => [await tx.load(open), await tx.load(over)]);
    expect([homed?.place, homed?.formerPlace, homed?.formerUntilMs, stays?.place]).toEqual(['9001002', '9001003', tomorrow, '9001003']);
    expect((await verify(store.connection)).differences).toEqual([]);
  });

  it('twice on a day is one edition, and what is planned for later stays planned', async () => {
    store = await openTestStore(engine);
    const { id } = await store.incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn('9003001')] });
    const today = shanghai.dayStart(NOON_MS);
    await importing(file('street', [draft('9001001', { parent: '9002' })]), { validFromMs: today + 9 * DAY_MS });
    await importing(file('street', [draft('9001001', { names: { zh: '一', en: 'One' } })]));
    await importing(file('street', [draft('9001001', { names: { zh: '二', en: 'Two' } })]));
    await importing(file('street', [draft('9001001'), draft('9001002')]), { isComplete: true });
    const known = await tree();
    const at = (atMs: number) => known.row('9001001', atMs);
    expect([at(today - 1), at(today), at(today + 8 * DAY_MS), at(today + 9 * DAY_MS)].map((row) => [row?.names.en, row?.parent])).toEqual([
      ['Area 9001001', '9001'],
      ['Area 9001001', '9001'],
      ['Area 9001001', '9001'],
      ['Area 9001001', '9002'],
    ]);
    expect(known.row('9003001', NOON_MS)).toBeUndefined();
    expect(known.row('9003001', today - 1)?.parent).toBe('9003');
    await rehomeNow(store.connection, store.queue, () => NOON_MS);
    expect((await store.queue.write((tx) => tx.load(id)))?.place).toBe('9003');
  });
});
