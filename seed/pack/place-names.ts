import { pinyin } from 'pinyin-pro';
import { ENGLISH, READINGS } from './chongqing/readings.ts';

const TYPES: Readonly<Record<string, { en: string; reading: readonly string[] }>> = {
  市: { en: 'City', reading: ['shi'] },
  区: { en: 'District', reading: ['qu'] },
  县: { en: 'County', reading: ['xian'] },
  自治县: { en: 'Autonomous County', reading: ['zi', 'zhi', 'xian'] },
  街道: { en: 'Subdistrict', reading: ['jie', 'dao'] },
  镇: { en: 'Town', reading: ['zhen'] },
  乡: { en: 'Township', reading: ['xiang'] },
};
const PEOPLES: Readonly<Record<string, { en: string; reading: readonly string[] }>> = {
  土家族: { en: 'Tujia', reading: ['tu', 'jia', 'zu'] },
  苗族: { en: 'Miao', reading: ['miao', 'zu'] },
  仡佬族: { en: 'Gelao', reading: ['ge', 'lao', 'zu'] },
};
const NAME = /^(.+?)((?:土家族|苗族|仡佬族)*)(自治县|街道|市|区|县|镇|乡)$/u;

/** What a Chinese place name says once taken apart. */
export interface PlaceName {
  en: string;
  /** 区, 县, 自治县, 街道, 镇, 乡 or 民族乡. */
  kind: string;
  /** Full pinyin and initials for search; ü is typed v. */
  pinyin: string;
}

/** "蔺市镇" → Linshi Town; throws when the name has no known type. */
export function readPlaceName(zh: string): PlaceName {
  const [, stem = '', peoplesZh = '', type = ''] = NAME.exec(zh) ?? [];
  const { en: typeEn, reading: typeReading } = entry(TYPES, type, zh);
  const peoples = (peoplesZh.match(/土家族|苗族|仡佬族/gu) ?? []).map((people) => entry(PEOPLES, people, zh));
  const reading = syllables(stem);
  const all = [...reading, ...peoples.flatMap((people) => people.reading), ...typeReading].map((s) => s.replaceAll('ü', 'v'));
  const isEthnicTownship = type === '乡' && peoples.length > 0;
  // A name of one syllable keeps its type: 忠县 is Zhongxian County.
  const head = toEnglishWord(stem.length === 1 ? [...reading, ...typeReading] : reading);
  const words = [head, peoples.map((people) => people.en).join(' and '), isEthnicTownship ? 'Ethnic' : '', typeEn];
  return {
    en: ENGLISH[zh] ?? words.filter(Boolean).join(' '),
    kind: isEthnicTownship ? '民族乡' : type,
    pinyin: `${all.join('')} ${all.map((s) => s.charAt(0)).join('')}`,
  };
}

/** A name without its type and peoples: 恒合土家族乡 → 恒合. */
export const stemOf = (zh: string): string => NAME.exec(zh)?.[1] ?? zh;
/** How that is read there. */
export const readStem = (zh: string): readonly string[] => syllables(stemOf(zh));

function entry<T>(table: Readonly<Record<string, T>>, key: string, zh: string): T {
  const found = table[key];
  if (found === undefined) throw new Error(`Cannot read the place name ${zh}`);
  return found;
}

function syllables(stem: string): readonly string[] {
  return READINGS[stem] ?? pinyin(stem, { toneType: 'none', type: 'array' });
}

/** Joins syllables; an apostrophe stands before a later a, o or e (Yun'an). */
function toEnglishWord(reading: readonly string[]): string {
  const joined = reading.map((s, i) => (i > 0 && /^[aoe]/u.test(s) ? `'${s}` : s)).join('');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
