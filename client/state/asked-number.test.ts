import { expect, it } from 'vitest';
import { askedNumber } from './asked-number.ts';

const NOON_MS = Date.UTC(2026, 2, 4, 4);

it.each([
  ['20261121-000042', '20261121-000042'],
  ['#20261121-42', '20261121-42'],
  ['0304-0042', '20260304-0042'],
  ['0305-0042', '20250305-0042'],
  ['#42', '42'],
  ['#…-0042', '0042'],
  ['#...-0042', '0042'],
  ['＃0042', '0042'],
  ['500103', '500103'],
  ['#', null],
  ['500103003', null],
  ['42 路', null],
  ['a-42', null],
])('%s is %s', (typed, number) => {
  expect(askedNumber(typed, NOON_MS, 'Asia/Shanghai')).toBe(number);
});
