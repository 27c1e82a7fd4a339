import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { catalogueReader } from './db/catalogue.repo.ts';
import { loadCells } from './db/load-cells.ts';
import { rebuild } from './db/rebuild.ts';
import { verify } from './db/verify.ts';
import { keptSums, type KeptSums } from './kept-sums.ts';
import { FACETS } from './domain/facets.ts';
import type { DetailImage } from './sums/detail.ts';
import { fillFrom, type SumsImage } from './sums/image.ts';
import type { NodeSums } from './sums/node-sums.ts';
import { Pack } from './sums/pack.ts';
import { slotBook } from './sums/slots.ts';
import { buildSums, type Sums } from './sums/sums.ts';
import { DAY_MS } from './testing/factories.ts';
import { randomRun } from './testing/random-run.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';

/** What is put by at the end is there at the next start, and is believed only where it fits. */
let store: TestStore;
let file: string;
let told: string[];
let kept: KeptSums;

const newSums = async (): Promise<Sums> => {
  const { time, tree } = await catalogueReader(store.connection.reader, store.connection.schema).current();
  const nothing = async () => [];
  const source = {
    cellSums: nothing,
    kindSums: nothing,
    durationCounts: nothing,
    moved: { cellSums: nothing, kindSums: nothing, durationCounts: nothing },
    unitSums: async () => ({ seq: 0, sums: [] }),
    durations: nothing,
    breakdown: nothing,
    categoriesOf: async () => null,
    departments: async () => new Map(),
  };
  return buildSums({ time, tree: () => tree, now: () => store.clock.nowMs, source });
};
/** As a start does it: fill, then everything that the log has since. */
async function started(): Promise<{ sums: Sums; fromSeq: number }> {
  const sums = await newSums();
  const fromSeq = await kept.fill(sums);
  const process = await store.another();
  process.tail.subscribe(sums.onChanges);
  process.tail.start(fromSeq);
  const [head] = await store.connection.dialect.rows<{ seq: number }>(store.connection.reader, sql`select max(seq) as seq from events`);
  await expect.poll(sums.seq).toBe(Number(head!.seq));
  await process.close();
  return { sums, fromSeq };
}
async function fresh(): Promise<Sums> {
  const sums = await newSums();
  const { time } = await catalogueReader(store.connection.reader, store.connection.schema).current();
  sums.startedAt(await loadCells(store.connection, { time, hoursFromMs: sums.memory().hoursFromMs }, sums.load));
  return sums;
}
/** The detail by names: numbers of pairs and of facets, and what is usual, are each process's own. */
function detailFigures({ book, packs }: DetailImage): Record<string, number> {
  const slots = slotBook(book);
  const figures: Record<string, number> = {};
  const add = (name: string, n: number): void => void (figures[name] = (figures[name] ?? 0) + n);
  for (const [level, code, pack] of packs)
    Pack.of(pack).each(-Infinity, Infinity, null, (startMs, pair, slot, n) => {
      const [category, severity] = slots.pairAt(pair);
      const where = `${level} ${code} ${startMs} ${category} ${severity}`;
      const facet = slots.facetAt(slot);
      if (facet) add(`${where} ${facet.join(' ')}`, n);
      else add(`${where} slot ${slot}`, n);
      for (const usual of facet ? [facet[0]] : slot === 0 ? FACETS : [])
        add(`${where} ${usual} ${slots.usual(usual, category)}`, facet ? -n : n);
    });
  return Object.fromEntries(Object.entries(figures).filter(([, n]) => n !== 0));
}
const soon = (): Promise<void> => Promise.resolve();

/** Every figure that is not zero, by layer, node, block and number. */
function figuresOf({ parts }: Pick<SumsImage, 'parts'>): Record<string, number> {
  const figures: Record<string, number> = {};
  const layers = ['placed', 'moved'].map((layer) => ({
    memory: {
      put: (share: string, code: string, { stocks, ...blocks }: NodeSums): void => {
        stocks.forEach((n, i) => n !== 0 && (figures[`${layer} ${share} ${code} stock ${i}`] = n));
        for (const [kind, days] of Object.entries(blocks))
          for (const [day, counts] of days)
            counts.forEach((n, i) => n !== 0 && (figures[`${layer} ${share} ${code} ${kind} ${day} ${i}`] = n));
      },
    },
    detail: {
      fill: (image: DetailImage | null): void => {
        for (const [name, n] of image ? Object.entries(detailFigures(image)) : []) figures[`${layer} ${name}`] = n;
      },
    },
  }));
  fillFrom(Buffer.concat([...parts]), layers);
  return figures;
}

describe.each(ENGINES)('kept sums on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestStore(engine, { timeZone: 'America/New_York' });
    onTestFinished(() => store.close());
    const folder = mkdtempSync(join(tmpdir(), 'guantong-kept-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    file = join(folder, 'sums.image');
    told = [];
    const { time } = await catalogueReader(store.connection.reader, store.connection.schema).current();
    const say = (text: string): void => void told.push(text);
    kept = keptSums({ connection: store.connection, time: () => time, file, now: () => store.clock.nowMs, say });
    await randomRun(store, { steps: 100, seed: 11, width: 10 });
    const { sums } = await started();
    await kept.keep(sums);
    expect([told, statSync(file).mode & 0o777]).toEqual([[], 0o600]);
  });

  it('an old image and the log after it give the figures of a fresh load', async () => {
    const before = (await fresh()).seq();
    // Beyond the day of a change of the clock, and far enough that hours of the image have grown too old.
    store.clock.nowMs += 40 * DAY_MS;
    await randomRun(store, { steps: 300, seed: 12, width: 10 });
    const { sums, fromSeq } = await started();
    expect([told, fromSeq]).toEqual([[], before]);
    expect(sums.seq()).toBeGreaterThan(before + 100);
    const ours = figuresOf(await sums.image(soon));
    expect(Object.keys(ours).length).toBeGreaterThan(1_000);
    expect(Object.keys(ours).filter((name) => name.startsWith('moved')).length).toBeGreaterThan(500);
    expect(ours).toEqual(figuresOf(await (await fresh()).image(soon)));
    // A process remembers the first hour it heard of, also when a correction has emptied it since; the cells no longer know it.
    expect((await sums.image(soon)).firstHourMs).toBeLessThanOrEqual((await (await fresh()).image(soon)).firstHourMs!);
    expect((await verify(store.connection, { memory: sums.memory() })).differences).toEqual([]);
  });

  it('an image is of the instant at which it was begun, whatever comes meanwhile', async () => {
    const { sums } = await started();
    const still = figuresOf(await sums.image(soon));
    const [place, hourMs] = ['9001001', store.clock.nowMs - (store.clock.nowMs % 3_600_000)];
    const kind = { category: 'rubbish', severity: 2 };
    let rounds = 0;
    const begun = sums.image(async () => {
      for (const metric of [0, 1]) sums.load.cells(place, hourMs, [{ ...kind, metric, n: 1 }]);
      rounds += 1;
    });
    // The first slice is longer than this small city takes, so something must come before it is over as well.
    sums.load.cells(place, hourMs, [{ ...kind, metric: 0, n: 5 }]);
    expect(figuresOf(await begun)).toEqual(still);
    expect(figuresOf(await sums.image(soon)), `after ${rounds} rounds`).not.toEqual(still);
  });

  it.each<[string, RegExp, () => unknown]>([
    ['a byte was changed', /damaged/, () => spoil((bytes) => (bytes[bytes.length - 9]! ^= 1))],
    ['it is cut off', /damaged/, () => truncateSync(file, statSync(file).size - 1)],
    ['it is no image', /damaged/, () => writeFileSync(file, 'x')],
    ['the tree has another edition', /another edition/, () => run("update areas set parent = '9002' where code = '9001001'")],
    ['the cells were made anew', /another edition/, () => rebuild(store.connection)],
    ['it is of another log', /another log/, () => run("update events set hash = 'other' where seq = (select max(seq) from events)")],
    ['the clock was put back', /from the future/, () => (store.clock.nowMs -= DAY_MS)],
  ])('is ignored with one line when %s', async (_what, reason, change) => {
    await change();
    const { sums } = await started();
    expect(told).toEqual([expect.stringMatching(reason)]);
    expect(figuresOf(await sums.image(soon))).toEqual(figuresOf(await (await fresh()).image(soon)));
  });

  it('nothing is put by when the tree has moved on and the sums have not', async () => {
    const { sums } = await started();
    const before = readFileSync(file);
    await run("update areas set parent = '9002' where code = '9001001'");
    await randomRun(store, { steps: 20, seed: 13 });
    await kept.keep(sums);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

const run = (statement: string): Promise<void> => store.connection.dialect.run(store.connection.writer, sql.raw(statement));
function spoil(change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}
