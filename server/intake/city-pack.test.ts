import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CityPack } from '../../shared/city-pack.ts';
import type { IndicatorPack } from '../../shared/indicators.ts';
import { PLAIN_CALENDAR, yearsOf } from '../../shared/work-calendar.ts';
import { readCityPack } from './city-pack.ts';

const SEED = fileURLToPath(new URL('../../seed/', import.meta.url));
const signs = JSON.parse(readFileSync(join(SEED, 'chongqing/indicators.json'), 'utf8')) as IndicatorPack;
const city = readFileSync(join(SEED, 'chongqing/city.json'), 'utf8');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guantong-pack-'));
  cpSync(join(SEED, 'chongqing/areas.topo.json'), join(folder, 'areas.topo.json'));
  cpSync(join(SEED, 'calendars/cn.json'), join(folder, 'holidays.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Loose = CityPack & { categories: { limits: Record<string, unknown> }[]; calendar: Record<string, unknown> };
function read(change: (pack: Loose) => unknown) {
  const pack = JSON.parse(city) as Loose;
  pack.calendar = { ...pack.calendar, holidays: 'holidays.json' };
  change(pack);
  writeFileSync(join(folder, 'city.json'), JSON.stringify(pack));
  return readCityPack(folder);
}
const week = (changes: object) => (pack: Loose) => (pack.calendar = { week: { ...PLAIN_CALENDAR.week, ...changes } });
const limits = (changes: object) => (pack: Loose) => Object.assign(pack.categories[3]!.limits, changes);

describe('a city pack', () => {
  it('brings holidays of its own, or none, or no calendar at all', () => {
    expect(yearsOf(read(() => undefined).calendar)).toEqual([2025, 2026]);
    expect(yearsOf(read(week({})).calendar)).toBeNull();
    expect(read((pack) => delete (pack as Partial<Loose>).calendar).calendar).toEqual(PLAIN_CALENDAR);
  });

  it.each<[string, (pack: Loose) => unknown, RegExp]>([
    ['a shift that is none', week({ tue: ['9-12'] }), /calendar\.week\.tue\.0: 不符合格式 \/ must match/],
    [
      'shifts that overlap',
      week({ tue: ['09:00-12:00', '11:30-18:00'] }),
      /calendar\.week\.tue\.1: 11:30-18:00 与前一班次重叠.* \/ 11:30-18:00 begins before/,
    ],
    [
      'a day without a name',
      (pack) => delete (pack.calendar['week'] as Record<string, unknown>)['sun'],
      /calendar\.week: 缺少字段 sun \/ lacks sun/,
    ],
    [
      'holidays that are not there',
      (pack) => (pack.calendar['holidays'] = 'none.json'),
      /calendar\.holidays: 找不到文件 .*none\.json.* \/ no file/,
    ],
    [
      'a duty day that begins at half past',
      (pack) => (pack.periods = { dutyDayStart: '08:30' }),
      /periods\.dutyDayStart: 08:30 不是整点.* \/ 08:30 is no full hour/,
    ],
    [
      'one of a district',
      (pack) => (pack.periods = { nodes: { '500103': { dutyDayStart: '07:15' } } }),
      /periods\.nodes\.500103\.dutyDayStart: 07:15/,
    ],
    ['periods of an area that is none', (pack) => (pack.periods = { nodes: { '999': {} } }), /periods\.nodes\.999: 没有这个辖区/],
    ['a month of scores that some months do not have', (pack) => (pack.periods = { scoringDay: 31 }), /periods\.scoringDay: 不符合格式/],
    [
      'a sign on a lane that is none',
      (pack) => (pack.indicators = { ...signs, indicators: [{ ...signs.indicators[0]!, lane: 'none' }] }),
      /indicators\.0\.lane: 没有跑道 none \/ there is no lane none/,
    ],
    [
      'limits of an area that is none',
      (pack) => {
        const { code, limits: own, basis } = signs.indicators[0]!;
        pack.indicators = { ...signs, areaLimits: [{ indicator: code, area: '99', limits: own, basis }] };
      },
      /areaLimits\.0\.area: 没有辖区 99 \/ there is no area 99/,
    ],
    [
      'a code that stands for no area',
      (pack) => (pack.alerts = { geocodeTables: [{ names: ['EMMA_ID'], codes: { NL1: ['500103', '999'] } }] }),
      /EMMA_ID NL1: 没有辖区 999 \/ there is no area 999/,
    ],
    [
      'a limit of nothing',
      limits({ total: { amount: 0, unit: 'working-day' } }),
      /categories\.3\.limits\.total\.amount: 不符合格式 \/ must be > 0/,
    ],
    [
      'a unit that does not exist',
      limits({ total: { amount: 1, unit: 'day' } }),
      /categories\.3\.limits\.total\.unit: 只能是 working-hour, working-day, emergency-hour \/ /,
    ],
    ['limits of an older form', limits({ totalMin: 60 }), /categories\.3\.limits\.totalMin: 没有这个字段 \/ there is no such field/],
    [
      'steps without names',
      limits({
        handle: [
          { amount: 1, unit: 'working-day' },
          { amount: 2, unit: 'working-day' },
        ],
      }),
      /categories\.3\.limits\.handle\.0\.names: 处置分几个阶段.* \/ each of several/,
    ],
  ])('names the field in both languages: %s', (_, change, text) => {
    expect(() => read(change)).toThrow(text);
  });
});
