import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK, bucketOf, buildBlock, findInBlock } from './search-block.ts';
import { matches, parseSearch } from './search-text.ts';

const CHARACTERS = [...'路灯不亮水管爆裂解放碑街道渝中区一二三'];
const chinese = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 });
const word = fc.string({ unit: fc.constantFrom(...'abcdeXYZ019éß'), minLength: 1, maxLength: 8 });
const gap = fc.constantFrom(' ', '，', '', '-', '。');
const text = fc
  .array(fc.tuple(fc.oneof(chinese, word), gap), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map(([part, after]) => part + after).join(''));

const found = (texts: readonly string[], asked: string): number[] => {
  const rows = buildBlock(texts.map((each, i) => ({ incident: 3 * BLOCK + i, text: each })));
  return findInBlock(3, parseSearch(asked), (bucket) => rows[bucket]!);
};

describe('an index of a block', () => {
  it('finds a text by every two characters that stand together in it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        texts.forEach((each, i) => {
          for (const pair of pairsOf(each)) {
            expect(found(texts, pair)).toContain(3 * BLOCK + i);
            expect(matches(each, parseSearch(pair))).toBe(true);
          }
        });
      }),
      { numRuns: 50 },
    );
  });

  it('misses no text that holds what is asked, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), fc.oneof(text, chinese, word), (texts, asked) => {
        const terms = parseSearch(asked);
        if (terms.length === 0) return;
        const candidates = found(texts, asked);
        texts.forEach((each, i) => {
          if (matches(each, terms)) expect(candidates).toContain(3 * BLOCK + i);
        });
      }),
    );
  });

  it('finds a word by every beginning of it', () => {
    fc.assert(
      fc.property(word, chinese, (one, other) => {
        for (let n = 1; n <= one.length; n++) expect(found([`${other} ${one}`], one.slice(0, n))).toEqual([3 * BLOCK]);
      }),
    );
  });

  it('gives the newest first, up to both ends of the block', () => {
    const texts = Array.from({ length: BLOCK }, (_, i) => ([0, 1_000, BLOCK - 1].includes(i) ? '路灯' : '水管'));
    expect(found(texts, '路灯')).toEqual([4 * BLOCK - 1, 3 * BLOCK + 1_000, 3 * BLOCK]);
  });

  it('keeps tokens of one beginning in one row', () => {
    expect(bucketOf('路灯')).toBe(bucketOf('路'));
    expect(bucketOf('pipe')).toBe(bucketOf('p'));
  });
});

/** Two characters of the unspaced script that stand together. */
const pairsOf = (of: string): string[] => [...of].flatMap((a, i, all) => (isHan(a) && isHan(all[i + 1]) ? [a + all[i + 1]!] : []));
const isHan = (character: string | undefined): boolean => character !== undefined && /\p{Script=Han}/u.test(character);
