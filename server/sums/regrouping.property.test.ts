import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOWS, TOTALS } from '../../shared/measures.ts';
import { metricIndex, STOCK_HOUR } from '../domain/metrics.ts';
import { buildTree, type AreaRow, type Tree } from '../domain/tree.ts';
import { DAY_MS, HOUR_MS, NOON_MS } from '../testing/factories.ts';
import { shanghai } from '../testing/test-city.ts';
import type { CellQuery, CellSum, SumsSource } from './ports.ts';
import { buildSums, type Sums } from './sums.ts';

const TODAY = shanghai.dayStart(NOON_MS);
const DAYS = 60;
const CITY = 'C';
const DISTRICTS = ['A', 'B', 'D'];
const STREETS = ['s1', 's2', 's3', 's4', 's5'];

/** Of each epoch: its first day, and where each street hangs then; 'C' = under the city itself, '-' = it does not exist. */
const epoch = fc.record({
  day: fc.integer({ min: 1, max: DAYS + 2 }),
  parents: fc.array(fc.constantFrom(...DISTRICTS, CITY, '-'), { minLength: STREETS.length, maxLength: STREETS.length }),
});
const cell = fc.record({
  place: fc.constantFrom(...STREETS, ...DISTRICTS, CITY),
  hour: fc.integer({ min: 0, max: DAYS * 24 - 1 }),
  metric: fc.constantFrom('received', 'closed', 'dueN', 'open'),
  n: fc.integer({ min: 1, max: 9 }),
});
const window = fc.tuple(fc.integer({ min: 0, max: DAYS * 24 - 2 }), fc.integer({ min: 1, max: 20 * 24 }));
const sample = fc.record({
  epochs: fc.array(epoch, { minLength: 1, maxLength: 5 }),
  cells: fc.array(cell, { minLength: 1, maxLength: 60 }),
  windows: fc.array(window, { minLength: 1, maxLength: 6 }),
});
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never;

const START = shanghai.addDays(TODAY, -DAYS);
const row = (code: string, parent: string | null, validFromMs: number, validToMs: number | null): AreaRow => ({
  code,
  tier: parent === null ? 'city' : parent === CITY ? 'district' : 'street',
  kind: '',
  parent,
  names: { zh: code, en: code },
  validFromMs,
  validToMs,
  isSchematic: false,
  isProvisional: false,
  pinyin: null,
  bbox: null,
});

/** A district exists in those epochs in which some street belongs to it. */
function treeOf({ epochs }: Sample): Tree {
  const starts = [...new Map(epochs.map((each) => [each.day, each])).values()].sort((a, b) => a.day - b.day);
  const rows = [row(CITY, null, 0, null)];
  starts.forEach(({ day, parents }, i) => {
    const fromMs = i === 0 ? 0 : START + day * DAY_MS;
    const toMs = i + 1 < starts.length ? START + starts[i + 1]!.day * DAY_MS : null;
    for (const district of DISTRICTS) if (parents.includes(district)) rows.push(row(district, CITY, fromMs, toMs));
    STREETS.forEach((street, s) => {
      if (parents[s] !== '-') rows.push(row(street, parents[s]!, fromMs, toMs));
    });
  });
  return buildTree(rows);
}

const cellsOf = ({ cells }: Sample): CellSum[] =>
  cells.map(({ place, hour, metric, n }) => ({
    place,
    hourMs: metric === 'open' ? STOCK_HOUR : START + hour * HOUR_MS,
    metric: metricIndex(metric),
    n,
  }));

function sumsOf(cells: readonly CellSum[], tree: Tree): Sums {
  const among = ({ places, fromMs, toMs }: CellQuery) =>
    cells.filter(({ place, hourMs }) => (places === null || places.includes(place)) && hourMs >= fromMs && hourMs < toMs);
  const source: SumsSource = {
    cellSums: async (query) => among(query),
    kindSums: async () => [],
    durationCounts: async () => [],
    moved: { cellSums: async () => [], kindSums: async () => [], durationCounts: async () => [] },
    unitSums: async () => ({ seq: 0, sums: [] }),
    durations: async () => [],
    breakdown: async () => [],
    departments: async () => new Map(),
    // Any filter means every category: the stored cells then answer what memory answers without one.
    categoriesOf: async ({ category }) => (category === undefined ? null : ['all']),
  };
  const sums = buildSums({ time: shanghai, tree: () => tree, now: () => NOON_MS, source });
  for (const each of cells) sums.load.cells(each.place, each.hourMs, [{ category: 'all', severity: 2, metric: each.metric, n: each.n }]);
  return sums;
}

describe('sums over random re-groupings', () => {
  it('add up on every node, from memory and from stored cells, and equal the cells below the node at their time', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async (given) => {
        const tree = treeOf(given);
        const cells = cellsOf(given);
        const sums = sumsOf(cells, tree);
        for (const [fromHour, hours] of given.windows) {
          const asked = { fromMs: START + fromHour * HOUR_MS, toMs: START + (fromHour + hours) * HOUR_MS };
          for (const area of [CITY, ...DISTRICTS, ...STREETS]) {
            for (const filter of [{}, { category: 'all' }]) {
              const { totals, own, children } = await sums.summary(area, asked, filter);
              for (const name of TOTALS)
                expect(children.reduce((sum, child) => sum + child.totals[name], own.totals[name])).toBe(totals[name]);
              for (const name of ['received', 'closed', 'open'] as const)
                expect(totals[name]).toBe(expected(cells, tree, area, asked, name));
              expect(new Set(children.map((child) => child.area)).size).toBe(children.length);
            }
          }
        }
      }),
      { seed: 20_251_106, numRuns: 200 },
    );
  }, 60_000);
});

function expected(
  cells: readonly CellSum[],
  tree: Tree,
  area: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  name: string,
): number {
  const isFlow = (FLOWS as readonly string[]).includes(name);
  return cells
    .filter(({ metric, hourMs }) => metric === metricIndex(name as 'open') && (!isFlow || (hourMs >= fromMs && hourMs < toMs)))
    .filter(({ place, hourMs }) => tree.path(place, isFlow ? hourMs : NOON_MS).includes(area))
    .reduce((sum, { n }) => sum + n, 0);
}
