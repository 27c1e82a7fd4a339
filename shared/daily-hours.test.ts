import { expect, it } from 'vitest';
import { isWithinHours } from './daily-hours.ts';

it.each([
  ['22:00', '06:30', '22:00', true],
  ['22:00', '06:30', '23:59', true],
  ['22:00', '06:30', '00:00', true],
  ['22:00', '06:30', '06:29:59', true],
  ['22:00', '06:30', '06:30', false],
  ['22:00', '06:30', '21:59', false],
  ['12:30', '14:00', '13:00', true],
  ['12:30', '14:00', '14:00', false],
  ['08:00', '08:00', '03:00', true],
])('hours from %s to %s hold %s: %s', (from, to, clock, isWithin) => expect(isWithinHours(clock, { from, to })).toBe(isWithin));
