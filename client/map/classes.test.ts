import { describe, expect, it } from 'vitest';
import { classOf, countClasses } from './classes.ts';

const closing = { better: 'higher', target: 0.9, breaks: [0.9, 0.8] } as const;
const overdue = { better: 'lower', target: 20, breaks: [40, 60] } as const;

describe('classOf', () => {
  it.each([
    ['on the target', 0.9, 0],
    ['above it', 0.95, 0],
    ['just under it', 0.899, 1],
    ['on the next limit', 0.8, 1],
    ['under the next limit', 0.784, 2],
    ['far under', 0, 2],
  ])('higher is better: %s', (_case, value, expected) => {
    expect(classOf({ value, n: 100 }, closing, 30)).toBe(expected);
  });

  it.each([
    ['on the target', 20, 0],
    ['over it', 27, 1],
    ['on the limit', 40, 1],
    ['over a limit', 41, 2],
    ['over all limits', 100, 3],
  ])('lower is better: %s', (_case, value, expected) => {
    expect(classOf({ value, n: 100 }, overdue, 30)).toBe(expected);
  });

  it('knows no data from too little data, and neither from a bad value', () => {
    expect(classOf({ value: null, n: 0 }, closing, 30)).toBe(-1);
    expect(classOf({ value: 0.1, n: 29 }, closing, 30)).toBe(-2);
    expect(classOf({ value: 0.1, n: 30 }, closing, 30)).toBe(2);
  });

  it('counts nothing as data when nothing was counted, without a minimum as well', () => {
    expect(classOf({ value: 0, n: 0 }, overdue, 0)).toBe(-1);
  });
});

describe('countClasses', () => {
  it('adds up to the number of areas, those without a value included', () => {
    const counts = countClasses(['a', 'b', 'c', 'd'], { a: { class: 0 }, b: { class: 0 }, c: { class: -2 }, z: { class: 3 } });
    expect(counts).toEqual({ [-2]: 1, [-1]: 1, 0: 2, 1: 0, 2: 0, 3: 0 });
  });
});
