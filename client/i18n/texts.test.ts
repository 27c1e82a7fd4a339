import './both-languages.ts';
import { describe, expect, it } from 'vitest';
import { en as deskEn } from './desk.en.ts';
import { zh as deskZh } from './desk.zh.ts';
import { en as devicesEn } from './devices.en.ts';
import { zh as devicesZh } from './devices.zh.ts';
import { en as baseEn } from './en.ts';
import { en as plansEn } from './plans.en.ts';
import { zh as plansZh } from './plans.zh.ts';
import { en as rulesEn } from './rules.en.ts';
import { zh as rulesZh } from './rules.zh.ts';
import { en as scenesEn } from './scenes.en.ts';
import { zh as scenesZh } from './scenes.zh.ts';
import { en as screenEn } from './screen.en.ts';
import { zh as screenZh } from './screen.zh.ts';
import { en as searchEn } from './search.en.ts';
import { zh as searchZh } from './search.zh.ts';
import { fill, translator } from './text.ts';
import { en as vitalsEn } from './vitals.en.ts';
import { zh as vitalsZh } from './vitals.zh.ts';
import { en as wallEn } from './wall.en.ts';
import { zh as wallZh } from './wall.zh.ts';
import { zh as baseZh } from './zh.ts';

const zh = { ...baseZh, ...deskZh, ...devicesZh, ...searchZh, ...screenZh, ...rulesZh, ...scenesZh, ...vitalsZh, ...plansZh, ...wallZh };
const en = { ...baseEn, ...deskEn, ...devicesEn, ...searchEn, ...screenEn, ...rulesEn, ...scenesEn, ...vitalsEn, ...plansEn, ...wallEn };
const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)[^}]*\}/g)].map((match) => match[1]!))].sort();

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });
  it.each(Object.keys(zh) as (keyof typeof zh)[])('%s asks for the same values in both', (key) => {
    expect(placeholders(en[key])).toEqual(placeholders(zh[key]));
  });
  it('leave nothing in Chinese inside English texts but the switch', () => {
    const chinese = Object.entries(en).filter(([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'lang.switch');
    expect(chinese).toEqual([]);
  });
});

describe('fill', () => {
  it('puts values in and chooses by number', () => {
    expect(fill('{n} {n|row|rows} of {who}', { n: 1, who: 'us' })).toBe('1 row of us');
    expect(translator('en')('timeline.steps', { n: 8 })).toBe('8 steps');
  });
});
