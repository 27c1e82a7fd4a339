import { Rejection } from '../domain/rejection.ts';
import { issue, shown } from '../app/import-issue.ts';
import type { PlanRow } from '../app/plan-ports.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';

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
const NEEDED: readonly Column[] = ['item', 'period', 'value', 'source'];

const unsound = (zh: string, en: string): Rejection => new Rejection('plan.file-unsound', { why: { zh, en } });

/** A table as bytes: UTF-8 or, as office programs in China still save it, GB 18030. */
function textOf(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  throw unsound('文字编码既不是 UTF-8 也不是 GB 18030', 'its text is neither UTF-8 nor GB 18030');
}

/** Rows of a CSV table of values. @throws Rejection where the file as a whole cannot be used */
export async function readPlanRows(bytes: Buffer): Promise<PlanRow[]> {
  const text = textOf(bytes);
  const rows: PlanRow[] = [];
  let at: Record<Column, number> | null = null;
  for await (const records of csvRecords(once(text)))
    for (const record of records)
      if (at === null) at = columnsOf(record.fields ?? []);
      else rows.push(rowOf(record, rows.length + 1, at));
  if (at === null) throw unsound('文件是空的', 'it is empty');
  return rows;
}
async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function columnsOf(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  );
  const entries = (Object.keys(COLUMNS) as Column[]).map(
    (column) => [column, names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name))] as const,
  );
  const at = Object.fromEntries(entries) as Record<Column, number>;
  const missing = NEEDED.filter((column) => at[column] === -1);
  if (missing.length > 0)
    throw unsound(
      `第一行缺少列：${missing.map((column) => COLUMNS[column].find((name) => /\p{Script=Han}/u.test(name))).join('、')}`,
      `its first line has no column ${missing.join(', ')}`,
    );
  return at;
}

function rowOf({ line, fields, fault }: CsvRecord, ordinal: number, at: Record<Column, number>): PlanRow {
  if (!fields) return { line, ordinal, issue: issue(fault) };
  const widest = Math.max(...Object.values(at));
  if (fields.length <= widest) return { line, ordinal, issue: issue('row.ragged', null, { expected: widest + 1, found: fields.length }) };
  const cell = (column: Column): string => (at[column] === -1 ? '' : fields[at[column]]!.trim());
  const value = cell('value').replaceAll(',', '');
  // Words are a judgement; what begins like a number has to be one.
  if (/^[-+.\d]/.test(value) && !/^[-+]?(\d+(\.\d*)?|\.\d+)%?$/.test(value))
    return { line, ordinal, issue: issue('reading.not-number', 'value', { value: shown(value) }) };
  return {
    line,
    ordinal,
    cells: { item: cell('item'), area: cell('area'), period: cell('period'), value, source: cell('source'), note: cell('note') },
  };
}
