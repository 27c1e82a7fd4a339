import { createHash } from 'node:crypto';
import type { Tier } from '../../shared/terms.ts';
import type { IncidentFacts, MappedRow, RowFlag } from '../app/import-facts.ts';
import { IntakeError, type Issue, issue } from '../app/import-issue.ts';
import { type Cells, codeReader, columnOf, idReader, proseReader, severityReader, statusReader, timeFieldReader } from './mapped-fields.ts';
import { type PointOptions, pointReader } from './mapped-point.ts';
import type { Mapping } from './mapping-schema.ts';
import type { RowKey } from '../app/import-ports.ts';
import { columnValue, type Row } from './rows.ts';
import { RowRefusal } from './text-values.ts';

export interface MappingOptions extends PointOptions {
  /** The city's IANA zone, for local times whose field names none. */
  timeZone: string;
  nowMs: number;
}

/** A mapping made ready for rows. */
export interface RowMapper {
  /** Every column that the mapping names, to be checked against the file and to be read from it. */
  columns: string[];
  /** Fields whose values the catalogue must already know. */
  known: { category: boolean; department: boolean; source: boolean; area: boolean };
  map(row: Pick<Row, 'record' | 'point'>): MappedRow;
  /** The outer id and all mapped cells as they stand in the file; null for a row without a usable id. */
  key(row: Pick<Row, 'record' | 'point'>): Pick<RowKey, 'id' | 'content' | 'words'> | null;
}

const CLOCK_TOLERANCE_MS = 60_000;
const LONGEST_CODE = 80;

/** @throws IntakeError when a zone, a format or a coordinate system cannot be used */
export function compileMapping(mapping: Mapping, options: MappingOptions): RowMapper {
  const problems: Issue[] = [];
  const time = (name: 'reportedAt' | 'closedAt' | 'dueAt') => timeFieldReader(name, mapping[name], options.timeZone, problems);
  const code = (name: 'category' | 'source' | 'department' | 'area') => codeReader(name, mapping[name], LONGEST_CODE);
  const read = {
    id: idReader(mapping.id),
    reportedAt: time('reportedAt'),
    closedAt: time('closedAt'),
    dueAt: time('dueAt'),
    status: statusReader(mapping.status),
    category: code('category'),
    severity: severityReader(mapping.severity),
    description: proseReader('description', mapping.description),
    source: code('source'),
    department: code('department'),
    reporter: codeReader('reporter', mapping.reporter, 80),
    area: code('area'),
    point: pointReader(mapping, options),
  };
  if (problems.length > 0) throw new IntakeError(problems);

  const toFacts = (record: Cells, own: Row['point']): IncidentFacts => {
    const externalId = read.id(record);
    const reportedAtMs = inThePast(read.reportedAt(record), 'reportedAt', options.nowMs);
    if (reportedAtMs === null) throw new RowRefusal(issue('value.missing', 'reportedAt'));
    const end = stateOf(read.status(record), inThePast(read.closedAt(record), 'closedAt', options.nowMs), mapping.closedAt !== undefined);
    const dueAtMs = plausible(read.dueAt(record), 'dueAt');
    const { lngLat, isDefaultPoint } = read.point(record, own);
    const description = read.description(record);
    const area = read.area(record);
    const flags: RowFlag[] = [...end.flags];
    if (end.closedAtMs !== null && end.closedAtMs < reportedAtMs) flags.push('closed-before-opened');
    if (dueAtMs === null && mapping.dueAt !== undefined) flags.push('no-target');
    if (isDefaultPoint) flags.push('ungeocoded-default-point');
    if (description.isCut) flags.push('description-cut');
    return {
      externalId,
      reportedAtMs,
      closedAtMs: end.closedAtMs,
      dueAtMs,
      status: end.status,
      category: read.category(record),
      severity: read.severity(record),
      description: description.text,
      source: read.source(record),
      department: read.department(record),
      reporter: read.reporter(record),
      lngLat,
      declaredArea: area === null ? null : { column: columnOf(mapping.area) ?? 'area', value: area, tier: mapping.area!.tier as Tier },
      flags,
    };
  };

  const columns = columnsOf(mapping);
  const wordColumns = [columnOf(mapping.description), columnOf(mapping.reporter)].filter((column) => column !== null);
  const plainColumns = columns.filter((column) => !wordColumns.includes(column));
  const stamp = digest([mapping, options.timeZone, options.declaredCrs ?? null]);
  const idOf = (record: Cells): string | null => {
    try {
      return read.id(record);
    } catch (refusal) {
      if (refusal instanceof RowRefusal) return null;
      throw refusal;
    }
  };
  return {
    columns,
    known: {
      category: isKnown(mapping.category),
      department: isKnown(mapping.department),
      source: isKnown(mapping.source),
      area: isKnown(mapping.area),
    },
    map({ record, point }) {
      try {
        return { facts: toFacts(record, point) };
      } catch (refusal) {
        if (refusal instanceof RowRefusal) return { issue: refusal.issue };
        throw refusal;
      }
    },
    key({ record, point }) {
      const id = idOf(record);
      if (id === null) return null;
      const content = point ? `${stamp}\u001f${point[0]},${point[1]}` : stamp;
      return { id, content: content + textsOf(record, plainColumns), words: textsOf(record, wordColumns) };
    },
  };
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

/** Cells as one text, each behind a separator that no clean cell holds. */
function textsOf(record: Cells, columns: readonly string[]): string {
  let texts = '';
  for (const column of columns) {
    const value = columnValue(record, column);
    texts += `\u001f${typeof value === 'string' ? value : (JSON.stringify(value) ?? '')}`;
  }
  return texts;
}

const isKnown = (field: Mapping['category']): boolean => typeof field === 'object' && field.known === true;

function columnsOf(mapping: Mapping): string[] {
  const {
    crs: _crs,
    ungeocoded: _ungeocoded,
    snapM: _snapM,
    system: _system,
    encoding: _encoding,
    delimiter: _delimiter,
    ...fields
  } = mapping;
  return [...new Set(Object.values(fields).map(columnOf))].filter((column) => column !== null);
}

type End = Pick<IncidentFacts, 'status' | 'closedAtMs'> & { flags: RowFlag[] };

/**
 * State and dates may contradict each other; the state wins, because somebody said it, and the row is flagged.
 * Closed without a date: closed, with no duration and in no closing rate. A closing date on an open case (it was reopened):
 * open, the date is dropped. Without a state the closing date alone decides.
 */
function stateOf(status: End['status'] | null, closedAtMs: number | null, hasClosedAt: boolean): End {
  if (status === null) return { status: closedAtMs === null ? 'reported' : 'closed', closedAtMs, flags: [] };
  if (status === 'closed') return { status, closedAtMs, flags: closedAtMs === null && hasClosedAt ? ['status-contradicts-dates'] : [] };
  // Rejected, merged or cancelled cases end at that date too, but they are not closings.
  const isEnded = status === 'answered' || status === 'rejected' || status === 'merged' || status === 'cancelled' || status === 'voided';
  return { status, closedAtMs: null, flags: closedAtMs !== null && !isEnded ? ['status-contradicts-dates'] : [] };
}

const FIRST_PLAUSIBLE_MS = Date.UTC(1900, 0);

function plausible(atMs: number | null, field: string): number | null {
  if (atMs !== null && !(atMs >= FIRST_PLAUSIBLE_MS && atMs < 8.64e15))
    throw new RowRefusal(issue('time.implausible', field, { value: shownTime(atMs) }));
  return atMs;
}

function inThePast(atMs: number | null, field: string, nowMs: number): number | null {
  if (atMs !== null && atMs > nowMs + CLOCK_TOLERANCE_MS) throw new RowRefusal(issue('time.future', field, { value: shownTime(atMs) }));
  return plausible(atMs, field);
}

const shownTime = (atMs: number): string => (Math.abs(atMs) < 8.64e15 ? new Date(atMs).toISOString() : String(atMs));
