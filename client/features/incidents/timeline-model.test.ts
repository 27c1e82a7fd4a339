import '../../i18n/both-languages.ts';
import { expect, it } from 'vitest';
import type { TimelineEntry } from '../../../shared/incidents.ts';
import { toSteps } from './timeline-model.ts';

const entry = (over: Partial<TimelineEntry>): TimelineEntry => ({
  seq: 1,
  version: 1,
  type: 'IncidentReported',
  occurredAt: '2026-07-16T02:46:00Z',
  recordedAt: '2026-07-16T02:46:00Z',
  actor: 'u1',
  status: 'reported',
  place: '500103001',
  holder: { node: '500103001', department: null, unit: null },
  detail: {},
  ...over,
});
const units = [{ code: 'u', names: { zh: '排水一班', en: 'Drainage team 1' }, kind: 'team' as const, node: '500103', department: null }];

it('a step says what, to whom, why, and how long it took', () => {
  const steps = toSteps(
    [entry({}), entry({ type: 'IncidentDispatched', occurredAt: '2026-07-16T02:49:00Z', detail: { unit: 'u', reason: 'in-court' } })],
    units,
    'en',
  );
  expect(steps[0]).toMatchObject({ title: 'Reported', aside: '上报', took: null });
  expect(steps[1]).toMatchObject({ title: 'Dispatched', took: '3 min', lines: ['to Drainage team 1 · “In court or arbitration” — u1'] });
});
it('an unknown type reads by its state, and late entries say when they were typed', () => {
  const [step] = toSteps([entry({ type: 'SomethingNew', status: 'handling', recordedAt: '2026-07-16T04:00:00Z' })], units, 'zh');
  expect(step).toMatchObject({ title: '处置中', recordedAtMs: Date.parse('2026-07-16T04:00:00Z') });
});
it.each([
  ['demo:shift-leader', '值班长', 'Shift leader'],
  ['demo:u', '排水一班', 'Drainage team 1'],
  ['user:verifier', 'verifier', 'verifier'],
])('%s is named as the reader knows them; a sign-in name stays', (actor, zh, en) => {
  expect(toSteps([entry({ actor })], units, 'zh')[0]!.lines).toEqual([zh]);
  expect(toSteps([entry({ actor })], units, 'en')[0]!.lines).toEqual([en]);
});
it('the clock acts without a name', () => {
  expect(toSteps([entry({ actor: 'system:clock' })], units, 'zh')[0]!.lines).toEqual([]);
});
it('a change of the tree says from where to where, in nobody’s name, and is no late entry', () => {
  const moved: TimelineEntry['moved'] = [
    [
      { zh: '江北区', en: 'Jiangbei District' },
      { zh: '两江新区', en: 'Liangjiang New Area' },
    ],
  ];
  const given = entry({ type: 'IncidentRehomed', actor: 'system:tree', moved, recordedAt: '2026-07-17T04:00:00Z' });
  expect(toSteps([given], units, 'zh')[0]).toMatchObject({ title: '区划调整', lines: ['江北区 → 两江新区'], recordedAtMs: null });
  expect(toSteps([given], units, 'en')[0]).toMatchObject({ title: 'Boundary change', lines: ['Jiangbei District → Liangjiang New Area'] });
});
it('a limit keeps its unit; logs of earlier versions have minutes', () => {
  const lines = (detail: TimelineEntry['detail']) => toSteps([entry({ actor: 'system:clock', detail })], units, 'zh')[0]!.lines;
  // The clock acts without a name, so the line is the limit alone.
  expect(lines({ limit: { amount: 3, unit: 'working-day' } })).toEqual(['时限 3 工作日']);
  expect(lines({ limit: null })).toEqual([]);
  expect(lines({ limitMin: 90 })).toEqual(['时限 1 时 30 分']);
});
