import { csvText } from './csv-text.ts';
import type { Language } from './terms.ts';

interface Refused {
  header: readonly string[];
  quarantine: readonly { line: number; field: string | null; reason: string; cells: readonly string[] }[];
}
const SAID: Record<Language, readonly [string, string, string]> = {
  zh: ['行号', '问题列', '原因'],
  en: ['line', 'column', 'reason'],
};

/** The rows of a table that were not taken, as they were sent, and before each where and why: put right, it can be sent as it is. */
export function refusedCsv({ header, quarantine }: Refused, language: Language): string {
  // Sent a second time, what was said of the first stands before it.
  const isAgain = Object.values(SAID).some((said) => said.every((name, i) => header[i] === name));
  const own = (cells: readonly string[]): readonly string[] => (isAgain ? cells.slice(SAID.zh.length) : cells);
  const rows = quarantine.map(({ line, field, reason, cells }) => [line, field, reason, ...own(cells)]);
  return csvText([[[...SAID[language], ...own(header)], ...rows]]);
}
