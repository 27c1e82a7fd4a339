import { describe, expect, it } from 'vitest';
import { RATES } from '../../../shared/measures.ts';
import type { StageSharesTable } from '../../../shared/stage-shares.ts';
import type { Rate, Rates, Totals } from '../../../shared/summary.ts';
import type { Translate } from '../../i18n/text.ts';
import { rankRows, type ComparedRow } from './kpi-model.ts';
import { stageSheet, unitTimesSheet } from './sheet-model.ts';

const rate = (value: number | null, n: number): Rate => ({ value, numerator: 0, n, suspended: 0, noDue: 0 });
const row = (key: string, value: number | null, n: number): ComparedRow => ({
  key,
  name: key,
  totals: {} as Totals,
  rates: Object.fromEntries(RATES.map((name) => [name, rate(value, n)])) as Rates,
});
const ranks = (better: 'higher' | 'lower', ...rows: ComparedRow[]) =>
  rankRows(rows, 'closingRate', better, 30).map(({ key, rank }) => [key, rank]);

describe('ranking', () => {
  it('goes from the best on, whichever way is better', () => {
    expect(ranks('higher', row('a', 0.8, 40), row('b', 0.9, 40))).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect(ranks('lower', row('a', 0.8, 40), row('b', 0.9, 40))).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
  it('gives equals the same rank, and the next its own place', () => {
    expect(ranks('higher', row('a', 0.8, 40), row('b', 0.8, 50), row('c', 0.7, 40))).toEqual([
      ['b', 1],
      ['a', 1],
      ['c', 3],
    ]);
  });
  it('does not rank what is nobody’s', () => {
    expect(ranks('higher', row('', 1, 90), row('a', 0.5, 30))).toEqual([
      ['a', 1],
      ['', null],
    ]);
  });
  it('ranks nobody with too few cases or none', () => {
    expect(ranks('higher', row('few', 1, 29), row('none', null, 0), row('a', 0.5, 30))).toEqual([
      ['a', 1],
      ['few', null],
      ['none', null],
    ]);
  });
});

describe('sheets', () => {
  const t = ((key: string) => key) as Translate;
  const name = ({ en }: { en: string }) => en;
  const names = { zh: '甲', en: 'alpha' };
  it('where the time went: the whole first, shares as numbers, nothing where nothing is known', () => {
    const shares = { register: 0.1, dispatch: 0.05, accept: 0.05, arrive: 0.123456, handle: 0.5, verify: 0.2 };
    const of = (key: string, more: object) => ({ key, name: names, n: 40, shares, thief: 'handle' as const, ...more });
    const table = { whole: of('50', {}), rows: [of('a', { n: 2, thief: null }), of('b', { n: 0, thief: null, shares: null })] };
    expect(stageSheet(table as unknown as StageSharesTable, 'District', t, name).slice(2)).toEqual([
      ['thief.whole', 'stage.handle', 40, 0.1, 0.05, 0.05, 0.1235, 0.5, 0.2],
      ['alpha', null, 2, 0.1, 0.05, 0.05, 0.1235, 0.5, 0.2],
      ['alpha', null, 0, null, null, null, null, null, null],
    ]);
  });
  it('units: hours in each state', () => {
    const ms = { available: 3_600_000, assigned: 90 * 60_000, 'on-the-way': 0, 'on-site': 1_000, off: 36_000 };
    const table = { area: '50', from: 'f', to: 't', rows: [{ unit: 'a', names, ms }] };
    expect(unitTimesSheet(table, t, name)).toEqual([
      ['unitTimes.title', 'f', 't'],
      ['kpi.by.unit', 'Available', 'Assigned', 'On the way', 'On site', 'Off'],
      ['alpha', 1, 1.5, 0, 0, 0.01],
    ]);
  });
});
