import { issue } from '../app/import-issue.ts';
import type { TableRow } from '../app/import-table.ts';
import { Rejection } from '../domain/rejection.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';

/** What each column may be called; of several names the first Chinese one is told to people. */
export type Headings<C extends string> = Readonly<Record<C, readonly string[]>>;

/** A table that is read by the names of its columns, in whatever order they stand. */
export interface HeadedTable<C extends string> {
  /** The first line, as it stands there. */
  header: readonly string[];
  /** What a column is called in this table; null = it has none. */
  nameOf(column: C): string | null;
  /** A column that the table has not is not among the cells. */
  rows: readonly (TableRow<Readonly<Partial<Record<C, string>>>> & { fields: readonly string[] })[];
}

const unsound = (zh: string, en: string): Rejection => new Rejection('table.unsound', { why: { zh, en } });

/** A table as bytes: UTF-8 or, as office programs in China still save it, GB 18030. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  throw unsound('文字编码既不是 UTF-8 也不是 GB 18030', 'its text is neither UTF-8 nor GB 18030');
}

/** Reads a CSV table whole. @throws Rejection where it cannot be used at all */
export async function readHeadedTable<C extends string>(
  bytes: Uint8Array,
  headings: Headings<C>,
  needed: readonly C[],
): Promise<HeadedTable<C>> {
  const rows: HeadedTable<C>['rows'][number][] = [];
  let header: readonly string[] | null = null;
  let at = new Map<C, number>();
  for await (const records of csvRecords(once(textOf(bytes))))
    for (const record of records)
      if (header === null) {
        header = (record.fields ?? []).map((name) => name.replace(/^\uFEFF/, '').trim());
        at = columnsOf(header, headings, needed);
      } else rows.push(rowOf(record, rows.length + 1, at));
  if (header === null) throw unsound('文件是空的', 'it is empty');
  const names = header;
  return { header: names, nameOf: (column) => names[at.get(column) ?? -1] ?? null, rows };
}
async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function columnsOf<C extends string>(header: readonly string[], headings: Headings<C>, needed: readonly C[]): Map<C, number> {
  const names = header.map((name) => name.toLowerCase());
  const at = new Map<C, number>();
  for (const [column, known] of Object.entries(headings) as [C, readonly string[]][]) {
    const found = names.findIndex((name) => known.includes(name));
    if (found !== -1) at.set(column, found);
  }
  const missing = needed.filter((column) => !at.has(column));
  if (missing.length > 0)
    throw unsound(
      `第一行缺少列：${missing.map((column) => headings[column].find((name) => /\p{Script=Han}/u.test(name))).join('、')}`,
      `its first line has no column ${missing.map((column) => headings[column][0]).join(', ')}`,
    );
  return at;
}

function rowOf<C extends string>(
  { line, fields = [], fault }: CsvRecord,
  ordinal: number,
  at: ReadonlyMap<C, number>,
): HeadedTable<C>['rows'][number] {
  if (fault) return { line, ordinal, fields, issue: issue(fault) };
  const widest = Math.max(...at.values());
  if (fields.length <= widest)
    return { line, ordinal, fields, issue: issue('row.ragged', null, { expected: widest + 1, found: fields.length }) };
  const cells = Object.fromEntries([...at].map(([column, index]) => [column, plain(fields[index]!)])) as Partial<Record<C, string>>;
  return { line, ordinal, fields, cells };
}

/** Without the mark by which a table that was written out keeps a spreadsheet from running a text as a formula. */
const plain = (field: string): string => field.trim().replace(/^'(?=[=+\-@])/, '');
