import { issue, shown } from '../app/import-issue.ts';
import type { PlanRow } from '../app/plan-ports.ts';
import { readHeadedTable, type HeadedTable } from './headed-table.ts';

/** What the columns of a table of values may be called. */
const COLUMNS = {
  item: ['item', 'indicator', '指标', '指标编码', '指标名称'],
  area: ['area', '辖区', '辖区编码'],
  period: ['period', '期间', '时期', '年份'],
  value: ['value', '数值', '值', '完成值'],
  source: ['source', '来源', '数据来源'],
  note: ['note', '备注', '更正原因'],
} as const;
type Column = keyof typeof COLUMNS;

/** Rows of a CSV table of values. @throws Rejection where the file as a whole cannot be used */
export async function readPlanRows(bytes: Buffer): Promise<PlanRow[]> {
  const { rows } = await readHeadedTable<Column>(bytes, COLUMNS, ['item', 'period', 'value', 'source']);
  return rows.map(rowOf);
}

function rowOf({ line, ordinal, cells, issue: broken }: HeadedTable<Column>['rows'][number]): PlanRow {
  if (!cells) return { line, ordinal, issue: broken };
  const { item = '', area = '', period = '', source = '', note = '' } = cells;
  const value = (cells.value ?? '').replaceAll(',', '');
  // Words are a judgement; what begins like a number has to be one.
  if (/^[-+.\d]/.test(value) && !/^[-+]?(\d+(\.\d*)?|\.\d+)%?$/.test(value))
    return { line, ordinal, issue: issue('reading.not-number', 'value', { value: shown(value) }) };
  return { line, ordinal, cells: { item, area, period, value, source, note } };
}
