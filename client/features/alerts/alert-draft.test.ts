import { describe, expect, it } from 'vitest';
import { alertRulesOf } from '../../../shared/alert-rules.ts';
import { emptyDraft, fieldOf, lackOf, toPost, wordsOf, type AlertDraft } from './alert-draft.ts';

const rules = alertRulesOf(null);
const nameIn = (code: string, language: 'zh' | 'en'): string => (language === 'zh' ? `区${code}` : `Area ${code}`);
const full: AlertDraft = {
  ...emptyDraft('submitted'),
  kind: 'rainstorm',
  issuer: 'weather',
  endsAt: '2026-07-10T20:00',
  parts: [
    { level: 'blue', areas: ['a'] },
    { level: 'red', areas: ['b', 'c'] },
  ],
  value: '50 mm',
};
const lack = (changed: Partial<AlertDraft>) => {
  const draft = { ...full, ...changed };
  return lackOf(draft, wordsOf(draft, rules, nameIn));
};

describe('a draft as it is typed', () => {
  it('takes its words from the template of the highest level, in both languages', () => {
    const { zh, en } = wordsOf(full, rules, nameIn);
    expect(zh.headline).toBe('区a、区b、区c暴雨红色预警');
    expect(zh.warning).toBe('预计 即刻 至 07-10 20:00，区a、区b、区c将有强降雨，累计雨量可达 50 mm。');
    expect(en.headline).toBe('Red alert: Rainstorm, Area a, Area b, Area c');
  });
  it('what was typed over them stays, whatever is chosen later; an emptied one stays empty', () => {
    const typed = { ...full, typed: { 'zh.headline': '自拟', 'en.warning': '' } };
    const words = wordsOf({ ...typed, kind: 'heat' }, rules, nameIn);
    expect([words.zh.headline, words.en.warning, words.zh.warning.includes('高温')]).toEqual(['自拟', '', true]);
    expect(Object.keys(toPost(typed, words, 'Asia/Shanghai').words)).toEqual(['zh']);
  });
  it.each<[string, Partial<AlertDraft>, unknown]>([
    ['nothing', {}, null],
    ['a kind', { kind: '' }, 'kind'],
    ['a level', { parts: [{ level: null, areas: ['a'] }] }, 'level'],
    ['an issuer', { issuer: '' }, 'issuer'],
    ['areas', { parts: [{ level: 'red', areas: [] }] }, 'areas'],
    ['an end', { endsAt: '' }, 'endsAt'],
    ['the figure that the template asks for', { value: ' ' }, 'value'],
    ['words', { typed: { 'zh.warning': ' ', 'en.warning': '' } }, 'words'],
    ['neither level nor issuer of a notice', { origin: 'notice', issuer: '', parts: [{ level: null, areas: ['a'] }] }, null],
  ])('lacks %s', (_what, changed, told) => expect(lack(changed)).toBe(told));
  it('goes out by the city’s clock; a notice has neither level nor issuer, whatever was chosen before', () => {
    const notice = { ...full, origin: 'notice' as const, startsAt: '2026-07-10T08:00' };
    const body = toPost(notice, wordsOf(notice, rules, nameIn), 'Asia/Shanghai');
    expect(body.issuer).toBeUndefined();
    expect(body.parts.map(({ level }) => level)).toEqual([null, null]);
    expect([Date.parse(body.startsAt!), Date.parse(body.endsAt)]).toEqual([
      Date.parse('2026-07-10T08:00:00+08:00'),
      Date.parse('2026-07-10T20:00:00+08:00'),
    ]);
  });
  it.each([
    ['alert.issuer-denied', {}, 'issuer'],
    ['alert.level-unknown', {}, 'level'],
    ['alert.level-up', {}, 'areas'],
    ['alert.times', {}, 'endsAt'],
    ['time.invalid', { field: 'startsAt' }, 'startsAt'],
    ['role.denied', {}, null],
  ])('%s is said beside its field', (code, detail, field) => expect(fieldOf({ code, detail })).toBe(field));
});
