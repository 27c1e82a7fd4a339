import { Rejection } from '../domain/rejection.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
/** @throws Rejection where a text holds what no keyboard types and no document can carry */
export function assertCleanTexts(body: Readonly<Record<string, unknown>>, path = ''): void {
  for (const [field, value] of Object.entries(body)) {
    if (typeof value === 'string' && CONTROL.test(value)) throw new Rejection('text.control-characters', { field: path + field });
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      assertCleanTexts(value as Record<string, unknown>, `${path}${field}.`);
  }
}
