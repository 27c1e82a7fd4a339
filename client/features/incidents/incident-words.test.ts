import { describe, expect, it } from 'vitest';
import type { Directory } from '../../api/areas.query.ts';
import type { UnitWire } from '../../../shared/session.ts';
import { placeText, unitText } from './incident-words.ts';

const names = (zh: string, en: string) => ({ zh, en });
const directory = new Map([
  ['50', { name: names('重庆市', 'Chongqing'), parent: null }],
  ['500108', { name: names('南岸区', "Nan'an District"), parent: '50' }],
  ['500108001', { name: names('天文街道', 'Tianwen Subdistrict'), parent: '500108' }],
]) as unknown as Directory;
const units = [
  { code: 'city', names: names('重庆市生态环境综合执法队', 'Chongqing Environmental Enforcement Brigade') },
  { code: 'district', names: names('南岸区环卫作业队', "Nan'an District Sanitation Team") },
  { code: 'street', names: names('天文街道综合应急队', 'Tianwen Subdistrict Integrated Response Team') },
] as UnitWire[];
const english = (all: { en: string }): string => all.en;
const chinese = (all: { zh: string }): string => all.zh;
const at = { place: '500108001', units, directory };

describe('a unit in the list', () => {
  it.each([
    ['street', 'Integrated Response Team'],
    ['district', 'Sanitation Team'],
    ['city', 'Chongqing Environmental Enforcement Brigade'],
  ])('%s: its name without the place that the row says', (code, text) => {
    expect(unitText(code, at, english)).toBe(text);
  });
  it('keeps its whole name where it comes from elsewhere, and in Chinese', () => {
    expect(unitText('district', { ...at, place: '50' }, english)).toBe("Nan'an District Sanitation Team");
    expect(unitText('district', at, chinese)).toBe('南岸区环卫作业队');
  });
});
it('no code stands for a name while names are on their way', () => {
  expect(placeText('500108001', '50', undefined, chinese)).toBe('');
  expect(unitText('district', { ...at, units: undefined }, chinese)).toBe('');
  expect(placeText('500108001', '50', directory, chinese)).toBe('南岸区 · 天文街道');
});
