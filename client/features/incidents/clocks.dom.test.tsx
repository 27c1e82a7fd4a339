// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { Clocks } from './clocks.tsx';

afterEach(cleanup);

const city = {
  stageLimits: { normal: { accept: { amount: 2, unit: 'working-hour' } }, urgent: { accept: { amount: 0.25, unit: 'emergency-hour' } } },
  categories: [{ code: 'rubbish', limits: { total: { amount: 3, unit: 'working-day' } } }],
};
const dispatched = {
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

const show = async (incident: IncidentWire, language: 'zh' | 'en') => {
  await setLanguage(language);
  render(
    <SessionContext value={{ me: {} as never, city: city as never }}>
      <Clocks incident={incident} />
    </SessionContext>,
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
