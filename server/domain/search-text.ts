/**
 * How free text is found: written the same (NFKC, lower case), cut into tokens, compared with what was asked. Scripts without
 * spaces are cut into pairs of characters, so every part of two characters or more is found; everything else into words, found by
 * their beginning.
 */

/** So much of a text is searched: the longest that a report may carry. */
const SEARCHED_MOST = 4_000;
/** Characters of a word that count. */
const WORD_MOST = 32;
const TERMS_MOST = 8;

const UNSPACED = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]';
const WORD_PART = `(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}]`;
/** Group 1: a stretch without spaces; else a word. */
const RUNS = new RegExp(`(${UNSPACED}+)|(?:${WORD_PART})+`, 'gu');
const BEGINS_WITH_WORD = new RegExp(`^${WORD_PART}`, 'u');
const ENDS_WITH_WORD = new RegExp(`${WORD_PART}$`, 'u');

const fold = (text: string): string => text.slice(0, SEARCHED_MOST).normalize('NFKC').toLowerCase();

const wordOf = (run: string): string => (run.length <= WORD_MOST ? run : Array.from(run).slice(0, WORD_MOST).join(''));

/** Each token of a text once. The last character of an unspaced stretch stands alone: it begins no pair. */
export function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>();
  for (const [run, unspaced] of fold(text).matchAll(RUNS)) {
    if (unspaced === undefined) tokens.add(wordOf(run));
    else {
      let before = '';
      for (const character of unspaced) {
        if (before) tokens.add(before + character);
        before = character;
      }
      tokens.add(before);
    }
  }
  return tokens;
}

export interface SearchToken {
  text: string;
  /** Any token that begins so. */
  isPrefix: boolean;
}
/** What was written without a blank: it must stand in the text as it is. */
export interface SearchTerm {
  text: string;
  /** Every text that holds the term has these. */
  tokens: SearchToken[];
}

/** What somebody looks for; empty when there is neither a letter nor a figure in it. */
export function parseSearch(asked: string): SearchTerm[] {
  return fold(asked)
    .split(/\s+/)
    .map((text) => ({ text, tokens: [...text.matchAll(RUNS)].flatMap(([run, unspaced]) => tokensAsked(run, unspaced !== undefined)) }))
    .filter(({ tokens }) => tokens.length > 0)
    .slice(0, TERMS_MOST);
}

function tokensAsked(run: string, isUnspaced: boolean): SearchToken[] {
  if (!isUnspaced) return [{ text: wordOf(run), isPrefix: true }];
  const characters = Array.from(run);
  if (characters.length === 1) return [{ text: run, isPrefix: true }];
  return characters.slice(1).map((character, i) => ({ text: characters[i]! + character, isPrefix: false }));
}

/** The text holds every term; a term that begins with a word begins where a word does. */
export function matches(text: string, terms: readonly SearchTerm[]): boolean {
  const folded = fold(text);
  return terms.every(({ text: term }) => holds(folded, term));
}

function holds(folded: string, term: string): boolean {
  const isFree = !BEGINS_WITH_WORD.test(term);
  for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
    if (isFree || at === 0 || !ENDS_WITH_WORD.test(folded.slice(Math.max(0, at - 2), at))) return true;
  }
  return false;
}
