import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { DeviceCode } from '../../shared/readings.ts';
import { IndicatorCode } from '../../shared/indicators.ts';
import { IntakeError, type Issue, issue, refuse, shown } from '../app/import-issue.ts';
import type { ImportReading, ReadingSource } from '../app/import-ports.ts';
import { type Cells, codeReader, columnOf, timeFieldReader } from './mapped-fields.ts';
import { MappedField } from './mapping-schema.ts';
import { columnValue, openRows } from './rows.ts';
import { slipOf } from './slip.ts';
import { RowRefusal, textOf } from './text-values.ts';

const Field = Type.Union([Type.String({ minLength: 1 }), MappedField]);
/** How a table of readings is read (docs/readings.md): long, a reading a row, or wide, a column for each thing that is told. */
const ReadingMapping = Type.Object(
  {
    at: Field,
    device: Type.Optional(Field),
    indicator: Type.Optional(Field),
    value: Type.Optional(Type.String({ minLength: 1 })),
    values: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ device: Type.Optional(DeviceCode), indicator: Type.Optional(IndicatorCode) }, { additionalProperties: false }),
      ),
    ),
    datum: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    /** Texts that mean that nothing was measured, such as `NA` or `-999`. */
    missing: Type.Optional(Type.Array(Type.String())),
    /** `3,5` is three and a half. */
    decimalComma: Type.Optional(Type.Boolean()),
    encoding: Type.Optional(Type.String()),
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
  },
  { additionalProperties: false },
);
type ReadingMapping = Static<typeof ReadingMapping>;

/** A file of readings made ready for import. @throws IntakeError with what is wrong and what to do about it */
export async function openReadingSource(file: string, mappingFile: string, { timeZone }: { timeZone: string }): Promise<ReadingSource> {
  const mapping = readMapping(mappingFile);
  const rows = await openRows(file, { encoding: mapping.encoding, delimiter: mapping.delimiter });
  const { columns, read } = compile(mapping, timeZone);
  await rows.checkColumns(columns);
  return {
    file: basename(file),
    async *records() {
      let ordinal = 0;
      for await (const row of rows.rows(columns)) {
        const cells = row.fault ? [{ issue: row.fault }] : read(row.record);
        yield cells.map((cell) => ({ line: row.line, ordinal: ++ordinal, ...cell }));
      }
    },
  };
}

function readMapping(file: string): ReadingMapping {
  if (!existsSync(file)) return refuse('file.missing', '--mapping', { file });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('mapping.not-json', '--mapping', { why: shown((error as Error).message, 120) });
  }
  if (!Check(ReadingMapping, json)) {
    const slip = slipOf(ReadingMapping, json);
    return refuse('mapping.shape', null, { zh: `docs/readings.md 所说的映射：${slip}`, en: `a mapping as in docs/readings.md: ${slip}` });
  }
  const isLong = json.value !== undefined && json.device !== undefined && json.indicator !== undefined;
  const isWide =
    json.values !== undefined &&
    Object.values(json.values).every(
      (each) => (each.device ?? json.device) !== undefined && (each.indicator ?? json.indicator) !== undefined,
    );
  if (isLong === isWide) return refuse('mapping.readings');
  return json;
}

type Cell = Pick<ImportReading, 'told' | 'issue'>;

function compile(mapping: ReadingMapping, timeZone: string): { columns: string[]; read: (record: Cells) => Cell[] } {
  const problems: Issue[] = [];
  const at = timeFieldReader('at', mapping.at, timeZone, problems);
  const device = codeReader('device', mapping.device, 80);
  const indicator = codeReader('indicator', mapping.indicator, 60);
  if (problems.length > 0) throw new IntakeError(problems);
  const missing = new Set(mapping.missing ?? []);
  const told = mapping.values ?? { [mapping.value!]: {} };
  const columns = [columnOf(mapping.at), columnOf(mapping.device), columnOf(mapping.indicator), ...Object.keys(told)].filter(
    (name) => name !== null,
  );

  const readCell = (record: Cells, column: string, own: { device?: string; indicator?: string }): Cell[] => {
    try {
      const text = textOf(columnValue(record, column), column);
      if (text === null || missing.has(text)) return [];
      const value = Number(mapping.decimalComma === true ? text.replace(',', '.') : text);
      if (!Number.isFinite(value)) throw new RowRefusal(issue('reading.not-number', column, { value: shown(text) }));
      const [atMs, code, sign] = [at(record), own.device ?? device(record), own.indicator ?? indicator(record)];
      if (atMs === null) throw new RowRefusal(issue('value.missing', 'at'));
      if (code === null) throw new RowRefusal(issue('value.missing', 'device'));
      if (sign === null) throw new RowRefusal(issue('value.missing', 'indicator'));
      return [{ told: { device: code, indicator: sign, atMs, value, isStale: false, datum: mapping.datum ?? null } }];
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      return [{ issue: error.issue }];
    }
  };
  return { columns, read: (record) => Object.entries(told).flatMap(([column, own]) => readCell(record, column, own)) };
}
