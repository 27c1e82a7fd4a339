import { describe, expect, it } from 'vitest';
import type { Figures } from '../../shared/live.ts';
import type { Summary } from '../../shared/summary.ts';
import { isOtherWindow, patchSummary } from './patch-figures.ts';

const T = Date.UTC(2026, 6, 16);
const summary = {
  area: '50',
  from: new Date(T).toISOString(),
  to: new Date(T + 1000).toISOString(),
  asOf: new Date(T + 1000).toISOString(),
  seq: 10,
  totals: { open: 1 },
  rates: { reworkRate: { value: 0.1 } },
  durations: {},
  own: { totals: {} },
  children: [
    { area: 'a', totals: { open: 1 }, rates: { r: 1 } },
    { area: 'b', totals: { open: 0 }, rates: { r: 2 } },
  ],
} as unknown as Summary;
const figures = (over: Partial<Figures>): Figures => ({
  area: '50',
  view: '',
  seq: 11,
  asOfMs: T + 2000,
  fromMs: T,
  toMs: T + 2000,
  totals: { open: 7 } as never,
  children: [],
  ...over,
});

describe('live figures', () => {
  it('replace, they are never added', () => {
    const twice = patchSummary(patchSummary(summary, figures({})), figures({}));
    expect(twice.totals.open).toBe(7);
  });
  it('keep the rates that did not come, and the children that did not change', () => {
    const patched = patchSummary(summary, figures({ children: [{ area: 'a', totals: { open: 3 } as never }] }));
    expect(patched.rates).toBe(summary.rates);
    expect(patched.children).toEqual([{ area: 'a', totals: { open: 3 }, rates: { r: 1 } }, summary.children[1]]);
  });
  it('older ones and those of another area are dropped', () => {
    expect(patchSummary(summary, figures({ seq: 9 }))).toBe(summary);
    expect(patchSummary(summary, figures({ seq: 10, asOfMs: T }))).toBe(summary);
    expect(patchSummary(summary, figures({ area: '51' }))).toBe(summary);
  });
  it('tell when their window begins elsewhere', () => {
    expect(isOtherWindow(summary, figures({}))).toBe(false);
    expect(isOtherWindow(summary, figures({ fromMs: T + 86_400_000 }))).toBe(true);
  });
});
