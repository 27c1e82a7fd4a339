import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../domain/incident-event.ts';
import { metricIndex, STOCK_HOUR } from '../domain/metrics.ts';
import { HOUR_DAYS } from '../sums/cubes.ts';
import { layerOf } from '../sums/layer.ts';
import { DAY_MS, NOON_MS } from '../testing/factories.ts';
import { everyKindOfLife } from '../testing/life.ts';
import { randomRun } from '../testing/random-run.ts';
import { CITY, shanghai } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { catalogueReader } from './catalogue.repo.ts';
import { packageRoot } from './connection.ts';
import { differenceText } from './verify/difference.ts';
import { verify } from './verify.ts';

const TABLES = ['events', 'incidents', 'cells', 'moved_cells', 'unit_cells'] as const;

describe.each(ENGINES)('verify on %s', (engine) => {
  let store: TestStore;
  /** An incident that was reported in 9001001 at noon and closed half an hour later. */
  let closedId: number;
  beforeAll(async () => {
    store = await openTestStore(engine);
    closedId = await everyKindOfLife(store);
    for (const table of TABLES) await tamper(sql.raw(`create table kept_${table} as select * from ${table}`));
  });
  afterEach(async () => {
    for (const table of TABLES) {
      await tamper(sql.raw(`delete from ${table}`));
      await tamper(sql.raw(`insert into ${table} select * from kept_${table}`));
    }
  });
  afterAll(async () => {
    for (const table of TABLES) await tamper(sql.raw(`drop table kept_${table}`));
    await store.close();
  });

  const ask = <T>(query: SQL): Promise<T[]> => store.connection.dialect.rows<T>(store.connection.reader, query);
  const tamper = (query: SQL): Promise<void> => store.connection.dialect.run(store.connection.writer, query);
  const found = async (): Promise<string[]> => (await verify(store.connection)).differences.map(differenceText);
  const seqOf = async (type: string): Promise<number> =>
    Number((await ask<{ seq: number }>(sql`select seq from events where stream = ${closedId} and type = ${type}`))[0]!.seq);
  const NOON = '2026-03-04T12:00+08:00';

  it('finds a log with every kind of event clean, and counts what it saw', async () => {
    const types = await ask<{ type: string }>(sql`select distinct type from events`);
    expect(types.map(({ type }) => type).sort()).toEqual([...EVENT_TYPES].sort());
    const verdict = await verify(store.connection);
    expect(verdict.differences).toEqual([]);
    const [[events], [incidents], [cells]] = [
      await ask(sql`select count(*) as n from events`),
      await ask(sql`select count(*) as n from incidents`),
      await ask(sql`select count(*) as n from cells`),
    ];
    expect({ events: { n: verdict.events }, incidents: { n: verdict.incidents }, cells: { n: verdict.cells } }).toEqual({
      events,
      incidents,
      cells,
    });
    expect(verdict.ok).toBe(true);
  });

  it('names area, metric and hour of a changed cell, of one too many and of one that is gone', async () => {
    const hourMs = shanghai.hourOf(NOON_MS);
    const cell = sql`place = '9001001' and metric = ${metricIndex('closed')} and category = 'rubbish'`;
    await tamper(sql`update cells set n = n + 4 where ${cell}`);
    expect(await found()).toEqual([
      `cell: area 9001001, metric closed, hour ${NOON}, category rubbish, severity normal: stored 5, recounted 1`,
    ]);
    await tamper(sql`delete from cells where ${cell}`);
    await tamper(
      sql`insert into cells (place, hour_ms, category, severity, metric, n) values ('9003001', ${hourMs}, 'noise', 2, ${metricIndex('reworked')}, 2)`,
    );
    await tamper(sql`update cells set n = n - 1 where place = '9001001' and metric = ${metricIndex('open')} and category = 'rubbish'`);
    expect(await found()).toEqual([
      expect.stringContaining('cell: area 9001001, metric open, hour now, category rubbish'),
      `cell: area 9001001, metric closed, hour ${NOON}, category rubbish, severity normal: stored 0, recounted 1`,
      `cell: area 9003001, metric reworked, hour ${NOON}, category noise, severity normal: stored 2, recounted 0`,
    ]);
  });

  it('names area, metric and hour of a changed sum by responsibility, of one too many and of one that is gone', async () => {
    const closings = sql`metric = ${metricIndex('closed')} and hour_ms = ${shanghai.hourOf(NOON_MS)} and category = 'rubbish'`;
    await tamper(sql`update moved_cells set n = n + 4 where place = '9001' and ${closings}`);
    const ofClosings = `metric closed, hour ${NOON}, category rubbish, severity normal`;
    expect(await found()).toEqual([`moved: area 9001, ${ofClosings}: stored 5, recounted 1`]);
    await tamper(sql`delete from moved_cells where place = '9001' and ${closings}`);
    await tamper(
      sql`insert into moved_cells (place, hour_ms, category, severity, metric, n) values ('9003001', -1, 'noise', 2, ${metricIndex('open')}, 2)`,
    );
    expect(await found()).toEqual([
      `moved: area 9001, ${ofClosings}: stored 0, recounted 1`,
      'moved: area 9003001, metric open, hour now, category noise, severity normal: stored 2, recounted 0',
    ]);
  });

  it('names unit, metric and hour of a changed sum of a unit, and of one too many', async () => {
    const closings = sql`metric = ${metricIndex('closed')} and hour_ms = ${shanghai.hourOf(NOON_MS)} and category = 'rubbish'`;
    await tamper(sql`update unit_cells set n = n + 4 where place = '9001-cleaning' and ${closings}`);
    expect(await found()).toEqual([
      `charged: unit 9001-cleaning, metric closed, hour ${NOON}, category rubbish, severity normal: stored 5, recounted 1`,
    ]);
    await tamper(sql`delete from unit_cells where place = '9001-cleaning' and ${closings}`);
    await tamper(
      sql`insert into unit_cells (place, hour_ms, category, severity, metric, n) values ('9003-water', -1, 'noise', 2, ${metricIndex('overdue')}, 2)`,
    );
    expect(await found()).toEqual([
      `charged: unit 9001-cleaning, metric closed, hour ${NOON}, category rubbish, severity normal: stored 0, recounted 1`,
      'charged: unit 9003-water, metric overdue, hour now, category noise, severity normal: stored 2, recounted 0',
    ]);
  });

  it.each([
    ['status', sql`status = 'handling'`],
    ['closed_at_ms', sql`closed_at_ms = closed_at_ms + 1`],
    ['handled_by', sql`handled_by = 'user:other'`],
    ['overdue', sql`overdue = 1`],
    ['lng', sql`lng = 106.06`],
    ['marks', sql`marks = '[]'`],
    ['accept_due_at_ms', sql`accept_due_at_ms = null`],
    ['former_place', sql`former_place = '9003001'`],
    ['extra', sql`extra = '{"urges":2}'`],
    ['wake_at_ms', sql`wake_at_ms = 5`],
    ['soon_at_ms', sql`soon_at_ms = 5`],
    ['suspended', sql`suspended = 1`],
    ['held_before', sql`held_before = null`],
  ])('names the changed column %s of a row', async (column, change) => {
    await tamper(sql`update incidents set ${change} where id = ${closedId}`);
    expect(await found()).toEqual([expect.stringContaining(`row: area 9001001, metric ${column}, hour ${NOON}, incident ${closedId}`)]);
  });

  it('finds a row without events and events without a row', async () => {
    await tamper(sql`update incidents set id = 999 where id = ${closedId}`);
    expect(await found()).toEqual([
      expect.stringContaining(`metric incident row, hour ${NOON}, incident ${closedId}: stored no row`),
      expect.stringContaining('metric incident row, hour 2026-03-04T12:00+08:00, incident 999: stored version 8'),
    ]);
  });

  it('names what units hold too much, or do not hold, and a state that does not fit', async () => {
    const [held] = await ask<{ incident: number; branch: number; unit: string; stage: number }>(
      sql`select * from unit_holds order by incident, branch limit 1`,
    );
    const { incident, branch, unit, stage } = held!;
    await tamper(sql`delete from unit_holds where incident = ${incident} and branch = ${branch}`);
    await tamper(sql`insert into unit_holds (incident, branch, unit, stage) values (${closedId}, 0, ${unit}, 1)`);
    const stood = await ask<{ unit: string; state: string }>(sql`select unit, state from unit_states`);
    await tamper(sql`update unit_states set state = 'available'`);
    const differences = await found();
    expect(differences).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          `unit: area ${unit}, metric ${branch === 0 ? 'case' : `branch ${branch}`} in hand, hour now, incident ${incident}: stored nobody, recounted ${unit} at stage ${stage}`,
        ),
        expect.stringContaining(`incident ${closedId}: stored ${unit} at stage 1, recounted nobody`),
        expect.stringMatching(/unit: area .*, metric state, hour now: stored available, recounted \d+ in hand/),
      ]),
    );
    expect(differences.every((text) => text.startsWith('unit: '))).toBe(true);
    await tamper(sql`delete from unit_holds where incident = ${closedId}`);
    await tamper(sql`insert into unit_holds (incident, branch, unit, stage) values (${incident}, ${branch}, ${unit}, ${stage})`);
    for (const { unit: code, state } of stood) await tamper(sql`update unit_states set state = ${state} where unit = ${code}`);
    expect(await found()).toEqual([]);
  });

  it('finds clean what the migration makes of a database from before there were units’ states', async () => {
    for (const table of ['unit_holds', 'unit_states']) await tamper(sql.raw(`create table kept_${table} as select * from ${table}`));
    for (const table of ['unit_holds', 'unit_states']) await tamper(sql.raw(`delete from ${table}`));
    const migration = readFileSync(join(packageRoot(), `server/db/migrations/${engine}/0009_units.sql`), 'utf8');
    const fills = migration.split('--> statement-breakpoint').filter((statement) => statement.trim().startsWith('INSERT'));
    for (const statement of fills) await tamper(sql.raw(statement));
    const made = await ask<{ n: number }>(sql`select count(*) as n from unit_holds`);
    expect(made).toEqual(await ask(sql`select count(*) as n from kept_unit_holds`));
    expect(await found()).toEqual([]);
    for (const table of ['unit_holds', 'unit_states']) {
      await tamper(sql.raw(`delete from ${table}`));
      await tamper(sql.raw(`insert into ${table} select * from kept_${table}`));
      await tamper(sql.raw(`drop table kept_${table}`));
    }
  });

  it('finds an edited event by its hash, and what it would change', async () => {
    const seq = await seqOf('IncidentClosed');
    await tamper(sql`update events set payload = replace(payload, '"isOnTime":true', '"isOnTime":false') where seq = ${seq}`);
    const all = await found();
    expect(all).toContainEqual(
      expect.stringContaining(`log: area 9001001, metric IncidentClosed hash, hour ${NOON}, incident ${closedId}, seq ${seq}`),
    );
    expect(all).toContainEqual(
      `cell: area 9001001, metric closedOnTime, hour ${NOON}, category rubbish, severity normal: stored 1, recounted 0`,
    );
    expect(all).toContainEqual(
      `cell: area 9001001, metric closedLate, hour ${NOON}, category rubbish, severity normal: stored 0, recounted 1`,
    );
    expect(all.filter((line) => line.startsWith('log:'))).toHaveLength(1);
  });

  it('does not trip over a payload that is no JSON any more', async () => {
    const seq = await seqOf('IncidentClosed');
    await tamper(sql`update events set payload = 'x' where seq = ${seq}`);
    expect(await found()).toEqual([
      expect.stringContaining(`log: area ?, metric IncidentClosed hash, hour ${NOON}, incident ${closedId}, seq ${seq}`),
    ]);
  });

  it('finds a deleted event, in the middle of its incident and at its end', async () => {
    await tamper(sql`delete from events where seq = ${await seqOf('IncidentAccepted')}`);
    const middle = await found();
    expect(middle).toContainEqual(expect.stringContaining('after a gap in seq'));
    expect(middle).toContainEqual(
      expect.stringContaining(
        `log: area 9001001, metric events of the incident without gaps, hour ${NOON}, incident ${closedId}: stored 7 events, recounted versions 1–8`,
      ),
    );
    expect(middle).toContainEqual(
      `cell: area 9001001, metric acceptanceNumerator, hour ${NOON}, category rubbish, severity normal: stored 1, recounted 0`,
    );
    await tamper(sql`delete from events where seq = ${await seqOf('IncidentClosed')}`);
    const end = await found();
    expect(end).toContainEqual(`cell: area 9001001, metric closed, hour ${NOON}, category rubbish, severity normal: stored 1, recounted 0`);
    expect(end).toContainEqual(
      expect.stringContaining(`row: area 9001001, metric status, hour ${NOON}, incident ${closedId}: stored closed, recounted handled`),
    );
  });

  it('finds the last events of the log missing, which no chain can', async () => {
    await tamper(sql`delete from events where seq = (select max(seq) from events)`);
    expect(await found()).toEqual([
      expect.stringMatching(/^row: area 9001002, metric version, .*: stored 7, recounted 6$/),
      expect.stringContaining('metric last_act_at_ms'),
    ]);
  });

  it('finds a swapped pair', async () => {
    const [a, b] = [await seqOf('IncidentReported'), await seqOf('IncidentRegistered')];
    await tamper(sql`update events set seq = -1 where seq = ${a}`);
    await tamper(sql`update events set seq = ${a} where seq = ${b}`);
    await tamper(sql`update events set seq = ${b} where seq = -1`);
    const all = await found();
    expect(all).toContainEqual(
      expect.stringContaining(`log: area 9001001, metric IncidentRegistered hash, hour ${NOON}, incident ${closedId}, seq ${a}`),
    );
    expect(all).toContainEqual(
      expect.stringContaining(`log: area 9001001, metric IncidentReported hash, hour ${NOON}, incident ${closedId}, seq ${b}`),
    );
  });

  it('compares memory: every node is the sum of the cells below it', async () => {
    const { tree } = await catalogueReader(store.connection.reader, store.connection.schema).current();
    const layer = () =>
      layerOf(
        shanghai,
        () => tree,
        () => store.clock.nowMs,
      );
    const [placed, moved] = [layer(), layer()];
    for (const [table, { load }] of [
      ['cells', placed],
      ['moved_cells', moved],
    ] as const)
      for (const { place, hour, ...row } of await ask<
        { place: string; hour: number; category: string } & Record<'severity' | 'metric' | 'n', number>
      >(sql`select place, hour_ms as hour, category, severity, metric, n from ${sql.raw(table)}`))
        load(place, Number(hour), [
          { category: row.category, severity: Number(row.severity), metric: Number(row.metric), n: Number(row.n) },
        ]);
    const { memory: sums, detail } = placed;
    const { lastSeq } = await verify(store.connection);
    const hoursFromMs = shanghai.addDays(shanghai.dayStart(store.clock.nowMs), -HOUR_DAYS);
    const memory = { ...sums, seq: () => lastSeq, hoursFromMs, kinds: detail.cells, moved: { ...moved.memory, kinds: moved.detail.cells } };
    expect((await verify(store.connection, { memory })).differences.map(differenceText)).toEqual([]);
    sums.add('9003001', shanghai.hourOf(NOON_MS), metricIndex('closed'), 1);
    sums.add('9001', STOCK_HOUR, metricIndex('overdue'), -1);
    detail.add('9003001', shanghai.hourOf(NOON_MS), [{ category: 'noise', severity: 1, metric: metricIndex('dueN'), n: 1 }]);
    moved.memory.add('9001', STOCK_HOUR, metricIndex('supervised'), 1);
    const all = (await verify(store.connection, { memory })).differences.map(differenceText);
    expect(all).toContainEqual(expect.stringContaining('memory: area 9001, metric supervised moved, hour now'));
    for (const node of ['9003001', '9003', CITY]) // at noon, before the reform
      expect(all).toContainEqual(expect.stringContaining(`memory: area ${node}, metric closed, hour ${NOON}`));
    expect(all).toContainEqual(expect.stringContaining('memory: area 9001, metric overdue, hour now'));
    expect(all).toContainEqual(expect.stringMatching(/memory: area 9003001, metric dueN of the day.*category noise, severity urgent/));
    await expect(verify(store.connection, { memory: { ...memory, seq: () => 1 } })).rejects.toThrow('Memory stands at seq 1');
  });
});

describe.each([
  ['sqlite', 'Asia/Shanghai', 700],
  ['sqlite', 'Australia/Lord_Howe', 300],
  ['sqlite', 'America/St_Johns', 300],
  ['postgres', 'Australia/Lord_Howe', 150],
] as const)('after a random run on %s in %s', (engine, timeZone, steps) => {
  it.each([1, 4])('log, rows and cells agree (%i at once)', async (width) => {
    const store = await openTestStore(engine, { timeZone });
    store.clock.nowMs = Date.UTC(2026, 3, 3) - 5 * DAY_MS;
    await randomRun(store, { steps, seed: width, width });
    const verdict = await verify(store.connection);
    expect(verdict.differences.map(differenceText)).toEqual([]);
    expect(verdict.events).toBeGreaterThan(steps / 3);
    await store.close();
  });
});
