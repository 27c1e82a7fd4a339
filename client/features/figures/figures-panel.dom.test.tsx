// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CityInfo } from '../../../shared/session.ts';
import type { Summary } from '../../../shared/summary.ts';
import { DURATIONS, RATES, TOTALS } from '../../../shared/measures.ts';
import { summaryQuery, usualQuery } from '../../api/figures.query.ts';
import { setLanguage } from '../../i18n/language.ts';
import type { Measure } from '../../state/measures.ts';
import { SessionContext } from '../../state/session.ts';
import { FiguresPanel } from './figures-panel.tsx';

const of = { area: '50', view: { window: '7d' as const }, timeZone: 'Asia/Shanghai', atMs: null };
const rate = (value: number | null, n: number) => ({ value, numerator: n, n, suspended: 4, noDue: 0 });
const summary = (value: number | null, n = 100) =>
  ({
    area: '50',
    asOf: new Date().toISOString(),
    seq: 7,
    totals: { ...Object.fromEntries(TOTALS.map((name) => [name, 0])), open: 386, overdue: 27 },
    rates: Object.fromEntries(RATES.map((name) => [name, rate(value, n)])),
    durations: Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: null, n: 0 }])),
    children: [],
  }) as unknown as Summary;
const city = {
  targets: [{ measure: 'onTimeClosingRate', better: 'higher', target: 0.9, breaks: [0.9] }],
  minimumN: 30,
  timeZone: 'Asia/Shanghai',
} as unknown as CityInfo;

function show(now: Summary, onOpenRows: ((measure: Measure) => void) | null) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  cache.setQueryData(summaryQuery(of).queryKey, now);
  cache.setQueryData(usualQuery(of).queryKey, now);
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: {} as never, city }}>
        <FiguresPanel of={of} areaName="重庆市" measure="onTimeClosingRate" onOpenRows={onOpenRows} />
      </SessionContext>
    </QueryClientProvider>,
  );
}
const figure = (measure: string) => document.querySelector<HTMLButtonElement>(`[data-figure="${measure}"]`)!;
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
afterEach(cleanup);

describe('the six figures', () => {
  it('say value, verdict, sample and age, and open their rows', async () => {
    await setLanguage('zh');
    const open = vi.fn<(measure: Measure) => void>();
    show(summary(0.874), open);
    const hero = within(figure('onTimeClosingRate'));
    expect(hero.getByText('87.4')).toBeDefined();
    expect(hero.getByText('未达标 · 目标 ≥ 90')).toBeDefined();
    expect(hero.getByText('n 100 · 挂账 4 另计')).toBeDefined();
    fireEvent.click(figure('overdue'));
    expect(open).toHaveBeenCalledWith('overdue');
  });
  it('are no doors where only totals may be read', async () => {
    await setLanguage('en');
    show(summary(0.95), null);
    expect(figure('overdue').disabled).toBe(true);
    expect(screen.getByText('met · target ≥ 90')).toBeDefined();
  });
  it('show no data as no data', async () => {
    await setLanguage('zh');
    show(summary(null, 0), null);
    expect(within(figure('onTimeClosingRate')).getByText('无数据')).toBeDefined();
    expect(figure('onTimeClosingRate').textContent).not.toContain('0.0');
  });
});
