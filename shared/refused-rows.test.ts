import { expect, it } from 'vitest';
import { refusedCsv } from './refused-rows.ts';

it('rows that were not taken stand as they were sent, after where and why', () => {
  const refused = {
    header: ['code', 'lng'],
    quarantine: [
      { line: 3, field: 'lng', reason: 'no "number"', cells: ['a,1', '-106.5'] },
      { line: 5, field: null, reason: 'x', cells: [] },
    ],
  };
  const text = refusedCsv(refused, 'en');
  expect(text).toBe('\uFEFFline,column,reason,code,lng\r\n3,lng,"no ""number""","a,1",-106.5\r\n5,,x\r\n');
  const again = {
    ...refused,
    header: ['line', 'column', 'reason', 'code'],
    quarantine: [{ ...refused.quarantine[0]!, cells: ['9', '', 'old', 'a'] }],
  };
  expect(refusedCsv(again, 'zh')).toBe('\uFEFF行号,问题列,原因,code\r\n3,lng,"no ""number""",a\r\n');
});
