import { SEVERITIES, type Severity, STATUSES, type Status } from '../../shared/terms.ts';
import { type Issue, issue, shown } from '../app/import-issue.ts';
import { type MappedField, STATUS_WORDS } from './mapping-schema.ts';
import { columnValue } from './rows.ts';
import { assertClean, assertShort, normaliseCode, RowRefusal, textOf } from './text-values.ts';
import { FormatError, isoReader, type TimeReader, timeReader } from './time-format.ts';
import { isTimeZone, zonedTime } from './zoned-time.ts';

export type Cells = Readonly<Record<string, unknown>>;
type Spec = string | MappedField | undefined;

/** A field's raw value: the cell after `map`, or the default where it is empty. Numbers stay numbers. */
export function cellReader(name: string, spec: Spec): (record: Cells) => unknown {
  if (spec === undefined) return () => null;
  const { column, map, default: fallback = null } = typeof spec === 'string' ? { column: spec } : spec;
  if (column === undefined) return () => fallback;
  const words = map && new Map(Object.entries(map));
  return (record) => {
    const value = columnValue(record, column);
    if (value === null || value === undefined || value === '') return fallback;
    if (!words) return value;
    const text = textOf(value, name);
    if (text === null) return fallback;
    const mapped = words.has(text) ? words.get(text) : words.get(normaliseCode(text));
    return mapped === undefined ? value : (mapped ?? fallback);
  };
}

export const columnOf = (spec: Spec): string | null =>
  spec === undefined ? null : typeof spec === 'string' ? spec : (spec.column ?? null);

/** A code or short word, normalised; null when empty. */
export function codeReader(name: string, spec: Spec, most: number): (record: Cells) => string | null {
  const cell = cellReader(name, spec);
  return (record) => {
    const text = textOf(cell(record), name);
    if (text === null) return null;
    const code = normaliseCode(text);
    assertClean(code, name);
    assertShort(code, name, most);
    return code;
  };
}

const SCIENTIFIC = /^\d(?:[.,]\d+)?[eE]\+?\d+$/;

/** The outer id: there must be one, and it must not have lost digits on its way. */
export function idReader(spec: Spec): (record: Cells) => string {
  const read = codeReader('id', spec, 200);
  return (record) => {
    const id = read(record);
    if (id === null) throw new RowRefusal(issue('value.missing', 'id'));
    if (SCIENTIFIC.test(id)) throw new RowRefusal(issue('id.scientific', 'id', { value: id }));
    return id;
  };
}

const LONGEST_DESCRIPTION = 4000;

/** Free text: line breaks are kept, what is beyond the limit is cut and says so. */
export function proseReader(name: string, spec: Spec): (record: Cells) => { text: string | null; isCut: boolean } {
  const cell = cellReader(name, spec);
  return (record) => {
    const text = textOf(cell(record), name);
    if (text === null) return { text, isCut: false };
    assertClean(text, name, true);
    const isCut = text.length > LONGEST_DESCRIPTION;
    return { text: isCut ? text.slice(0, LONGEST_DESCRIPTION).replace(/[\ud800-\udbff]$/, '') : text, isCut };
  };
}

/** @returns a state, or null when the cell is empty; "open" is the first state, "closed" the last */
export function statusReader(spec: Spec): (record: Cells) => Status | null {
  const word = wordReader('status', spec, STATUS_WORDS);
  return (record) => {
    const status = word(record);
    return status === 'open' ? STATUSES[0] : status;
  };
}

export const severityReader = (spec: Spec): ((record: Cells) => Severity | null) => wordReader('severity', spec, SEVERITIES);

/** One of a closed list, in any case; anything else needs the mapping's word. */
function wordReader<T extends string>(name: string, spec: Spec, words: readonly T[]): (record: Cells) => T | null {
  const cell = cellReader(name, spec);
  const byText = new Map(words.map((word) => [word.toLowerCase(), word]));
  return (record) => {
    const text = textOf(cell(record), name);
    if (text === null) return null;
    const word = byText.get(text.toLowerCase());
    if (word === undefined) throw new RowRefusal(issue('value.unknown', name, { value: shown(text), allowed: words.join(', ') }));
    return word;
  };
}

/** Ms UTC, or null when the cell is empty. Problems of the mapping itself go into `problems`. */
export function timeFieldReader(name: string, spec: Spec, cityTimeZone: string, problems: Issue[]): (record: Cells) => number | null {
  const cell = cellReader(name, spec);
  const { format, timeZone = cityTimeZone } = typeof spec === 'object' ? spec : {};
  const formats = format === undefined ? [] : [format].flat();
  if (!isTimeZone(timeZone)) {
    problems.push(issue('mapping.time-zone', name, { value: shown(timeZone) }));
    return () => null;
  }
  const readers = formats.length === 0 ? [isoReader] : formats.flatMap((one) => compile(name, one, problems));
  const toInstant = zonedTime(timeZone);
  return (record) => {
    const value = cell(record);
    const text = textOf(value, name);
    if (text === null) return null;
    for (const reader of readers) {
      const read = reader(text);
      if (read) return read.isLocal ? toInstant(read.atMs) : read.atMs;
    }
    if (formats.length === 0 && typeof value === 'number') return epochMs(value);
    throw new RowRefusal(issue('time.unreadable', name, { value: shown(text), format: formats.join(' / ') || 'ISO 8601' }));
  };
}

/** A bare number of JSON: seconds until the year 5138, beyond that milliseconds (from March 1973 on). */
const epochMs = (value: number): number => Math.round(Math.abs(value) < 1e11 ? value * 1000 : value);

function compile(name: string, format: string, problems: Issue[]): TimeReader[] {
  try {
    return [timeReader(format)];
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problems.push(issue('mapping.format', name, { format: shown(format), zh: error.zh, en: error.en }));
    return [];
  }
}
