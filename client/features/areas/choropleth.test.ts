import '../../i18n/both-languages.ts';
import { describe, expect, it } from 'vitest';
import type { ChildSummary } from '../../../shared/summary.ts';
import { toChoropleth } from './choropleth.ts';

const child = (area: string, value: number | null, n = 100): ChildSummary =>
  ({ area, rates: { onTimeClosingRate: { value, n }, reworkRate: { value, n } } }) as unknown as ChildSummary;
const targets = [
  { measure: 'onTimeClosingRate', better: 'higher' as const, target: 0.9, breaks: [0.9, 0.8] },
  { measure: 'reworkRate', better: 'lower' as const, target: 0.03, breaks: [0.03, 0.06] },
];
const children = [child('a', 0.95), child('b', 0.874), child('c', 0.7), child('d', 0.5, 8), child('e', null, 0)];

describe('choropleth', () => {
  it('classes from the target, values only where they say something', () => {
    const { values, entries, missed } = toChoropleth({ children, measure: 'onTimeClosingRate', targets, minimumN: 30, language: 'zh' });
    expect(Object.values(values).map((value) => value.class)).toEqual([0, 1, 2, -2, -1]);
    expect(values['b']?.label).toBe('87.4');
    expect(values['a']?.label).toBeUndefined();
    expect(values['d']?.label).toBe('n 8');
    expect(missed).toBe(2);
    expect(entries.map(({ label, count }) => `${label} ${count}`)).toEqual([
      '≥ 90 达标 1',
      '80 – 90 1',
      '< 80 1',
      'n < 30 不评 1',
      '无数据 1',
    ]);
  });
  it('turns round where less is better', () => {
    const { entries } = toChoropleth({ children, measure: 'reworkRate', targets, minimumN: 30, language: 'en' });
    expect(entries.map((entry) => entry.label).slice(0, 3)).toEqual(['≤ 3 met', '3 – 6', '> 6']);
  });
  it('without a target falls back to quartiles and says so', () => {
    const many = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((value, i) => child(String(i), value));
    const { isQuartiles, values } = toChoropleth({
      children: many,
      measure: 'onTimeClosingRate',
      targets: [],
      minimumN: 30,
      language: 'en',
    });
    expect(isQuartiles).toBe(true);
    expect(values['7']?.class).toBe(0);
    expect(values['0']?.class).toBe(3);
  });
});
