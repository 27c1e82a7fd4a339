import './both-languages.ts';
import { describe, expect, it } from 'vitest';
import { formatAge, formatMoment, formatPercent, formatSpan, spanFigure } from './format.ts';

const MINUTE = 60_000;

describe('formatSpan', () => {
  it.each([
    [48_900, '48 秒', '48 s'],
    [51 * MINUTE, '51 分', '51 min'],
    [65 * MINUTE, '1 时 5 分', '1 h 05 m'],
    [120 * MINUTE, '2 时', '2 h'],
    [(3 * 24 * 60 + 250) * MINUTE, '3 天 4 时', '3 d 4 h'],
    [24 * 60 * MINUTE, '1 天', '1 d'],
    [-5, '0 秒', '0 s'],
  ])('%i ms', (ms, zh, en) => {
    expect([formatSpan(ms, 'zh'), formatSpan(ms, 'en')]).toEqual([zh, en]);
  });
});

it('age speaks of now below a second', () => {
  expect([formatAge(300, 'zh'), formatAge(3000, 'zh'), formatAge(3000, 'en')]).toEqual(['刚刚', '3 秒前', '3 s ago']);
});
it('percent keeps one digit and the true minus', () => {
  expect([formatPercent(0.92), formatPercent(-0.004)]).toEqual(['92.0', '−0.4']);
});
it('a figure keeps its unit apart', () => {
  expect([spanFigure(48_000, 'zh'), spanFigure(27 * MINUTE, 'en')]).toEqual([
    { value: '48', unit: '秒' },
    { value: '27', unit: 'min' },
  ]);
});
it('moments are those of the city, not of the browser', () => {
  expect(formatMoment(Date.UTC(2026, 6, 15, 13, 12), 'Asia/Shanghai')).toBe('07-15 21:12');
});
