import { ISSUE_TEXTS, type IssueCode } from './import-issue-texts.ts';

/** Values that a message speaks of. Never personal data. */
export type IssueDetail = Readonly<Record<string, string | number>>;

/** Why one row or feature was not taken, or one line of a mapping is wrong: a code for programs, words for people. */
export interface Issue {
  code: IssueCode;
  /** The column, mapping field or option that the reader has to look at. */
  field: string | null;
  detail: IssueDetail;
}

export const issue = (code: IssueCode, field: string | null = null, detail: IssueDetail = {}): Issue => ({ code, field, detail });

/** What is wrong and what to do about it, in both languages. */
export const issueText = ({ code, detail }: Issue): { zh: string; en: string } => ISSUE_TEXTS[code](detail);

/** A file, a mapping or an option that cannot be used at all; says everything that is wrong with it at once. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError';
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(issues.map((one) => `${one.field === null ? '' : `${one.field}: `}${issueText(one).en}`).join('\n'));
    this.issues = issues;
  }
}

export function refuse(code: IssueCode, field: string | null = null, detail: IssueDetail = {}): never {
  throw new IntakeError([issue(code, field, detail)]);
}

/** Short enough for a report, without line breaks and other control characters. */
export function shown(value: unknown, most = 60): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).replace(/[\u0000-\u001f\u007f]+/g, '·');
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The candidate nearest to a mistyped name, or null when none is near. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const wanted = simplify(name);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, simplify(candidate), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

const simplify = (name: string): string => name.toLowerCase().replace(/[\s_\-.]+/g, '');

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
