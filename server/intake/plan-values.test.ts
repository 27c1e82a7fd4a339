import { describe, expect, it } from 'vitest';
import { readPlanRows } from './plan-values.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('a table of values', () => {
  it('is read by the names of its columns, in any order, with marks that office programs leave', async () => {
    const rows = await readPlanRows(utf8('\uFEFF数值,指标,期间,来源\r\n"1,234.5",water.leakage,2026-Q2,"供水, 集团"\r\n'));
    expect(rows).toEqual([
      {
        line: 2,
        ordinal: 1,
        cells: { item: 'water.leakage', area: '', period: '2026-Q2', value: '1234.5', source: '供水, 集团', note: '' },
      },
    ]);
  });
  it('as GB 18030 too', async () => {
    // 指标,期间,数值,来源 and a row, as such a program saves them.
    const header = Buffer.from('d6b8b1ea2cc6dabce42ccafdd6b52cc0b4d4b4', 'hex');
    const rows = await readPlanRows(Buffer.concat([header, utf8('\na,2025,9,x\n')]));
    expect(rows[0]!.cells).toMatchObject({ item: 'a', period: '2025', value: '9', source: 'x' });
  });
  it('a bad row costs itself alone', async () => {
    const rows = await readPlanRows(utf8('item,period,value,source\na,2025,12abc,x\nb,2025\nc,2025,1.5%,x\nd,2025,符合进度,x\n'));
    expect(rows.map(({ line, cells, issue }) => [line, cells?.value ?? issue!.code])).toEqual([
      [2, 'reading.not-number'],
      [3, 'row.ragged'],
      [4, '1.5%'],
      [5, '符合进度'],
    ]);
  });
  it.each([
    ['no column of values', utf8('item,period,source\na,2025,x\n')],
    ['nothing', utf8('')],
    ['no text', Buffer.from([0x81, 0x20, 0xff, 0xff, 0xff])],
  ])('%s: refused as a whole', async (_case, bytes) => {
    await expect(readPlanRows(bytes)).rejects.toMatchObject({ code: 'table.unsound' });
  });
});
