import { describe, expect, it } from 'vitest';
import { distanceText, metresPerPixel, scaleStep } from './scale.ts';
import { shortName } from './short-name.ts';
import { timerText } from './timer-text.ts';

describe('shortName', () => {
  it.each([
    ['万州区', '万州'],
    ['忠县', '忠县'],
    ['两江新区', '两江新区'],
    ['石柱土家族自治县', '石柱'],
    ['酉阳土家族苗族自治县', '酉阳'],
    ['解放碑街道', '解放碑'],
    ['地宝土家族乡', '地宝土家族乡'],
    ['沧白路社区', '沧白路社区'],
  ])('%s → %s', (zh, short) => {
    expect(shortName({ name: { zh, en: '' } }, 'zh')).toBe(short);
  });
  it.each([
    ['Wanzhou District', 'Wanzhou'],
    ['Dibao Tujia Ethnic Township', 'Dibao Tujia'],
    ['Liangjiang New Area', 'Liangjiang New Area'],
    ['Youyang Tujia and Miao Autonomous County', 'Youyang'],
    ['Amsterdam-Zuidoost', 'Amsterdam-Zuidoost'],
  ])('%s → %s', (en, short) => {
    expect(shortName({ name: { zh: '', en } }, 'en')).toBe(short);
  });
});

describe('timerText', () => {
  const minutes = (count: number): number => count * 60_000;
  it.each([
    [130, '+2 h 10 m', '+2 时 10 分'],
    [40, '+40 m', '+40 分'],
    [0, '+0 m', '+0 分'],
    [27 * 60, '+1 d 3 h', '+1 天 3 时'],
    [-18, '18 min', '18 分'],
    [-65, '1 h 05 m', '1 时 05 分'],
  ])('%d minutes past', (past, en, zh) => {
    expect(timerText(0, minutes(past), 'en')).toBe(en);
    expect(timerText(0, minutes(past), 'zh')).toBe(zh);
  });
  it.each([
    [130, '+2 h', '+2 时'],
    [40, '+40 m', '+40 分'],
    [27 * 60, '+1 d', '+1 天'],
    [-65, '1 h', '1 时'],
  ])('%d minutes past, short', (past, en, zh) => {
    expect(timerText(0, minutes(past), 'en', true)).toBe(en);
    expect(timerText(0, minutes(past), 'zh', true)).toBe(zh);
  });
  it('promises no minute that is not there', () => {
    expect(timerText(minutes(18) + 59_000, 0, 'en')).toBe('18 min');
  });
});

describe('scale', () => {
  it('is the equator over 512 px at zoom 0', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0);
  });
  it('takes the longest round distance that fits', () => {
    expect(scaleStep(3.9, 140)).toEqual({ metres: 500, widthPx: 500 / 3.9 });
    expect(scaleStep(100, 140).metres).toBe(10_000);
    expect([distanceText(500), distanceText(20_000)]).toEqual(['500 m', '20 km']);
  });
});
