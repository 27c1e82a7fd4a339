import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanContent, PostPlanValue } from '../shared/plan-wire.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import type { Actor } from './domain/actor.ts';
import { planHouse } from './plan-house.ts';
import { actor } from './testing/factories.ts';
import { CITY, DISTRICTS, STREETS } from './testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';

const names = { zh: '名', en: 'Name' };
const content: PlanContent = {
  names,
  from: 2025,
  to: 2027,
  items: [
    { code: 'water', parent: null, names: { zh: '供水', en: 'Water' } },
    {
      code: 'water.leakage',
      parent: 'water',
      names: { zh: '漏损率', en: 'Leakage' },
      measure: {
        unit: '%',
        decimals: 1,
        direction: 'lower',
        nature: 'binding',
        department: 'water',
        promised: 'quarter',
        base: { year: 2024, value: 10 },
        targets: [{ kind: 'value', year: 2027, comparator: 'le', value: 7 }],
        areas: [{ area: DISTRICTS[0], base: { year: 2024, value: 9 } }],
      },
    },
    {
      code: 'service',
      parent: null,
      names: { zh: '三级贯通', en: 'One line' },
      measure: {
        unit: '',
        decimals: 0,
        direction: 'higher',
        nature: 'expected',
        department: null,
        promised: 'year',
        targets: [{ kind: 'text', year: 2027, text: names }],
      },
    },
  ],
};
const commander = actor('commander');
const officer = actor('officer');
const value = (changes: Partial<PostPlanValue> = {}): PostPlanValue => ({
  item: 'water.leakage',
  area: CITY,
  kind: 'measured',
  period: '2025',
  value: 9.5,
  source: '供水集团年报',
  seenRevision: 0,
  ...changes,
});
const refused = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) as object }) as Error;

describe.each(ENGINES)('action plans on %s', (engine) => {
  let store: TestStore;
  let house: ReturnType<typeof planHouse>;
  let made = 0;
  beforeAll(async () => {
    store = await openTestStore(engine);
    const { connection, queue, clock } = store;
    const catalogue = catalogueReader(connection.reader, connection.schema).current;
    house = planHouse({ database: { connection, queue }, catalogue, now: () => clock.nowMs });
    await queue.write((tx) => tx.addFound({ departments: ['water'] }));
  });
  afterAll(() => store.close());
  /** A plan of the city that no other test has touched. */
  const open = async () => {
    const code = `plan-${(made += 1)}`;
    await house.plans.put(commander, code, { node: CITY, seenVersion: 0, content });
    return { ...house, code, schema: store.connection.schema, reader: store.connection.reader };
  };

  it('values are judged, corrected by a reason, never overwritten, and taken back', async () => {
    const { plans, code } = await open();
    const at = async () => (await plans.one(officer, code, CITY)).rows.find(({ item }) => item === 'water.leakage')!;
    expect((await at()).standing).toMatchObject({ state: 'unknown', why: 'no-value' });
    await plans.enter(officer, code, value());
    expect(await at()).toMatchObject({ latest: { value: 9.5, revision: 1 }, standing: { state: 'far-behind', gap: 0.5 } });
    // Somebody else looked before that.
    await expect(plans.enter(commander, code, value({ value: 8.9 }))).rejects.toEqual(
      refused('plan.value-changed', { field: 'period', revision: 1, value: 9.5, by: 'officer-90' }),
    );
    await expect(plans.enter(commander, code, value({ value: 8.9, seenRevision: 1 }))).rejects.toEqual(
      refused('plan.value-unsound', { field: 'note' }),
    );
    await plans.enter(commander, code, value({ value: 8.9, seenRevision: 1, note: '年报更正' }));
    expect(await at()).toMatchObject({ latest: { value: 8.9, revision: 2 }, standing: { state: 'on-path' } });
    const { values } = await plans.item(officer, code, 'water.leakage', CITY);
    expect(values.map(({ revision, value: said, by, note }) => [revision, said, by, note])).toEqual([
      [2, 8.9, 'commander-90', '年报更正'],
      [1, 9.5, 'officer-90', ''],
    ]);
    await plans.enter(officer, code, value({ value: null, seenRevision: 2, note: '填错期间' }));
    expect(await at()).toMatchObject({ latest: null, standing: { why: 'no-value' } });
    expect((await plans.item(officer, code, 'water.leakage', CITY)).values).toHaveLength(3);
  });

  it('the same said twice is one revision, and an idempotent request one answer', async () => {
    const { plans, code } = await open();
    const first = await plans.enter(officer, code, value(), 'key-1');
    expect(await plans.enter(officer, code, value(), 'key-1')).toEqual(first);
    expect((await plans.enter(officer, code, value())).revision).toBe(1);
  });

  it('what is wrong is refused with its field and leaves nothing', async () => {
    const { plans, code, reader, schema } = await open();
    const unsound = (field: string) => refused('plan.value-unsound', { field });
    const cases: [why: string, changes: Partial<PostPlanValue>, who: Actor, error: Error][] = [
      ['a viewer', {}, actor('viewer'), refused('role.denied')],
      ['another department’s liaison', {}, actor('liaison', CITY, { department: 'sanitation' }), refused('role.denied')],
      ['another district', { area: DISTRICTS[1] }, actor('officer', DISTRICTS[0]), refused('scope.denied')],
      ['a district for the city', {}, actor('officer', DISTRICTS[0]), refused('scope.denied')],
      ['no such area', { area: 'moon' }, officer, refused('area.unknown')],
      ['a heading', { item: 'water' }, officer, refused('plan.item-unknown')],
      ['no such indicator', { item: 'moon' }, officer, refused('plan.item-unknown')],
      ['no period', { period: '2025-13' }, officer, unsound('period')],
      ['a period that is not over', { period: '2026-Q1' }, officer, unsound('period')],
      ['no number', { value: null }, officer, unsound('value')],
      ['a number beyond reason', { value: 1e15 }, officer, unsound('value')],
      ['no source', { source: ' ' }, officer, unsound('source')],
      ['control characters', { source: 'a\u0000b' }, officer, refused('text.control-characters')],
      ['a number for words', { item: 'service' }, officer, unsound('kind')],
      ['a judgement for numbers', { kind: 'judged', value: null, judged: 'met' }, officer, unsound('kind')],
      ['a comparison with nothing', { kind: 'reference' }, officer, unsound('kind')],
    ];
    for (const [why, changes, who, error] of cases) await expect(plans.enter(who, code, value(changes)), why).rejects.toEqual(error);
    const left = await reader.select().from(schema.planValues).where(eq(schema.planValues.plan, code));
    expect(left).toEqual([]);
  });

  it('a liaison enters what the own department answers for; a district has its own base, and sees itself alone', async () => {
    const { plans, code } = await open();
    const liaison = actor('liaison', DISTRICTS[0], { department: 'water' });
    expect((await plans.one(liaison, code, DISTRICTS[0])).mayEnter).toEqual(['water.leakage']);
    await plans.enter(liaison, code, value({ area: DISTRICTS[0], value: 8.2 }));
    await plans.enter(officer, code, value({ area: DISTRICTS[1], value: 8.2 }));
    const own = (await plans.one(liaison, code, DISTRICTS[0])).rows[0]!;
    expect([own.base, own.standing.state]).toEqual([{ year: 2024, value: 9 }, 'on-path']);
    const city = (await plans.one(officer, code, CITY)).rows[0]!;
    // The other one has no target of its own, and the city’s is the city’s.
    expect([city.latest, city.below]).toEqual([
      null,
      [
        { state: 'on-path', n: 1 },
        { state: 'unknown', n: 1 },
      ],
    ]);
    await expect(plans.one(liaison, code, CITY)).rejects.toEqual(refused('scope.denied'));
    await expect(plans.list(liaison, DISTRICTS[1])).rejects.toEqual(refused('scope.denied'));
    const seen = await plans.list(actor('viewer', STREETS[0]), STREETS[0]);
    expect(seen.map((each) => each.code)).toContain(code);
  });

  it('a plan is changed by versions; who was late, and who has no right, is refused', async () => {
    const { plans, code } = await open();
    const next = { ...content, names: { zh: '新名', en: 'New' } };
    await expect(plans.put(officer, code, { node: CITY, seenVersion: 1, content: next })).rejects.toEqual(refused('role.denied'));
    await expect(plans.put(actor('commander', DISTRICTS[0]), code, { node: CITY, seenVersion: 1, content: next })).rejects.toEqual(
      refused('scope.denied'),
    );
    await plans.put(commander, code, { node: CITY, seenVersion: 1, content: next });
    await expect(plans.put(commander, code, { node: CITY, seenVersion: 1, content })).rejects.toEqual(
      refused('plan.changed', { version: 2 }),
    );
    expect((await plans.acts(officer, code)).map(({ version, act, by }) => [version, act, by])).toEqual([
      [2, 'changed', 'user:commander-90'],
      [1, 'made', 'user:commander-90'],
    ]);
    await plans.enter(officer, code, value());
    const without = { ...next, items: next.items.filter((each) => each.code !== 'water.leakage') };
    await expect(plans.put(commander, code, { node: CITY, seenVersion: 2, content: without })).rejects.toEqual(
      refused('plan.unsound', { field: 'items', why: expect.objectContaining({ zh: '指标“漏损率”（water.leakage）已有数值，不能去掉' }) }),
    );
    // A district makes its own, and only those below it see it.
    await plans.put(actor('commander', DISTRICTS[0]), 'own', {
      node: DISTRICTS[0],
      seenVersion: 0,
      content: { ...content, items: content.items.slice(2) },
    });
    const listed = async (area: string) => (await plans.list(officer, area)).map((each) => each.code);
    expect([(await listed(CITY)).includes('own'), (await listed(DISTRICTS[1])).includes('own')]).toEqual([false, false]);
    expect(await listed(STREETS[0])).toEqual(expect.arrayContaining(['own', code]));
  });

  it('a table is taken row by row, what is wrong is quarantined, and twice the same changes nothing', async () => {
    const { plans, importPlanValues, readPlanRows, code, reader, schema } = await open();
    const table = [
      'item,area,period,value,source,note',
      'water.leakage,,2025,9.5,年报,',
      `漏损率,${DISTRICTS[0]},2025年4季度,8.4,年报,`,
      'service,,2025,符合进度,会议纪要,',
      'water.leakage,,2029,9,年报,',
      'water.leakage,,2025-Q2,9x,年报,',
      'moon,,2025,1,年报,',
      'water.leakage,,2024,10,,',
      '"water.leakage,,2024',
    ].join('\n');
    const take = async (text: string) => importPlanValues(officer, code, 'values.csv', await readPlanRows(Buffer.from(text)), 'en');
    const report = await take(table);
    expect(report).toMatchObject({ read: 8, taken: 3, same: 0, quarantined: 5 });
    expect(report.quarantine.map(({ line, field }) => [line, field])).toEqual([
      [5, 'period'],
      [6, 'value'],
      [7, 'item'],
      [8, 'source'],
      [9, null],
    ]);
    expect(report.quarantine[0]!.reason).toBe('that period ends on 2029-12-31');
    expect(await take(table)).toMatchObject({ taken: 0, same: 3, quarantined: 5 });
    // Another value for a period that is known says why.
    expect(await take('item,period,value,source,note\nwater.leakage,2025,9.4,年报,\n')).toMatchObject({ taken: 0, quarantined: 1 });
    expect(await take('item,period,value,source,note\nwater.leakage,2025,9.4,年报,更正\n')).toMatchObject({ taken: 1, quarantined: 0 });
    const { values } = await plans.item(officer, code, 'water.leakage', CITY);
    expect(values.map(({ period, revision, value: said }) => [period, revision, said])).toEqual([
      ['2025', 2, 9.4],
      ['2025', 1, 9.5],
    ]);
    const issues = await reader.select().from(schema.importIssues).where(eq(schema.importIssues.importId, report.importId));
    expect(issues.map(({ line, code: why }) => [line, why])).toEqual([
      [5, 'row.refused'],
      [6, 'reading.not-number'],
      [7, 'row.refused'],
      [8, 'row.refused'],
      [9, 'row.quote-not-closed'],
    ]);
    await expect(importPlanValues(actor('viewer'), code, 'x.csv', [], 'en')).rejects.toEqual(refused('role.denied'));
  });
});
