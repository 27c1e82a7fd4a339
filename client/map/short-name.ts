import type { AreaProperties } from '../../shared/session.ts';
import type { Language } from '../../shared/terms.ts';

const GENERIC_ZH = /(?:自治县|街道|(?<![新社])区|县|镇|(?<!族)乡)$/;
/** 石柱土家族自治县, 酉阳土家族苗族自治县: maps leave out the peoples as well. */
const PEOPLES_ZH = /^(.{2,3}?)(?:[^族]{1,3}族)+$/;
const AUTONOMOUS_EN = /^(\S+)\s.*Autonomous County$/;
const GENERIC_EN = /\s(?:District|County|Subdistrict|(?:Ethnic )?Township|Town)$/;

/** A name as maps print it: without the word for what the place is, where enough is left to know it by. */
export function shortName({ name }: Pick<AreaProperties, 'name'>, language: Language): string {
  if (language === 'en') return name.en.replace(AUTONOMOUS_EN, '$1').replace(GENERIC_EN, '');
  const bare = name.zh.replace(GENERIC_ZH, '');
  if (bare.length < 2) return name.zh;
  return name.zh.endsWith('自治县') ? bare.replace(PEOPLES_ZH, '$1') : bare;
}
