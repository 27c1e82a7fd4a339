import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanContent, PlanTarget } from '../shared/plan-wire.ts';
import { NOON_MS } from './testing/factories.ts';
import { CITY, DISTRICTS } from './testing/test-city.ts';
import { openTestHouse, type TestHouse } from './testing/test-house.ts';

const content: PlanContent = {
  names: { zh: '三年行动计划', en: 'Three-year plan' },
  from: 2025,
  to: 2027,
  items: [
    {
      code: 'green.cover',
      parent: null,
      names: { zh: '绿化覆盖率', en: 'Green cover' },
      measure: {
        unit: '%',
        decimals: 1,
        direction: 'higher',
        nature: 'expected',
        department: null,
        promised: 'year',
        targets: [{ kind: 'value', year: 2027, comparator: 'ge', value: 43 }],
      },
    },
  ],
};
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ nowMs: NOON_MS });
  const commander = await house.as('commander');
  expect((await commander.put('/plans/three-years', { node: CITY, seenVersion: 0, content })).status).toBe(200);
});
afterAll(() => house.close());

const value = { item: 'green.cover', area: CITY, kind: 'measured', period: '2025', value: 42.5, source: '园林统计', seenRevision: 0 };

it('nothing is told to a stranger, nor of another’s area', async () => {
  expect((await fetch(`${house.url}/api/v1/plans`)).status).toBe(401);
  const officer = await house.as('officer', DISTRICTS[0]);
  expect((await officer.get(`/plans/three-years?area=${DISTRICTS[1]}`)).body.code).toBe('scope.denied');
  expect((await officer.get('/plans/three-years')).body).toMatchObject({ area: DISTRICTS[0], mayEdit: false, mayEnter: ['green.cover'] });
  expect((await officer.post('/plans/three-years/values', value)).status).toBe(403);
  expect((await officer.put('/plans/three-years', { node: CITY, seenVersion: 1, content })).body.code).toBe('role.denied');
});

it('a value comes back with its state; a refusal names the field in the caller’s language; a plan that is none is not there', async () => {
  const officer = await house.as('officer');
  const { status, body } = await officer.post('/plans/three-years/values', { ...value, period: '2029' }, { 'accept-language': 'en' });
  expect([status, body]).toEqual([
    422,
    {
      code: 'plan.value-unsound',
      message: 'that period ends on 2029-12-31',
      detail: expect.objectContaining({ field: 'period' }) as object,
    },
  ]);
  expect((await officer.post('/plans/three-years/values', { ...value, value: '42' })).body.detail.field).toBe('value');
  expect((await officer.post('/plans/three-years/values', value)).status).toBe(201);
  const { rows } = (await officer.get('/plans/three-years')).body;
  expect(rows[0]).toMatchObject({
    latest: { value: 42.5, by: expect.any(String) as string },
    standing: { state: 'unknown', why: 'no-path-yet', share: null },
  });
  expect((await officer.get('/plans/three-years/items/green.cover')).body).toMatchObject({
    path: [{ day: '2027-12-31', low: 43, high: null }],
  });
  expect((await officer.get('/plans/moon')).status).toBe(404);
  expect((await officer.get('/plans/three-years/items/moon')).status).toBe(404);
  expect((await officer.get('/plans/three-years/versions')).body).toMatchObject([{ version: 1, act: 'made' }]);
});

it('a plan of every kind of target comes back as it was sent', async () => {
  const commander = await house.as('commander');
  const [{ measure: of }] = content.items as [PlanContent['items'][number]];
  const kinds: PlanTarget[] = [
    { kind: 'value', year: 2027, comparator: 'gt', value: 90 },
    { kind: 'band', year: 2027, low: 0.28, high: 0.4 },
    { kind: 'relative', year: 2027, comparator: 'ge', to: { zh: '全国平均', en: 'the national average' } },
    { kind: 'text', year: 2027, text: { zh: '全部接入', en: 'All connected' } },
  ];
  const items = kinds.map((target, i) => ({
    code: target.kind,
    parent: i === 0 ? null : 'value',
    names: content.names,
    measure: {
      ...of!,
      direction: target.kind === 'band' ? ('within' as const) : of!.direction,
      base: { year: 2024, value: 1 },
      targets: [target],
    },
  }));
  const all = { ...content, document: '文件', isExample: true, items };
  expect((await commander.put('/plans/all-kinds', { node: CITY, seenVersion: 0, content: all })).status).toBe(200);
  const { status, body } = await commander.get('/plans/all-kinds');
  expect([status, body.content, body.rows.map(({ targets }: { targets: unknown }) => targets)]).toEqual([
    200,
    all,
    kinds.map((each) => [each]),
  ]);
});

it('a table is sent as a file; what came of it is kept', async () => {
  const officer = await house.as('officer');
  const csv = `指标,辖区,期间,数值,来源\n绿化覆盖率,${DISTRICTS[0]},2025,41,园林统计\n绿化覆盖率,moon,2025,41,园林统计\n`;
  const { status, body } = await officer.post('/plans/three-years/values/import?file=a.csv', csv, { 'content-type': 'text/csv' });
  expect([status, body]).toMatchObject([200, { read: 2, taken: 1, quarantined: 1, quarantine: [{ line: 3, field: 'area' }] }]);
  expect((await officer.get('/plans/three-years')).body.rows[0].below).toEqual([{ state: 'unknown', n: 1 }]);
  expect((await officer.get(`/imports/${body.importId}`)).body).toMatchObject({ kind: 'plan-values', file: 'a.csv' });
  const { body: wrong } = await officer.post('/plans/three-years/values/import', 'a,b\n', { 'content-type': 'text/csv' });
  expect(wrong.code).toBe('table.unsound');
});
