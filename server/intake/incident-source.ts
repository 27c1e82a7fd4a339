import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { refuse, shown } from '../app/import-issue.ts';
import type { ImportRow, IncidentSource, RowKey } from '../app/import-ports.ts';
import { compileMapping, type MappingOptions } from './mapping.ts';
import { type Mapping, readMapping } from './mapping-schema.ts';
import { type BadRow, openRows, type Row } from './rows.ts';

export type SourceOptions = Omit<MappingOptions, 'declaredCrs'>;

/** Whose ids they are when the mapping does not say. */
const DEFAULT_SYSTEM = 'import';
const BATCH = 500;

/**
 * A file of incidents made ready for import: the mapping checked as a whole and against the file's columns.
 * @throws IntakeError with everything that is wrong and what to do about it
 */
export async function openIncidentSource(file: string, mappingFile: string, options: SourceOptions): Promise<IncidentSource> {
  const mapping = readMapping(readJson(mappingFile));
  assertEncoding(mapping);
  const rows = await openRows(file, { encoding: mapping.encoding, delimiter: mapping.delimiter });
  const mapper = compileMapping(mapping, { ...options, declaredCrs: rows.crs });
  await rows.checkColumns(mapper.columns);
  const toRow = (row: Row | BadRow): ImportRow => {
    const { line, ordinal } = row;
    return row.fault ? { line, ordinal, issue: row.fault } : { line, ordinal, ...mapper.map(row) };
  };
  const toKey = (row: Row | BadRow): RowKey[] => {
    const key = row.fault ? null : mapper.key(row);
    return key === null ? [] : [{ line: row.line, ordinal: row.ordinal, ...key }];
  };
  return {
    file: basename(file),
    system: mapping.system ?? DEFAULT_SYSTEM,
    known: mapper.known,
    snapM: mapping.snapM ?? 0,
    keys: () => inBatches(rows.rows(mapper.columns), toKey),
    rows: () => inBatches(rows.rows(mapper.columns), (row) => [toRow(row)]),
  };
}

async function* inBatches<T>(rows: AsyncIterable<Row | BadRow>, read: (row: Row | BadRow) => readonly T[]): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(...read(row));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function readJson(file: string): unknown {
  if (!existsSync(file)) return refuse('file.missing', '--mapping', { file });
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('mapping.not-json', '--mapping', { why: shown((error as Error).message, 120) });
  }
}

function assertEncoding({ encoding }: Mapping): void {
  if (encoding !== undefined && !isEncoding(encoding)) refuse('mapping.encoding', 'encoding', { value: shown(encoding) });
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
