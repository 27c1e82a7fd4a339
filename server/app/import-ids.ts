/** What one row's outer id says about the other rows of its file, and a digest of what the row itself says. */
export type IdVerdict =
  | { is: 'single'; rowHash: string }
  | { is: 'repeat' }
  | { is: 'contradiction'; otherLine: number; otherOrdinal: number };

/** The outer ids of one file: noted in a first reading, judged in a second. */
export interface IdBook {
  /** `words` is the part of the content that may name people, so that a change of it alone can be told. */
  note(id: string, content: string, words: string, line: number, ordinal: number): void;
  /** The first of identical rows is `single`, the others `repeat`; rows that differ under one id are all contradictions. */
  judge(id: string, ordinal: number): IdVerdict;
}

/** The part of a row hash that stands for its words. */
export const wordsOf = (rowHash: string | null): string | null => rowHash?.split('.')[1] ?? null;

const START_SLOTS = 1 << 12;
/** Columns of a slot. */
const [ID_A, ID_B, CONTENT_A, CONTENT_B, WORDS_A, WORDS_B, LINE, ORDINAL, OTHER_LINE, OTHER_ORDINAL, WIDTH] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
];

/**
 * 40 bytes a slot in one flat table, keyed by 64 bits of the id: a million rows cost 84 MB, where a Map of texts costs several
 * times that. Two ids that agree in all 64 bits would be taken for one: once in thirty million files of a million rows.
 */
export function idBook(): IdBook {
  let slots = START_SLOTS;
  let table = new Uint32Array(slots * WIDTH);
  let used = 0;

  /** Start of the id's slot, or of the free slot where it belongs. An ordinal of 0 marks a free slot. */
  const find = (a: number, b: number): number => {
    for (let slot = a & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * WIDTH;
      if (table[at + ORDINAL] === 0 || (table[at + ID_A] === a && table[at + ID_B] === b)) return at;
    }
  };
  const grow = (): void => {
    const before = table;
    slots *= 2;
    table = new Uint32Array(slots * WIDTH);
    for (let at = 0; at < before.length; at += WIDTH) {
      if (before[at + ORDINAL] === 0) continue;
      table.set(before.subarray(at, at + WIDTH), find(before[at + ID_A]!, before[at + ID_B]!));
    }
  };
  const part = (at: number): string => table[at]!.toString(36);

  return {
    note(id, content, words, line, ordinal) {
      const [a, b] = hash64(id);
      const [contentA, contentB] = hash64(content);
      const [wordsA, wordsB] = hash64(words);
      const at = find(a, b);
      if (table[at + ORDINAL] === 0) {
        table.set([a, b, contentA, contentB, wordsA, wordsB, line, ordinal], at);
        used += 1;
        if (used * 2 > slots) grow();
        return;
      }
      const isSame =
        table[at + CONTENT_A] === contentA &&
        table[at + CONTENT_B] === contentB &&
        table[at + WORDS_A] === wordsA &&
        table[at + WORDS_B] === wordsB;
      if (isSame || table[at + OTHER_ORDINAL] !== 0) return;
      table[at + OTHER_LINE] = line;
      table[at + OTHER_ORDINAL] = ordinal;
    },
    judge(id, ordinal) {
      const at = find(...hash64(id));
      const first = table[at + ORDINAL]!;
      if (first === 0) throw new Error(`Record ${ordinal} was not there in the first reading: the file changed meanwhile`);
      if (table[at + OTHER_ORDINAL] !== 0) {
        const [line, other] = first === ordinal ? [OTHER_LINE, OTHER_ORDINAL] : [LINE, ORDINAL];
        return { is: 'contradiction', otherLine: table[at + line]!, otherOrdinal: table[at + other]! };
      }
      if (first !== ordinal) return { is: 'repeat' };
      return { is: 'single', rowHash: `${part(at + CONTENT_A)}-${part(at + CONTENT_B)}.${part(at + WORDS_A)}-${part(at + WORDS_B)}` };
    },
  };
}

/** Two 32-bit halves with two multipliers, mixed at the end (after bryc's cyrb53, public domain). */
function hash64(text: string): [a: number, b: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}
