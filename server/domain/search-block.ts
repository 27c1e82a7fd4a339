import { tokensOf, type SearchTerm, type SearchToken } from './search-text.ts';

/**
 * The index of one block: the incidents whose ids lie in a range of `BLOCK`. It follows from their texts alone, so it can be
 * thrown away and made again at any time. Its tokens are spread over `BUCKETS` rows by their first character, so that one that is
 * asked for by its beginning lies in one row too.
 */
export const BLOCK = 2_048;
export const BUCKETS = 128;

export const blockOf = (incident: number): number => Math.floor(incident / BLOCK);
export const bucketOf = (token: string): number => token.codePointAt(0)! % BUCKETS;
/** The buckets to read for what is asked. */
export const bucketsOf = (terms: readonly SearchTerm[]): number[] => [
  ...new Set(terms.flatMap(({ tokens }) => tokens.map(({ text }) => bucketOf(text)))),
];

// A place in the block, 11 bits, as two characters; neither is a tab or a line break, which part tokens.
const FIRST = 48;
const BITS = 6;
const written = (offset: number): string => String.fromCharCode(FIRST + (offset >> BITS), FIRST + (offset & 63));

export interface BlockText {
  incident: number;
  text: string;
}

/** The rows of a block, one for each bucket: lines of `token TAB places`, by code units. */
export function buildBlock(texts: Iterable<BlockText>): string[] {
  const buckets = Array.from({ length: BUCKETS }, () => new Map<string, string>());
  for (const { incident, text } of texts) {
    const place = written(incident % BLOCK);
    for (const token of tokensOf(text)) {
      const bucket = buckets[bucketOf(token)]!;
      bucket.set(token, (bucket.get(token) ?? '') + place);
    }
  }
  return buckets.map((tokens) =>
    [...tokens]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([token, places]) => `\n${token}\t${places}`)
      .join(''),
  );
}

/** Incidents of a block that have every token of what is asked, newest first; `rowOf` gives the row of a bucket. */
export function findInBlock(block: number, terms: readonly SearchTerm[], rowOf: (bucket: number) => string): number[] {
  const tokens = terms.flatMap((term) => term.tokens);
  const met = new Uint8Array(BLOCK);
  tokens.forEach((token, nth) => {
    for (const offset of placesOf(rowOf(bucketOf(token.text)), token)) if (met[offset] === nth) met[offset] = nth + 1;
  });
  const found: number[] = [];
  for (let offset = BLOCK - 1; offset >= 0; offset--) if (met[offset] === tokens.length) found.push(block * BLOCK + offset);
  return found;
}

function* placesOf(row: string, { text, isPrefix }: SearchToken): Generator<number> {
  const line = isPrefix ? `\n${text}` : `\n${text}\t`;
  for (let at = row.indexOf(line); at !== -1; at = row.indexOf(line, at + 1)) {
    const from = isPrefix ? row.indexOf('\t', at) + 1 : at + line.length;
    for (let i = from; i < row.length && row.charCodeAt(i) !== 10; i += 2)
      yield ((row.charCodeAt(i) - FIRST) << BITS) | (row.charCodeAt(i + 1) - FIRST);
    if (!isPrefix) return;
  }
}
