import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorPack, Limit } from '../../../shared/indicators.ts';
import { LIMIT_STATES, type VitalState } from '../../../shared/vital-terms.ts';
import { limitsInForce } from './limits-in-force.ts';
import { followValue, isSilent, stateOf, type VitalTrack, worstOf } from './vital-state.ts';

const MIN = 60_000;
const pack = JSON.parse(readFileSync(new URL('../../../seed/chongqing/indicators.json', import.meta.url), 'utf8')) as IndicatorPack;
const sign = (code: string) => pack.indicators.find((each) => each.code === code)!;

/** States of a series of `[minute, value]`. */
function states(limits: readonly Limit[], series: readonly (readonly [number, number])[]): VitalState[] {
  let track: VitalTrack | null = null;
  return series.map(([minute, value]) => stateOf((track = followValue(track, limits, value, minute * MIN)), limits));
}
/** The state of a value that stays. */
function settled(code: string, value: number, day = '2026-11-29'): VitalState {
  const { limits, basis } = sign(code);
  return states(limitsInForce(limits, basis, day), [
    [0, value],
    [1000, value],
  ])[1]!;
}

describe('limits are exclusive or inclusive as the catalogue writes them', () => {
  it.each<[string, ...[number, VitalState][]]>([
    ['water.turbidity', [0.5, 'normal'], [0.51, 'attention'], [0.8, 'attention'], [0.81, 'abnormal'], [1, 'abnormal'], [1.01, 'alarm']],
    [
      'water.chlorine-plant',
      [0.3, 'normal'],
      [0.29, 'attention'],
      [0.2, 'attention'],
      [0.19, 'abnormal'],
      [0.09, 'alarm'],
      [2, 'normal'],
      [2.1, 'alarm'],
    ],
    ['water.chlorine-network', [0.05, 'normal'], [0.049, 'attention'], [0.02, 'abnormal'], [0, 'alarm']],
    ['water.households-out', [0, 'normal'], [499, 'normal'], [500, 'attention'], [2000, 'abnormal'], [10_000, 'alarm']],
    [
      'power.voltage-deviation',
      [7, 'normal'],
      [-7, 'normal'],
      [7.1, 'attention'],
      [-7.1, 'attention'],
      [-10.1, 'abnormal'],
      [15.1, 'alarm'],
    ],
    ['gas.methane-nearby', [4.9, 'normal'], [5, 'attention'], [20, 'abnormal'], [50, 'alarm']],
    ['bridge.wind', [13.8, 'normal'], [13.9, 'attention'], [17.2, 'abnormal'], [25, 'alarm']],
    ['traffic.tpi', [3.9, 'normal'], [4, 'attention'], [6, 'abnormal'], [8, 'alarm']],
    ['traffic.speed-main', [30.1, 'normal'], [30, 'attention'], [20, 'abnormal'], [15, 'alarm']],
    ['air.aqi', [100, 'normal'], [101, 'attention'], [150, 'attention'], [201, 'alarm']],
    ['river.quality-class', [3, 'normal'], [4, 'attention'], [5, 'abnormal'], [6, 'alarm']],
    ['river.over-warning', [-1.01, 'normal'], [-1, 'attention'], [0, 'abnormal']],
    ['rain.hour', [19.9, 'normal'], [20, 'attention'], [40, 'abnormal'], [60, 'alarm']],
  ])('%s', (code, ...cases) => {
    for (const [value, state] of cases) expect([value, settled(code, value)]).toEqual([value, state]);
  });

  it('follows the edition that holds on the day, and says of one that ended that it did', () => {
    expect([settled('air.pm25', 70, '2026-02-28'), settled('air.pm25', 70, '2026-03-01')]).toEqual(['normal', 'attention']);
    const { limits, basis } = sign('air.aqi');
    expect(limitsInForce(limits, basis, '2026-02-28').map(({ isEnded }) => isEnded)).toEqual([false, false, false]);
    expect(limitsInForce(limits, basis, '2026-03-01').map(({ isEnded }) => isEnded)).toEqual([true, true, true]);
  });
});

const limit: Limit = { state: 'alarm', above: 10, forS: 120, deadBand: 2 };
describe('duration and dead-band', () => {
  it('counts a limit after its duration without a break, and until the value is back by the dead-band', () => {
    const series = [
      [0, 11],
      [1, 12],
      [2, 11],
      [3, 9],
      [4, 8.1],
      [5, 8],
      [6, 11],
      [7, 9.9],
      [8, 11],
      [9, 11],
      [10, 11],
    ] as const;
    expect(states([limit], series)).toEqual([
      'normal',
      'normal',
      'alarm',
      'alarm',
      'alarm',
      'normal',
      'normal',
      'normal',
      'normal',
      'normal',
      'alarm',
    ]);
  });

  it('takes no notice of a reading that is older than the last', () => {
    const track = followValue(followValue(null, [limit], 11, 5 * MIN), [limit], 0, 4 * MIN);
    expect(track).toEqual({ atMs: 5 * MIN, limits: [{ sinceMs: 5 * MIN, isOn: false }] });
  });

  it('never flaps while the value stays within the dead-band', () => {
    const sides = fc.constantFrom<Limit>({ state: 'alarm', above: 10, deadBand: 2 }, { state: 'alarm', below: -10, deadBand: 2 });
    const inclusive = fc.boolean();
    fc.assert(
      fc.property(
        sides,
        inclusive,
        fc.array(fc.double({ min: 8.0001, max: 14, noNaN: true }), { maxLength: 40 }),
        (side, isInclusive, values) => {
          const series = [11, ...values].map((value, i): [number, number] => [i, side.above === undefined ? -value : value]);
          expect(new Set(states([{ ...side, isInclusive }], series))).toEqual(new Set(['alarm']));
        },
      ),
    );
  });

  it('has no state that its duration did not allow, whatever comes', () => {
    const reading = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 20, noNaN: true }));
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), (steps) => {
        let minute = 0;
        const series = steps.map(([gap, value]): [number, number] => [(minute += gap), value]);
        const seen = states([limit], series);
        for (const [i, state] of seen.entries()) {
          if (state !== 'alarm' || (i > 0 && seen[i - 1] === 'alarm')) continue;
          // Where it begins the value has been beyond for two minutes without a break.
          const begun = series.findLastIndex(([, value], at) => at <= i && value <= 10) + 1;
          expect(series[i]![0] - series[begun]![0]).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });
});

it('is silent after twice what was promised', () => {
  expect([isSilent(0, 60, 120_000), isSilent(0, 60, 120_001)]).toEqual([false, true]);
});

it('puts what is off before what is not known, and that before normal', () => {
  expect(worstOf(['normal', 'no-data', ...LIMIT_STATES])).toBe('alarm');
  expect(worstOf(['normal', 'no-data', 'normal'])).toBe('no-data');
  expect(worstOf([])).toBeNull();
});
