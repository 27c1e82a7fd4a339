import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { jsonElements } from './json-elements.ts';

/** A text in pieces of any size, as a file system might hand it over. */
async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}
async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const field = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '重', '😀', ';'), maxLength: 6 }),
  fc.constantFrom('', '42.36', 'Ward 14'),
);
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const mustQuote = (text: string): boolean => /[",\r\n]/.test(text);

describe('csvRecords', () => {
  it('reads what csv-parse reads, whatever the pieces, and knows every line', async () => {
    const table = fc
      .record({
        rows: fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 }),
        eager: fc.boolean(),
        lineBreak: fc.constantFrom('\n', '\r\n'),
        hasLast: fc.boolean(),
      })
      .map(({ rows, eager, lineBreak, hasLast }) => {
        const lines = rows.map((row) => row.map((text) => (eager || mustQuote(text) ? quote(text) : text)).join(','));
        return lines.join(lineBreak) + (hasLast ? lineBreak : '');
      });
    await fc.assert(
      fc.asyncProperty(table, pieces, async (text, sizes) => {
        const records = await all(csvRecords(inPieces(text, sizes), { delimiter: ',' }));
        const expected = parseCsv(text, { info: true, relax_quotes: true, record_delimiter: ['\r\n', '\n'] }) as unknown as {
          record: string[];
        }[];
        expect(records.map((record) => record.fields)).toEqual(expected.map(({ record }) => record));
        // A record starts behind the line feeds of all records before it.
        let line = 1;
        for (const record of records) {
          expect(record.line).toBe(line);
          line += 1 + (record.fields ?? []).join('').split('\n').length - 1;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('a stray quote costs its own line only, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 5 }), fc.constantFrom('a,"b', '"x" y,z', 'q,""w'), pieces, async (at, bad, sizes) => {
        const good = ['1,2', '3,"4,5"', '6,7', '8,9', '10,"a ""b"""'];
        const lines = [...good.slice(0, at), bad, ...good.slice(at)];
        const records = await all(csvRecords(inPieces(lines.join('\n'), sizes), { delimiter: ',' }));
        const faults = records.filter((record: CsvRecord) => record.fault !== undefined);
        expect(faults.map((record) => record.line)).toEqual([at + 1]);
        expect(records).toHaveLength(lines.length);
      }),
    );
  });
});

describe('jsonElements', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const indent = fc.constantFrom(0, 2);

  it('finds the elements that JSON.parse finds, and their lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 6 }), indent, pieces, async (values, spaces, sizes) => {
        const text = `\n${JSON.stringify(values, null, spaces)}\n`;
        const elements = await all(jsonElements(inPieces(text, sizes)));
        expect(elements.map(({ value }) => value)).toEqual(JSON.parse(text));
        expect(spaces !== 0 || elements.every(({ line }) => line === 2)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the array of objects in a wrapper, and the members around it', async () => {
    const records = fc.array(fc.dictionary(fc.string(), json), { minLength: 1, maxLength: 4 });
    const plain = fc.dictionary(
      fc.stringMatching(/^[a-z"\\{[]{1,4}$/),
      fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(fc.integer()), fc.constant({ a: [[1]] })),
    );
    await fc.assert(
      fc.asyncProperty(records, plain, plain, indent, pieces, async (features, before, after, spaces, sizes) => {
        const wrapped = {
          ...before,
          features,
          ...Object.fromEntries(Object.entries(after).filter(([key]) => key !== 'features' && !(key in before))),
        };
        const members = new Map<string, unknown>();
        const elements = await all(jsonElements(inPieces(JSON.stringify(wrapped, null, spaces), sizes), { members }));
        expect(elements.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(features)));
        const { features: _, ...others } = JSON.parse(JSON.stringify(wrapped)) as Record<string, unknown>;
        expect(Object.fromEntries(members)).toEqual(others);
      }),
      { numRuns: 1_000 },
    );
  });
});
