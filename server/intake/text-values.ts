import { type Issue, issue } from '../app/import-issue.ts';

/** One row cannot be taken. Thrown while it is read, caught by the mapper: the row goes into the report, the import goes on. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal';
  readonly issue: Issue;
  constructor(refused: Issue) {
    super(refused.code);
    this.issue = refused;
  }
}

/** A cell as trimmed text; null when it holds nothing. Numbers and booleans of JSON are written out. */
export function textOf(value: unknown, field: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') throw new RowRefusal(issue('value.not-text', field, { type: Array.isArray(value) ? 'array' : 'object' }));
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RowRefusal(issue('id.unsafe-number', field, { value }));
  return String(value);
}

/**
 * A code as people write it: line breaks and runs of spaces become one space, and a whole number that a spreadsheet or a
 * data frame turned into a decimal loses its zeros ("1411.0" → "1411"). Leading zeros stay: "011" is not "11".
 */
export function normaliseCode(text: string): string {
  const plain = /\s/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
  return plain.endsWith('0') && /^-?\d+\.0+$/.test(plain) ? plain.slice(0, plain.indexOf('.')) : plain;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
const CONTROL_IN_PROSE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Refuses control characters (prose may have line breaks and tabs) and halves of surrogate pairs, which no database keeps. */
export function assertClean(text: string, field: string, isProse = false): void {
  if ((isProse ? CONTROL_IN_PROSE : CONTROL).test(text) || /\p{Surrogate}/u.test(text))
    throw new RowRefusal(issue('value.control-characters', field));
}

export function assertShort(text: string, field: string, most: number): void {
  if (text.length > most) throw new RowRefusal(issue('value.too-long', field, { length: text.length, most }));
}
