import { searchPinyin, syllablesOf } from './search-pinyin.ts';
import type { Bilingual } from '../../shared/terms.ts';
import { textOf } from './text-values.ts';

export interface AreaName {
  names: Bilingual;
  /** Search text: whole pinyin and initials; null without Chinese characters. */
  pinyin: string | null;
  /** What it is called there (区, 镇 …); null when the name does not say. */
  kind: string | null;
}

/** Endings of Chinese area names, longest first, and what English readers call them. */
const KINDS: readonly (readonly [zh: string, en: string])[] = [
  ['自治县', 'Autonomous County'],
  ['街道', 'Subdistrict'],
  ['新区', 'New Area'],
  ['社区', 'Community'],
  ['区', 'District'],
  ['县', 'County'],
  ['市', 'City'],
  ['镇', 'Town'],
  ['乡', 'Township'],
  ['村', 'Village'],
];
const HAN = /\p{Script=Han}/u;

/**
 * A feature's name in both languages. One name serves both, unless it is Chinese: then English reads its pinyin, or what the
 * file itself gives beside it (`name_en`, `name_eng`, `name:en` … next to `name`).
 */
export function areaName(property: string, properties: Readonly<Record<string, unknown>>): AreaName | null {
  const name = textOf(properties[property], property)?.replace(/\s+/g, ' ');
  if (!name) return null;
  const given = ['_en', '_eng', ':en', '_EN', '_ENG', 'En', 'EN']
    .map((ending) => properties[property + ending])
    .find((value) => typeof value === 'string' && value.trim() !== '') as string | undefined;
  if (!HAN.test(name)) return { names: { zh: name, en: given?.trim() ?? name }, pinyin: null, kind: null };
  const syllables = syllablesOf(name);
  const kind = KINDS.find(([ending]) => name.endsWith(ending) && name.length > ending.length);
  const stem = kind ? syllables.slice(0, -kind[0].length) : syllables;
  const spelt = stem.join('').replace(/^./, (first) => first.toUpperCase());
  return {
    names: { zh: name, en: given?.trim() ?? (kind ? `${spelt} ${kind[1]}` : spelt) },
    pinyin: searchPinyin(syllables),
    kind: kind?.[0] ?? null,
  };
}
