import type { NewArea } from '../app/city.ts';
import { areaEditions } from '../db/imports.repo.ts';
import { findStrayed } from '../db/reads/strayed.read.ts';
import { catalogueReader } from '../db/catalogue.repo.ts';
import type { Connection } from '../db/connection.ts';
import type { Store } from '../app/ports.ts';
import { rehomeStrayed } from '../app/rehome.ts';
import { buildTree, type AreaRow } from '../domain/tree.ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import { rectangle, TEST_AREAS } from './test-city.ts';

/** The district that a reform makes of two. */
export const NEW_DISTRICT = '9009';

type Row = AreaRow & { geometry: AreaGeometry };
const find = (code: string): Row => TEST_AREAS.find((each) => each.code === code)!;

/**
 * What a reform changes: districts 9002 and 9003 end; a new district gets their streets but 9002002, which goes to 9001; street
 * 9001003 ends, and its ground belongs to 9001002 from then on. 9001 keeps its code over other borders.
 */
const REFORMED: readonly Row[] = [
  { ...find('9001'), ...rectangle(['9001', '9002002']) },
  { ...find('9002'), code: NEW_DISTRICT, names: { zh: '新区', en: 'New District' }, ...rectangle(['9002001', '9003']) },
  { ...find('9002001'), parent: NEW_DISTRICT },
  { ...find('9002002'), parent: '9001' },
  { ...find('9003001'), parent: NEW_DISTRICT },
  { ...find('9003002'), parent: NEW_DISTRICT },
  { ...find('9001002'), ...rectangle(['9001002', '9001003']) },
];
const ENDED = ['9002', '9003', '9001003'];

/** The invented city before and after a reform at an instant. */
export function reformedTree(atMs: number) {
  const touched = new Set([...ENDED, ...REFORMED.map(({ code }) => code)]);
  return buildTree([
    ...TEST_AREAS.map((row) => (touched.has(row.code) ? { ...row, validToMs: atMs } : row)),
    ...REFORMED.map((row) => ({ ...row, validFromMs: atMs })),
  ]);
}

/** Writes the reform into a database of the invented city. */
export async function putReform(connection: Connection, store: Store, atMs: number): Promise<void> {
  const editions = areaEditions(connection);
  await store.write(async () => {
    await editions.end([...ENDED, ...REFORMED.map(({ code }) => code)], atMs);
    await editions.put(REFORMED.map((row) => ({ ...row, geometry: row.geometry as NewArea['geometry'], validFromMs: atMs })));
    await editions.moveVersion();
  });
}

/** What the job does when the clock is past a change. */
export function rehomeNow(connection: Connection, store: Store, now: () => number): Promise<number> {
  const { reader: db, dialect, schema } = connection;
  const catalogue = () => catalogueReader(db, schema).current();
  return rehomeStrayed({ store, catalogue, findStrayed: (query) => findStrayed({ db, dialect, schema }, query), now });
}
