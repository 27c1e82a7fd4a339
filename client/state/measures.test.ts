import { describe, expect, it } from 'vitest';
import { quartiles, readMeasure, sixFigures, verdictOf } from './measures.ts';

const target = { measure: 'onTimeClosingRate', better: 'higher', target: 0.9, breaks: [0.9, 0.8] } as const;
const rework = { measure: 'reworkRate', better: 'lower', target: 0.03, breaks: [0.03, 0.06] } as const;
const reading = (value: number | null, n = 100) => ({ value, n, numerator: null, suspended: 0, noDue: 0 });

describe('verdict', () => {
  it.each([
    [reading(0.9), target, 'met'],
    [reading(0.899), target, 'missed'],
    [reading(0.03), rework, 'met'],
    [reading(0.031), rework, 'missed'],
    [reading(null, 0), target, 'noData'],
    [reading(0.5, 29), target, 'tooFew'],
    [reading(0.5), null, 'noTarget'],
  ] as const)('%j', (given, goal, verdict) => {
    expect(verdictOf(given, goal && { ...goal, breaks: [...goal.breaks] }, 30)).toBe(verdict);
  });
});

it('a city without a target gets quartiles, worst last', () => {
  expect(quartiles([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], 'higher')).toEqual([0.6, 0.4, 0.2]);
});
it('six figures begin with the picked one and never repeat', () => {
  expect(sixFigures('onTimeClosingRate')).toHaveLength(6);
  expect(sixFigures('dispatchAccuracy').slice(0, 2)).toEqual(['dispatchAccuracy', 'onTimeClosingRate']);
  expect(new Set(sixFigures('reworkRate')).size).toBe(6);
});
it('a missing rate is no data, not zero', () => {
  expect(readMeasure('reworkRate', { totals: {} as never }).value).toBeNull();
});
