import '../../i18n/both-languages.ts';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalCell, VitalsWire } from '../../../shared/vital-wire.ts';
import { putVitals, type VitalBook } from '../../api/vitals.query.ts';
import { translator } from '../../i18n/text.ts';
import { basisText, limitLines, limitText } from './limit-words.ts';
import { boardsOf, lanesOf } from './lanes.ts';
import { moveIn } from './matrix-keys.ts';
import { countStates, firstSign, formatValue, isWorseBelow, matrixRows } from './vital-model.ts';

const sign = (code: string, lane: string) => ({ code, lane, decimals: 1, unit: 'mm' }) as Indicator;
const cell = (area: string, indicator: string, over: Partial<VitalCell> = {}): VitalCell => ({
  area,
  indicator,
  value: 1,
  state: 'normal',
  worst: 'normal',
  worstN: 1,
  heard: 1,
  there: 1,
  at: '2026-11-29T00:00:00.000Z',
  ...over,
});
const answer = (cells: VitalCell[], over: Partial<VitalsWire> = {}): VitalsWire => ({
  area: '50',
  asOf: '',
  mark: '1.1',
  isWhole: true,
  cells,
  devices: [],
  ...over,
});
const lanes = [
  { code: 'flood', names: { zh: '防汛', en: 'Flood' }, board: 'emergency' },
  { code: 'air', names: { zh: '大气', en: 'Air' }, board: 'ecology' },
  { code: 'idle', names: { zh: '无', en: 'None' }, board: 'economy' },
];
const indicators = [sign('rain', 'flood'), sign('level', 'flood'), sign('aqi', 'air')];
const book: VitalBook = putVitals(null, answer([cell('50', 'rain'), cell('a', 'rain', { state: 'alarm' }), cell('a', 'aqi')]));

describe('the book of signs', () => {
  it('takes what changed, keeps the rest as the same object, and drops what no instrument tells any more', () => {
    const news = [cell('a', 'rain', { value: 9 }), cell('50', 'rain', { there: 0 })];
    const next = putVitals(book, answer(news, { isWhole: false, mark: '1.2' }));
    expect(next.cells.get('aqi')).toBe(book.cells.get('aqi'));
    expect(next.cells.get('rain')).not.toBe(book.cells.get('rain'));
    expect([next.mark, next.cells.get('rain')!.get('a')!.value, next.cells.get('rain')!.has('50')]).toEqual(['1.2', 9, false]);
    expect(book.cells.get('rain')!.get('a')!.value, 'what was held is untouched').toBe(1);
  });
  it('begins anew with a whole answer', () => expect([...putVitals(book, answer([cell('a', 'aqi')])).cells.keys()]).toEqual(['aqi']));
});

describe('the rows of the matrix', () => {
  const rowsOf = (isWhole: boolean) => matrixRows({ lanes: lanesOf(lanes, indicators, null), indicators, isWhole }, book);
  const words = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => (row.kind === 'lane' ? `# ${row.lane.code}` : row.indicator.code));
  it('are signs by lane, those that nothing tells only when they are asked for', () => {
    expect(words(rowsOf(false))).toEqual(['# flood', 'rain', '# air', 'aqi']);
    expect(words(rowsOf(true))).toEqual(['# flood', 'rain', 'level', '# air', 'aqi']);
    expect(
      boardsOf(
        [
          { code: 'ecology', names: lanes[0]!.names },
          { code: 'economy', names: lanes[0]!.names },
        ],
        lanesOf(lanes, indicators, null),
      ).map(({ code }) => code),
    ).toEqual(['ecology']);
  });
  it('count their states, and lead to the worst first', () => {
    expect(countStates(rowsOf(false), ['a'])).toEqual({ normal: 1, attention: 0, abnormal: 0, alarm: 1, 'no-data': 0 });
    expect([firstSign(rowsOf(false), ['a']), firstSign([], ['a'])]).toEqual(['rain', null]);
  });
});

it('marks what is worse below, and not what is only unknown there', () => {
  const of = (state: VitalCell['state'], worst: VitalCell['worst']) => isWorseBelow({ state, worst });
  expect([of('normal', 'attention'), of('no-data', 'alarm'), of('alarm', 'alarm'), of('normal', 'no-data'), of('alarm', 'normal')]).toEqual(
    [true, true, false, false, false],
  );
});

it.each([
  ['ArrowUp', { row: 0, column: 0 }],
  ['ArrowLeft', { row: 0, column: 0 }],
  ['ArrowDown', { row: 1, column: 0 }],
  ['PageDown', { row: 4, column: 0 }],
  ['End', { row: 0, column: 2 }],
  ['a', null],
])('%s leads inside of the grid', (key, to) => expect(moveIn({ row: 0, column: 0 }, key, { rows: 5, columns: 3 })).toEqual(to));

describe('a limit in words', () => {
  const t = translator('zh');
  const limit = { state: 'alarm' as const, basis: { kind: 'default' as const }, isEnded: false };
  it('says whether its value counts, and both sides of a band', () => {
    expect(limitText({ ...limit, above: 60, isInclusive: true }, { unit: 'mm' }, t)).toBe('≥ 60 mm');
    expect(limitText({ ...limit, above: 2, below: -2 }, { unit: '%' }, t)).toBe('< −2 或 > 2 %');
    expect(limitLines([{ ...limit, above: 2, below: -2 }], () => '告警').map(({ value }) => value)).toEqual([2, -2]);
  });
  it('says whose word it is, and that an edition has ended', () => {
    expect(basisText(limit, t)).toContain('默认值');
    const basis = { kind: 'standard', standard: 'HJ 633', edition: '2012', validTo: '2026-02-28' } as const;
    expect(basisText({ basis, isEnded: true }, t)).toMatch(/HJ 633（2012） · .*2026-02-28.*废止/);
  });
});
it('a value has the digits of its instrument', () => {
  expect([formatValue(1234.56, { decimals: 1 }, 'en'), formatValue(-0.5, { decimals: 2 }, 'zh')]).toEqual(['1,234.6', '−0.50']);
});
