/** What one row's outer id says about the other rows of its file. */
export type IdVerdict = { is: 'single' } | { is: 'repeat' } | { is: 'contradiction'; otherLine: number; otherOrdinal: number };

/** The outer ids of one file: noted in a first reading, judged in a second. */
export interface IdBook {
  note(id: string, content: string, line: number, ordinal: number): void;
  /** The first of identical rows is `single`, the others `repeat`; rows that differ under one id are all contradictions. */
  judge(id: string, ordinal: number): IdVerdict;
}

const START_SLOTS = 1 << 12;
/** Columns of a slot. */
const [ID_A, ID_B, CONTENT_A, CONTENT_B, LINE, ORDINAL, OTHER_LINE, OTHER_ORDINAL, WIDTH] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/**
 * 32 bytes a slot in one flat table, keyed by 64 bits of the id: a million rows cost 67 MB, where a Map of texts costs ten times
 * that. Two ids that agree in all 64 bits would be taken for one: once in thirty million files of a million rows.
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

  return {
    note(id, content, line, ordinal) {
      const [a, b] = hash64(id);
      const [contentA, contentB] = hash64(content);
      const at = find(a, b);
      if (table[at + ORDINAL] === 0) {
        table.set([a, b, contentA, contentB, line, ordinal], at);
        used += 1;
        if (used * 2 > slots) grow();
      } else if (table[at + OTHER_ORDINAL] === 0 && (table[at + CONTENT_A] !== contentA || table[at + CONTENT_B] !== contentB)) {
        table[at + OTHER_LINE] = line;
        table[at + OTHER_ORDINAL] = ordinal;
      }
    },
    judge(id, ordinal) {
      const at = find(...hash64(id));
      if (table[at + OTHER_ORDINAL] === 0)
        return { is: table[at + ORDINAL] === ordinal || table[at + ORDINAL] === 0 ? 'single' : 'repeat' };
      const isFirst = table[at + ORDINAL] === ordinal;
      return {
        is: 'contradiction',
        otherLine: table[at + (isFirst ? OTHER_LINE : LINE)]!,
        otherOrdinal: table[at + (isFirst ? OTHER_ORDINAL : ORDINAL)]!,
      };
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
