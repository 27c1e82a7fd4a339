import type { Bilingual } from '../../shared/terms.ts';

/** How well something fits what was typed; less is better. */
const FITS = ['exact', 'prefix', 'initials', 'inside'] as const;
type Fit = number;

/** All by which a thing is known, written the same as what is typed. */
export interface Keys {
  texts: readonly string[];
  initials: string;
}

/** Lower case, of one width, without blanks and apostrophes: "Yu Zhong", "ｙｕｚｈｏｎｇ" and "yuzhong" are one. */
const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’]+/g, '');

/** `pinyin` = whole and initials, as packs write it; `short` = names without the word for what the place is. */
export function keysOf({ code, names, short, pinyin = '' }: { code: string; names: Bilingual; short?: Bilingual; pinyin?: string }): Keys {
  const [whole = '', initials = ''] = pinyin.split(' ');
  const texts = [names.zh, names.en, short?.zh ?? '', short?.en ?? '', whole, code].map(squeeze);
  return { texts: [...new Set(texts)].filter((text) => text !== ''), initials };
}

function fitOf({ texts, initials }: Keys, word: string): Fit | null {
  if (texts.includes(word)) return FITS.indexOf('exact');
  if (texts.some((text) => text.startsWith(word))) return FITS.indexOf('prefix');
  if (initials.startsWith(word)) return FITS.indexOf('initials');
  return texts.some((text) => text.includes(word)) ? FITS.indexOf('inside') : null;
}

/**
 * How well a thing fits what was typed, as one word or word by word. Of several words one must be its own; others may be of what
 * lies above it: "北碚 龙潭" is the 龙潭 in 北碚.
 */
function bestFit(keys: Keys, above: readonly Keys[], words: readonly string[]): Fit | null {
  const whole = fitOf(keys, words.join(''));
  if (words.length < 2 || whole === FITS.indexOf('exact')) return whole;
  const own: Fit[] = [];
  for (const word of words) {
    const fit = fitOf(keys, word);
    if (fit !== null) own.push(fit);
    else if (!above.some((each) => fitOf(each, word) !== null)) return whole;
  }
  if (own.length === 0) return whole;
  const byWords = Math.max(...own);
  return whole === null ? byWords : Math.min(whole, byWords);
}

export interface Candidate {
  key: string;
  keys: Keys;
  /** What lies above it, nearest first: their keys, and with its own the way to the root. */
  above: readonly Keys[];
  path: readonly string[];
  /** Of equals the one higher in the tree comes first. */
  rank: number;
}

/** Steps in the tree from one place to another; `path` begins with the place and ends with the root. */
function distance(path: readonly string[], other: readonly string[]): number {
  const met = path.findIndex((code) => other.includes(code));
  return met === -1 ? path.length + other.length : met + other.indexOf(path[met]!);
}

/**
 * What fits, best first: exact before prefix before initials before inside; of equals the nearer to the place in view, then the
 * higher in the tree, then the shorter name. Everything fits when nothing was typed.
 */
export function rank<C extends Candidate>(candidates: readonly C[], typed: string, viewPath: readonly string[]): { it: C; fit: number }[] {
  const words = typed
    .split(/\s+/)
    .map(squeeze)
    .filter((word) => word !== '');
  const length = ({ keys }: C): number => keys.texts[0]?.length ?? 0;
  return candidates
    .flatMap((it) => {
      const fit = words.length === 0 ? 0 : bestFit(it.keys, it.above, words);
      return fit === null ? [] : [{ it, fit, steps: distance(it.path, viewPath) }];
    })
    .sort(
      (a, b) =>
        a.fit - b.fit || a.steps - b.steps || a.it.rank - b.it.rank || length(a.it) - length(b.it) || (a.it.key < b.it.key ? -1 : 1),
    );
}
