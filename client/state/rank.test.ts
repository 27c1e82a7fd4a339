import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf, rank, type Candidate } from './rank.ts';

const place = (code: string, zh: string, en: string, pinyin: string, path: readonly string[]): Candidate => ({
  key: code,
  keys: keysOf({ code, names: { zh, en }, short: { zh: zh.replace(/[区镇]|街道/, ''), en: en.replace(/ \w+$/, '') }, pinyin }),
  above: path.map((above) => ABOVE[above]!),
  path: [code, ...path],
  rank: 3 - path.length,
});
const ABOVE = {
  '50': keysOf({ code: '50', names: { zh: '重庆市', en: 'Chongqing' }, pinyin: 'chongqingshi cqs' }),
  '500103': keysOf({ code: '500103', names: { zh: '渝中区', en: 'Yuzhong District' }, pinyin: 'yuzhongqu yzq' }),
  '500109': keysOf({ code: '500109', names: { zh: '北碚区', en: 'Beibei District' }, pinyin: 'beibeiqu bbq' }),
} as Record<string, ReturnType<typeof keysOf>>;
const PLACES = [
  place('50', '重庆市', 'Chongqing', 'chongqingshi cqs', []),
  place('500103', '渝中区', 'Yuzhong District', 'yuzhongqu yzq', ['50']),
  place('500109', '北碚区', 'Beibei District', 'beibeiqu bbq', ['50']),
  place('500103003', '解放碑街道', 'Jiefangbei Subdistrict', 'jiefangbeijiedao jfbjd', ['500103', '50']),
  place('500103101', '龙潭镇', 'Longtan Town', 'longtanzhen ltz', ['500103', '50']),
  place('500109101', '龙潭镇', 'Longtan Town', 'longtanzhen ltz', ['500109', '50']),
  place('500109102', '渝中新镇', 'Yuzhongxin Town', 'yuzhongxinzhen yzxz', ['500109', '50']),
  place('500109103', '大龙潭镇', 'Dalongtan Town', 'dalongtanzhen dltz', ['500109', '50']),
];
const found = (typed: string, view: readonly string[] = ['50']): string[] => rank(PLACES, typed, view).map(({ it: { key } }) => key);

describe('rank', () => {
  it.each([
    ['解放碑', '500103003'],
    ['放碑', '500103003'],
    ['jiefangbei', '500103003'],
    ['Jie Fang', '500103003'],
    ['jfb', '500103003'],
    ['ＪＦＢ', '500103003'],
    ['yuzhong', '500103'],
    ['yz', '500103'],
    ['500109', '500109'],
    ['beibei dist', '500109'],
  ])('%s finds %s first', (typed, code) => {
    expect(found(typed)[0]).toBe(code);
  });

  it('puts exact before prefix before inside', () => {
    expect(found('渝中')).toEqual(['500103', '500109102']);
    expect(found('龙潭', ['500109', '50'])).toEqual(['500109101', '500103101', '500109103']);
  });

  it('puts what is nearer to the place in view first among equals', () => {
    expect(found('龙潭镇', ['500103', '50']).slice(0, 2)).toEqual(['500103101', '500109101']);
    expect(found('龙潭镇', ['500109101', '500109', '50']).slice(0, 2)).toEqual(['500109101', '500103101']);
  });

  it('tells doubled names apart by a word of what lies above', () => {
    expect(found('北碚 龙潭')[0]).toBe('500109101');
    expect(found('yuzhong longtan')[0]).toBe('500103101');
    expect(found('北碚 解放碑')).toEqual([]);
  });

  it('puts initials between prefix and inside', () => {
    const prefix = place('1', '甲', 'Abc', 'lt l', []);
    const initials = place('2', '乙', 'Abd', 'longtan lt', []);
    const inside = place('3', '丙', 'Xalt', 'x x', []);
    expect(rank([inside, initials, prefix], 'lt', []).map(({ it: { key } }) => key)).toEqual(['1', '2', '3']);
  });

  it('finds everything by its names, its code and its pinyin, and all of them by nothing', () => {
    expect(found('')).toHaveLength(PLACES.length);
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), fc.nat(), fc.nat(), (each, pick, at) => {
        const text = [...each.keys.texts, each.keys.initials][pick % (each.keys.texts.length + 1)]!;
        expect(found(text.slice(0, 1 + (at % text.length)))).toContain(each.key);
      }),
    );
  });
});
