import './both-languages.ts';
import { describe, expect, it } from 'vitest';
import { formatAge, formatLimit, formatMoment, formatPercent, formatSpan, spanFigure } from './format.ts';

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

it.each([
  [{ amount: 2, unit: 'working-hour' }, '2 工作时', '2 working hours'],
  [{ amount: 1, unit: 'working-hour' }, '1 工作时', '1 working hour'],
  [{ amount: 3, unit: 'working-day' }, '3 工作日', '3 working days'],
  [{ amount: 0.5, unit: 'working-day' }, '0.5 工作日', '0.5 working days'],
  [{ amount: 24, unit: 'emergency-hour' }, '24 紧急工作时', '24 emergency hours'],
  [{ amount: 0.5, unit: 'working-hour' }, '30 分（工作时间）', '30 min of working time'],
  [{ amount: 5 / 60, unit: 'emergency-hour' }, '5 分（不停表）', '5 min, day and night'],
] as const)('a limit of %j keeps its unit', (limit, zh, en) => {
  expect([formatLimit(limit, 'zh'), formatLimit(limit, 'en')]).toEqual([zh, en]);
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
