import pg from 'pg';
import type { Catalogue } from '../server/app/ports.ts';
import { byChild, countQueries, parametersOf, placesByChild, type RowCounts } from './plain-sums.ts';

/** The counts by PostgreSQL itself, over the product's own table and its indexes. */
export async function postgresSums(url: string, catalogue: Catalogue, area: string, atMs: number): Promise<RowCounts> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TEMP TABLE child_of (place text PRIMARY KEY, child text NOT NULL)');
  const pairs = placesByChild(catalogue, area, atMs);
  await client.query('INSERT INTO child_of SELECT * FROM unnest($1::text[], $2::text[])', [
    pairs.map(([place]) => place),
    pairs.map(([, child]) => child),
  ]);
  await client.query('ANALYZE child_of; ANALYZE incidents');
  const texts = countQueries((n) => `$${n}`);
  const children = catalogue.tree.children(area, atMs);
  return {
    async fromRows(fromMs, toMs, cohortTo) {
      const answers = [];
      for (const [i, text] of texts.entries())
        answers.push(
          (await client.query<Record<string, unknown>>({ name: `count_${i}`, text, values: parametersOf(i, fromMs, toMs, cohortTo) })).rows,
        );
      return byChild(children, answers);
    },
    close: () => client.end(),
  };
}
