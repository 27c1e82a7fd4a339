import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK, bucketOf, buildBlock, findInBlock } from './search-block.ts';
import { matches, parseSearch } from './search-text.ts';

const CHARACTERS = Array.from('路灯不亮水管爆裂解放碑街道渝中区一二三');
const chinese = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 });
const word = fc.string({ unit: fc.constantFrom(...Array.from('abcdeXYZ019éß')), minLength: 1, maxLength: 8 });
const gap = fc.constantFrom(' ', '，', '', '-', '。');
const text = fc
  .array(fc.tuple(fc.oneof(chinese, word), gap), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map(([part, after]) => part + after).join(''));

const finder = (texts: readonly string[]): ((asked: string) => number[]) => {
  const rows = buildBlock(texts.map((each, i) => ({ incident: 3 * BLOCK + i, text: each })));
  return (asked) => findInBlock(3, parseSearch(asked), (bucket) => rows[bucket]!);
};
const found = (texts: readonly string[], asked: string): number[] => finder(texts)(asked);

describe('an index of a block', () => {
  it('finds a text by every two characters that stand together in it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        const find = finder(texts);
        const missed = texts.flatMap((each, i) =>
          pairsOf(each).filter((pair) => !find(pair).includes(3 * BLOCK + i) || !matches(each, parseSearch(pair))),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('misses no text that holds what is asked, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), fc.oneof(text, chinese, word), (texts, asked) => {
        const terms = parseSearch(asked);
        fc.pre(terms.length > 0);
        const candidates = found(texts, asked);
        const holding = texts.flatMap((each, i) => (matches(each, terms) ? [3 * BLOCK + i] : []));
        expect(candidates).toEqual(expect.arrayContaining(holding));
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
const pairsOf = (of: string): string[] => Array.from(of).flatMap((a, i, all) => (isHan(a) && isHan(all[i + 1]) ? [a + all[i + 1]!] : []));
const isHan = (character: string | undefined): boolean => character !== undefined && /\p{Script=Han}/u.test(character);
