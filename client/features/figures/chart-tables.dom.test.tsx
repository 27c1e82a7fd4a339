// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { CityInfo } from '../../../shared/session.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { BreakdownTable } from './breakdown-table.tsx';
import { SeriesTable } from './series-table.tsx';

const HOUR = 3_600_000;
const from = Date.parse('2026-07-10T00:00:00+08:00');
const asOf = new Date().toISOString();
const city = { timeZone: 'Asia/Shanghai' } as unknown as CityInfo;
const cellsOf = (row: HTMLElement): (string | null)[] => [...row.children].map((cell) => cell.textContent);

beforeAll(() => setLanguage('zh'));
afterEach(cleanup);

it('a series as rows: each bucket with its band, a gap as no data and not as zero; the caption says unit, n and age', () => {
  const points = [
    { atMs: from, value: 1204, low: 3, high: 9 },
    { atMs: from + HOUR, value: null, low: null, high: null },
    { atMs: from + 2 * HOUR, value: 0, low: 0, high: 2 },
  ];
  render(
    <SessionContext value={{ me: {} as never, city }}>
      <SeriesTable title="每小时接报" points={points} fromMs={from} toMs={from + 3 * HOUR} n={1204} asOf={asOf} />
    </SessionContext>,
  );
  const [head, ...rows] = screen.getAllByRole('row');
  expect(cellsOf(head!)).toEqual(['起始时刻', '接报（件）', '常态（件）']);
  expect(rows.map(cellsOf)).toEqual([
    ['07-10 00:00', '1,204', '3 – 9'],
    ['07-10 01:00', '无数据', '无数据'],
    ['07-10 02:00', '0', '0 – 2'],
  ]);
  expect(screen.getByRole('table').querySelector('caption')!.textContent).toMatch(/^每小时接报，07-10 00:00 至 07-10 03:00 · n 1,204 · ./);
  expect(within(rows[0]!).getByRole('rowheader').textContent).toBe('07-10 00:00');
});

it('a breakdown as rows: all of them, none gathered as “others”, with shares that add up', () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({ key: `k${i}`, name: { zh: `类${i}`, en: `Class ${i}` }, count: 10 * (i + 1) }));
  render(<BreakdownTable title="按类别" window="7 天" rows={rows} usual={[{ ...rows[8]!, count: 60 }]} asOf={asOf} />);
  const [head, ...shown] = screen.getAllByRole('row').map(cellsOf);
  expect(head).toEqual(['名称', '接报（件）', '占比（%）', '较常态']);
  expect(shown).toHaveLength(9);
  expect(shown[0]).toEqual(['类8', '90', '20.0', '+50 %']);
  expect(shown.reduce((sum, [, , share]) => sum + Number(share), 0)).toBeCloseTo(100, 0);
  expect(screen.getByRole('table').querySelector('caption')!.textContent).toMatch(/^按类别 · 7 天 · n 450 · ./);
});
