import '../../i18n/both-languages.ts';
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../../shared/summary.ts';
import { DURATIONS, RATES, TOTALS } from '../../../shared/measures.ts';
import { toFigure } from './figure-model.ts';

const rate = (value: number | null, n = 100) => ({ value, numerator: 0, n, suspended: 0, noDue: 0 });
const summary = (over: Partial<Record<(typeof RATES)[number], number | null>>, open = 0, overdue = 0): Summary =>
  ({
    totals: { ...Object.fromEntries(TOTALS.map((name) => [name, 0])), open, overdue },
    rates: Object.fromEntries(RATES.map((name) => [name, rate(over[name] ?? null)])),
    durations: Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: name === 'accept' ? 48_000 : null, n: 9 }])),
  }) as unknown as Summary;
const targets = [{ measure: 'onTimeClosingRate', better: 'higher' as const, target: 0.9, breaks: [0.9, 0.8] }];
const given = (now: Summary, usual?: Summary) => ({ summary: now, usual, targets, minimumN: 30, language: 'zh' as const });

describe('a figure', () => {
  it('reads as number, unit, verdict, target and change', () => {
    const figure = toFigure('onTimeClosingRate', given(summary({ onTimeClosingRate: 0.92 }), summary({ onTimeClosingRate: 0.914 })));
    expect(figure).toMatchObject({ value: '92.0', unit: '%', verdict: 'met', target: '≥ 90', change: { direction: 1, text: '0.6 点' } });
    expect(figure.bar.value).toBeCloseTo(0.733, 2);
    expect(figure.bar.target).toBeCloseTo(0.667, 2);
  });
  it('never shows no data as a number', () => {
    expect(toFigure('onTimeClosingRate', given(summary({})))).toMatchObject({ value: null, verdict: 'noData', change: null });
  });
  it('compares no stock with last week: that is not known', () => {
    const figure = toFigure('overdue', given(summary({}, 386, 27), summary({}, 300, 20)));
    expect(figure).toMatchObject({ value: '27', change: null });
    expect(figure.bar.value).toBeCloseTo(27 / 386);
    expect(figure.share).toBe('7.0');
  });
  it('has no share of nothing', () => {
    expect(toFigure('overdue', given(summary({}, 0, 0))).share).toBeNull();
  });
  it('finds no change between a handful of cases', () => {
    const few = (value: number) => {
      const made = summary({ onTimeClosingRate: value });
      made.rates.onTimeClosingRate = rate(value, 29);
      return made;
    };
    expect(toFigure('onTimeClosingRate', given(few(0), few(1)))).toMatchObject({ verdict: 'tooFew', change: null });
  });
  it('shows a span in its natural unit', () => {
    expect(toFigure('acceptP90', given(summary({})))).toMatchObject({ value: '48', unit: '秒' });
  });
  it('says a change of a span in the unit of the span', () => {
    const took = (p90Ms: number) => {
      const made = summary({});
      made.durations.accept = { p50Ms: null, p90Ms, n: 90 };
      return made;
    };
    const change = (now: number, before: number) => toFigure('acceptP90', given(took(now * 60_000), took(before * 60_000))).change;
    expect(change(42, 40)).toEqual({ direction: 1, text: '2 分' });
    expect(change(42, 41.8)).toEqual({ direction: 0, text: '持平' });
    expect(change(300, 301)).toEqual({ direction: 0, text: '持平' });
  });
  it('says "as usual" for less than a tenth of a point', () => {
    expect(toFigure('reworkRate', given(summary({ reworkRate: 0.0204 }), summary({ reworkRate: 0.02 }))).change).toEqual({
      direction: 0,
      text: '持平',
    });
  });
});
