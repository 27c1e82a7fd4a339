import { extname } from 'node:path';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { declaredCrs } from './crs.ts';
import { type Issue, issue, nearest, refuse, shown } from '../app/import-issue.ts';
import { type JsonElement, jsonElements } from './json-elements.ts';
import { ndjsonElements } from './ndjson-elements.ts';
import { textChunks } from './text-chunks.ts';

/** One record of a file. `line` is where it starts in the file, `ordinal` its number among the records, both from 1. */
export interface Row {
  line: number;
  ordinal: number;
  record: Readonly<Record<string, unknown>>;
  /** A feature's point as the file gives it, in the file's own coordinate system; null when its geometry is null. */
  point?: readonly [number, number] | null;
  fault?: undefined;
}
/** A record that could not be read as one. */
export interface BadRow {
  line: number;
  ordinal: number;
  fault: Issue;
}

/** A file of records of any of the formats, opened: what it declares about itself, and its rows as often as wanted. */
export interface RowFile {
  format: 'csv' | 'json' | 'ndjson';
  /** The system that a GeoJSON file declares for its points; null = none declared. */
  crs: string | null;
  /** Refuses the names that no record has, with the columns there are. */
  checkColumns(names: readonly string[]): Promise<void>;
  /** Streams: memory does not grow with the file. Columns that are not asked for may be left out. */
  rows(columns?: readonly string[]): AsyncGenerator<Row | BadRow>;
}

export interface RowOptions {
  encoding?: string | undefined;
  delimiter?: string | undefined;
}

/** Opens a CSV, JSON, NDJSON or GeoJSON file by its ending; a `.json` file may hold any of the last three. */
export async function openRows(file: string, { encoding, delimiter }: RowOptions = {}): Promise<RowFile> {
  const extension = extname(file).toLowerCase();
  const chunks = (): AsyncGenerator<string> => textChunks(file, encoding);
  if (['.csv', '.tsv', '.txt'].includes(extension)) return csvFile(chunks, delimiter);
  if (['.ndjson', '.jsonl', '.geojsonl', '.geojsonseq'].includes(extension))
    return jsonFile('ndjson', () => ndjsonElements(chunks()), null);
  if (!['.json', '.geojson'].includes(extension)) return refuse('file.unknown-format', null, { extension });
  if (await isOneRecordALine(chunks())) return jsonFile('ndjson', () => ndjsonElements(chunks()), null);
  return jsonFile('json', () => jsonElements(chunks()), await crsOf(chunks()));
}

function csvFile(chunks: () => AsyncGenerator<string>, delimiter: string | undefined): RowFile {
  const options = delimiter === undefined ? {} : { delimiter };
  return {
    format: 'csv',
    crs: null,
    async checkColumns(names) {
      let header: string[] = [];
      for await (const [first] of csvRecords(chunks(), options)) {
        header = columnNames(first?.fields ?? []);
        break;
      }
      refuseMissing(
        names.filter((name) => !header.includes(name)),
        header,
      );
    },
    async *rows(columns) {
      let names: string[] | null = null;
      let wanted: number[] = [];
      let ordinal = 0;
      const keep = (header: readonly string[]): Uint8Array | null =>
        columns ? Uint8Array.from(columnNames(header), (name) => (columns.includes(name) ? 1 : 0)) : null;
      for await (const records of csvRecords(chunks(), { ...options, keep })) {
        for (const record of records) {
          if (names === null && record.fields) {
            names = columnNames(record.fields);
            wanted = [...names.keys()].filter((i) => !columns || columns.includes(names![i]!));
            continue;
          }
          ordinal += 1;
          yield csvRow(record, ordinal, names ?? [], wanted);
        }
      }
    },
  };
}

/** A header as unique names: an empty one becomes `column3` by its place, a repeated one `name_2`, `name_3` … */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((field, index) => {
    const name = field.trim() || `column${index + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
}

function csvRow({ line, fields, fault }: CsvRecord, ordinal: number, names: readonly string[], wanted: readonly number[]): Row | BadRow {
  if (!fields) return { line, ordinal, fault: issue(fault) };
  // More fields than the header are fine while they are empty (a trailing comma); anything else would shift the columns.
  if (fields.length !== names.length && (fields.length < names.length || fields.slice(names.length).some((field) => field !== ''))) {
    return { line, ordinal, fault: issue('row.ragged', null, { expected: names.length, found: fields.length }) };
  }
  const record: Record<string, unknown> = {};
  for (const index of wanted) record[names[index]!] = fields[index];
  return { line, ordinal, record };
}

function jsonFile(format: 'json' | 'ndjson', elements: () => AsyncGenerator<JsonElement[]>, crs: string | null): RowFile {
  async function* rows(): AsyncGenerator<Row | BadRow> {
    let ordinal = 0;
    for await (const batch of elements()) {
      for (const element of batch) {
        ordinal += 1;
        yield jsonRow(element, ordinal);
      }
    }
  }
  return {
    format,
    crs,
    rows,
    async checkColumns(names) {
      // Records may leave out what is empty: a name counts as unknown only when no record of the file has it.
      const missing = new Set(names);
      const seen = new Set<string>();
      for await (const row of rows()) {
        if (row.fault) continue;
        for (const name of missing) if (columnValue(row.record, name) !== undefined) missing.delete(name);
        if (missing.size === 0) return;
        if (seen.size < 500) for (const name of Object.keys(row.record)) seen.add(name);
      }
      refuseMissing([...missing], [...seen]);
    },
  };
}

/** A column's value; `a.b` also looks into nested objects. `undefined` = the record has no such column. */
export function columnValue(record: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  if (!name.includes('.')) return undefined;
  let value: unknown = record;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function jsonRow({ line, value, fault }: JsonElement, ordinal: number): Row | BadRow {
  if (fault !== undefined) return { line, ordinal, fault: issue('row.json-broken', null, { why: shown(fault, 120) }) };
  if (!isObject(value)) return { line, ordinal, fault: issue('row.not-an-object') };
  if (value['type'] !== 'Feature' || !('geometry' in value)) return { line, ordinal, record: value };
  const properties = isObject(value['properties']) ? value['properties'] : {};
  // The feature's own id is a column like the others, unless the properties already have one of that name.
  const record = value['id'] === undefined || Object.hasOwn(properties, 'id') ? properties : { id: value['id'], ...properties };
  const geometry = value['geometry'];
  if (geometry === null) return { line, ordinal, record, point: null };
  const point = pointOf(geometry);
  if (point) return { line, ordinal, record, point };
  const type = isObject(geometry) && typeof geometry['type'] === 'string' ? geometry['type'] : shown(geometry);
  return { line, ordinal, fault: issue('row.geometry-not-a-point', null, { type }) };
}

function pointOf(geometry: unknown): readonly [number, number] | null {
  if (!isObject(geometry) || !Array.isArray(geometry['coordinates'])) return null;
  const coordinates: unknown =
    geometry['type'] === 'MultiPoint' && geometry['coordinates'].length === 1 ? geometry['coordinates'][0] : geometry['coordinates'];
  if ((geometry['type'] !== 'Point' && geometry['type'] !== 'MultiPoint') || !Array.isArray(coordinates)) return null;
  const [x, y] = coordinates as unknown[];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function refuseMissing(missing: readonly string[], columns: readonly string[]): void {
  const [column] = missing;
  if (column === undefined) return;
  const near = nearest(column, columns);
  refuse('file.column-unknown', null, {
    column,
    columns: columns.map((name) => shown(name, 40)).join(', '),
    ...(near === null ? {} : { nearest: near }),
  });
}

/** The `crs` member may stand after the records, so a file that has none before them is looked through once. */
async function crsOf(chunks: AsyncIterable<string>): Promise<string | null> {
  const members = new Map<string, unknown>();
  const atRecords = (isWithinObject: boolean): 'pass' | 'end' => (members.has('crs') || !isWithinObject ? 'end' : 'pass');
  const { done } = await jsonElements(chunks, { members, atRecords }).next();
  if (done !== true) throw new Error('No record may be read while looking for the crs');
  return declaredCrs(members.get('crs'));
}

const FIRST_LINE_MOST = 1_000_000;

/** Whether a `.json` file is really newline-delimited: its first line is a whole object and another line follows. */
async function isOneRecordALine(chunks: AsyncIterable<string>): Promise<boolean> {
  let text = '';
  for await (const chunk of chunks) {
    text = (text + chunk).trimStart();
    if (text.startsWith('[') || text.length > FIRST_LINE_MOST) return false;
    const end = text.indexOf('\n');
    if (end === -1 || text.slice(end).trim() === '') continue;
    try {
      return isObject(JSON.parse(text.slice(0, end)));
    } catch {
      return false;
    }
  }
  return false;
}
