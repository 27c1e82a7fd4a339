import { describe, expect, it } from 'vitest';
import type { Indicator, IndicatorPack } from '../../../shared/indicators.ts';
import { indicatorFaults } from './indicator-faults.ts';

const sign: Indicator = {
  code: 'rain.hour',
  names: { zh: '雨量', en: 'Rain' },
  unit: 'mm',
  lane: 'flood',
  direction: 'high-bad',
  decimals: 1,
  possible: { min: 0, max: 500 },
  jumpPerMin: null,
  frozenS: null,
  promiseS: 600,
  rollUp: 'max',
  dayStart: 8,
  limits: [
    { state: 'attention', above: 20 },
    { state: 'alarm', above: 60 },
  ],
  basis: { kind: 'default' },
};
const known = { lanes: new Set(['flood']), areas: new Set(['50', '500103']) };
const own = { indicator: 'rain.hour', area: '500103', limits: sign.limits, basis: sign.basis };
const faultsOf = (pack: Partial<IndicatorPack>) =>
  indicatorFaults({ indicators: [sign], areaLimits: [own], ...pack }, known).map(({ where }) => where);

describe('a catalogue of vital signs', () => {
  it('passes when everything that it names is there', () => expect(faultsOf({})).toEqual([]));

  it.each<[string, Partial<IndicatorPack>, string]>([
    ['a sign that is there twice', { indicators: [sign, sign] }, 'indicators.1.code'],
    ['a lane that is none', { indicators: [{ ...sign, lane: 'none' }] }, 'indicators.0.lane'],
    ['a limit without a side', { indicators: [{ ...sign, limits: [{ state: 'alarm' }] }] }, 'indicators.0.limits.0'],
    ['a band turned round', { indicators: [{ ...sign, limits: [{ state: 'alarm', above: 1, below: 2 }] }] }, 'indicators.0.limits.0'],
    [
      'an alarm inside of an attention',
      {
        indicators: [
          {
            ...sign,
            limits: [
              { state: 'attention', below: 2 },
              { state: 'alarm', below: 3 },
            ],
          },
        ],
      },
      'indicators.0.limits.1',
    ],
    ['limits of a sign that is none', { areaLimits: [{ ...own, indicator: 'wind' }] }, 'areaLimits.0.indicator'],
    ['limits of an area that is none', { areaLimits: [{ ...own, area: '99' }] }, 'areaLimits.0.area'],
    ['two sets of limits for one area', { areaLimits: [own, own] }, 'areaLimits.1'],
  ])('names %s', (_, pack, where) => expect(faultsOf(pack)).toEqual([where]));
});
