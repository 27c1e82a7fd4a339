// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { setLanguage } from '../../i18n/language.ts';
import { setServerNow } from '../../state/clock.ts';
import { SessionContext } from '../../state/session.ts';
import { Clocks } from './clocks.tsx';

afterEach(cleanup);

const city = {
  stageLimits: { normal: { accept: { amount: 2, unit: 'working-hour' } }, urgent: { accept: { amount: 0.25, unit: 'emergency-hour' } } },
  categories: [
    { code: 'rubbish', limits: { total: { amount: 3, unit: 'working-day' } } },
    {
      code: 'works',
      limits: {
        handle: [
          { amount: 3, unit: 'working-hour', names: { zh: '停工', en: 'Stop' } },
          { amount: 20, unit: 'working-day', names: { zh: '拆除', en: 'Pull down' } },
        ],
      },
    },
  ],
};
const dispatched = {
  id: 7,
  version: 3,
  status: 'dispatched',
  severity: 'normal',
  category: 'rubbish',
  reportedAt: '2026-03-04T02:00:00Z',
  dispatchedAt: '2026-03-04T02:10:00Z',
  acceptDueAt: '2026-03-04T07:10:00Z',
  dueAt: '2026-03-09T02:00:00Z',
  acceptedAt: null,
  contactDueAt: null,
  closedAt: null,
  suspended: false,
  overdue: false,
} as unknown as IncidentWire;

const HOUR = 3_600_000;
const enough = { area: '90', days: 90, n: 143, minimumN: 30, p50Ms: 3.1 * HOUR, p80Ms: 6.2 * HOUR, verdict: 'at-risk' };
let forecast: object = enough;

const show = async (incident: IncidentWire, language: 'zh' | 'en') => {
  await setLanguage(language);
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(['forecast', 7, 3], forecast);
  client.setQueryData(['directory'], new Map());
  render(
    <QueryClientProvider client={client}>
      <SessionContext value={{ me: {} as never, city: city as never }}>
        <Clocks incident={incident} />
      </SessionContext>
    </QueryClientProvider>,
  );
};

it.each([
  ['zh', ['签收 · 时限 2 工作时', '总时限，自接报起 · 时限 3 工作日']],
  ['en', ['Acceptance · limit 2 working hours', 'Total, from receipt · limit 3 working days']],
] as const)('each clock says its limit in its unit (%s)', async (language, labels) => {
  await show(dispatched, language);
  for (const label of labels) expect(screen.getByText(label)).toBeDefined();
});
it('goes by the severity, and says none of what an import brought', async () => {
  await show({ ...dispatched, severity: 'urgent' }, 'en');
  expect(screen.getByText('Acceptance · limit 15 min, day and night')).toBeDefined();
  cleanup();
  for (const changes of [{ category: 'found' }, { imported: true }]) {
    await show({ ...dispatched, ...changes }, 'en');
    expect(screen.getByText('Total, from receipt')).toBeDefined();
    cleanup();
  }
});

const stage = (name: string, dueAt: string, more: object = {}) => ({
  stage: name,
  from: dispatched.dispatchedAt,
  soonAt: dueAt,
  dueAt,
  overdue: false,
  ...more,
});

it('puts the stage that is due next first, names its step, and tells the others below', async () => {
  setServerNow(Date.parse('2026-03-04T03:00:00Z'));
  const clocks = [
    stage('arrive', '2026-03-04T02:11:00Z'),
    stage('handle', '2026-03-04T09:00:30Z', { step: 2 }),
    stage('handle', '2026-03-04T05:00:00Z', { step: 1 }),
  ];
  await show({ ...dispatched, category: 'works', extra: { clocks } } as never, 'zh');
  expect(screen.getByText('处置 · 停工 · 时限 3 工作时')).toBeDefined();
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['处置 · 拆除 剩 6 时', '到场 +49 分']);
});
it('says quietly when it will be done and why, or that history is too short', async () => {
  await show(dispatched, 'zh');
  expect(screen.getByText('按目前进度可能超期')).toBeDefined();
  expect(screen.getByText(/P80 6\.2 时，n = 143/)).toBeDefined();
  cleanup();
  forecast = { ...enough, area: null, n: 12, p50Ms: null, p80Ms: null, verdict: null };
  await show(dispatched, 'en');
  expect(screen.getByText('No forecast: n = 12 of the same kind closed, 30 needed')).toBeDefined();
  forecast = enough;
});
