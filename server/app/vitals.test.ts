import { beforeEach, describe, expect, it } from 'vitest';
import type { Indicator } from '../../shared/indicators.ts';
import type { Actor } from '../domain/actor.ts';
import { indicatorBook } from '../domain/vitals/indicator-book.ts';
import { keptReadings } from '../testing/kept-readings.ts';
import { CITY, DISTRICTS, shanghai, STREETS, testTree } from '../testing/test-city.ts';
import type { Catalogue } from './ports.ts';
import type { VitalChannel } from './vital-ports.ts';
import { vitalUses } from './vitals.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;
const WEEK = 7 * 24 * HOUR;
const NOON = Date.parse('2026-11-26T12:00:00+08:00');
const sign = (code: string, rollUp: Indicator['rollUp'], limits: Indicator['limits']): Indicator => ({
  code,
  names: { zh: code, en: code },
  unit: 'm',
  lane: 'flood',
  direction: 'high-bad',
  decimals: 1,
  possible: { min: null, max: null },
  jumpPerMin: null,
  frozenS: null,
  promiseS: 600,
  rollUp,
  dayStart: 0,
  limits,
  basis: { kind: 'default' },
});
const rain = sign('rain', 'max', [
  { state: 'attention', above: 20, isInclusive: true },
  { state: 'alarm', above: 60, isInclusive: true, deadBand: 5, forS: 300 },
]);
const out = sign('out', 'sum', [{ state: 'attention', above: 100 }]);
const load = sign('load', 'mean', [{ state: 'attention', above: 50 }]);
const skew = sign('skew', 'none', [{ state: 'alarm', above: 1 }]);
const own = {
  indicator: 'rain',
  area: DISTRICTS[1],
  limits: [{ state: 'abnormal' as const, above: 5 }],
  basis: { kind: 'default' as const },
};

const actor = (scope: string): Actor => ({ id: 'u', name: 'u', role: 'viewer', scope, department: null, unit: null }) as unknown as Actor;
const everywhere = actor(CITY);
let nowMs = NOON;
let kept: ReturnType<typeof keptReadings>;
const book = indicatorBook({ indicators: [rain, out, load, skew], areaLimits: [own] });
const open = () =>
  vitalUses({
    reads: kept,
    catalogue: async () => ({ tree: testTree, indicators: book, time: shanghai }) as unknown as Catalogue,
    breathe: () => Promise.resolve(),
    now: () => nowMs,
  });
let vitals: ReturnType<typeof open>;
const channel = (device: string, indicator: string, area: string): VitalChannel => ({
  device,
  names: { zh: device, en: device },
  indicator,
  area,
  promiseS: null,
});
const tell = async (indicator: string, device: string, area: string, value: number, atMs = nowMs) => {
  kept.keep({ indicator, device, area, value, atMs });
  await vitals.tick();
};
const cellOf = async (area: string, indicator: string, of = area) =>
  (await vitals.matrix(everywhere, of, null)).cells.find((cell) => cell.area === area && cell.indicator === indicator);

beforeEach(() => {
  nowMs = NOON;
  kept = keptReadings();
  vitals = open();
});

describe('the matrix', () => {
  it('rolls up the tree as each sign says, with coverage', async () => {
    kept.channelList.push(channel('deaf', 'out', STREETS[2]), channel('deaf', 'load', STREETS[2]));
    await tell('out', 'a', STREETS[0], 60);
    await tell('out', 'b', STREETS[1], 50);
    await tell('load', 'a', STREETS[0], 60);
    await tell('load', 'b', STREETS[3], 20);
    await tell('rain', 'a', STREETS[0], 7);
    await tell('rain', 'b', STREETS[1], 9);
    expect(await cellOf(DISTRICTS[0], 'out')).toMatchObject({ value: 110, state: 'attention', heard: 2, there: 3, worst: 'no-data' });
    expect(await cellOf(CITY, 'load')).toMatchObject({ value: 40, state: 'normal', worst: 'attention', worstN: 1, heard: 2, there: 3 });
    expect(await cellOf(CITY, 'rain')).toMatchObject({ value: 9, state: 'normal' });
    expect(await cellOf(STREETS[2], 'out')).toMatchObject({ value: null, state: 'no-data', heard: 0, there: 1, at: null });
    expect(await cellOf(STREETS[5], 'rain', DISTRICTS[2])).toBeUndefined();
  });

  it('gives an area’s own limits to it and to all below it', async () => {
    await tell('rain', 'a', STREETS[0], 10);
    await tell('rain', 'b', STREETS[3], 10);
    expect(
      [await cellOf(STREETS[0], 'rain'), await cellOf(STREETS[3], 'rain'), await cellOf(CITY, 'rain')].map((cell) => cell?.state),
    ).toEqual(['normal', 'abnormal', 'normal']);
  });

  it('lets what does not roll up stand as its worst instrument', async () => {
    await tell('skew', 'a', STREETS[0], 0);
    expect(await cellOf(DISTRICTS[0], 'skew')).toMatchObject({ value: 0, state: 'normal' });
    await tell('skew', 'b', STREETS[1], 2);
    expect(await cellOf(DISTRICTS[0], 'skew')).toMatchObject({ value: null, state: 'alarm', heard: 2 });
  });

  it('knows no data after twice the promise, and knows it by time alone', async () => {
    await tell('rain', 'a', STREETS[0], 30);
    nowMs += 20 * MIN;
    await vitals.tick();
    expect((await cellOf(CITY, 'rain'))?.state).toBe('attention');
    nowMs += 1;
    await vitals.tick();
    expect(await cellOf(CITY, 'rain')).toMatchObject({ value: null, state: 'no-data', heard: 0, there: 1 });
  });

  it('takes no notice of readings that carry a flag', async () => {
    await tell('rain', 'a', STREETS[0], 7);
    kept.keep({ indicator: 'rain', device: 'a', area: STREETS[0], value: 400, atMs: nowMs + 1, flags: ['jump'] });
    await vitals.tick();
    expect(await cellOf(CITY, 'rain')).toMatchObject({ value: 7, state: 'normal' });
  });

  it('answers a mark with what changed since, and tells those who listen which areas that were', async () => {
    await tell('rain', 'a', STREETS[0], 7);
    await tell('rain', 'b', STREETS[3], 1);
    const { mark, isWhole, cells } = await vitals.matrix(everywhere, CITY, null);
    expect([isWhole, cells.length]).toEqual([true, 3]);
    const told: string[] = [];
    vitals.onChanged((areas) => told.push(...areas));
    await tell('rain', 'b', STREETS[3], 2, nowMs + 1);
    expect(told.sort()).toEqual([CITY, DISTRICTS[1], STREETS[3]].sort());
    const news = await vitals.matrix(everywhere, CITY, mark);
    expect([news.isWhole, news.cells.map(({ area, value }) => [area, value])]).toEqual([
      false,
      [
        [CITY, 7],
        [DISTRICTS[1], 2],
      ],
    ]);
    expect((await vitals.matrix(everywhere, CITY, '17.3')).isWhole).toBe(true);
  });

  it('goes on where it stood after a restart: durations and dead-bands too', async () => {
    await tell('rain', 'a', STREETS[0], 70, NOON);
    nowMs = NOON + 4 * MIN;
    await tell('rain', 'a', STREETS[0], 70);
    vitals = open();
    await vitals.tick();
    expect((await cellOf(CITY, 'rain'))?.state).toBe('attention');
    nowMs = NOON + 5 * MIN;
    await tell('rain', 'a', STREETS[0], 61);
    expect((await cellOf(CITY, 'rain'))?.state).toBe('alarm');
    nowMs = NOON + 6 * MIN;
    await tell('rain', 'a', STREETS[0], 56);
    vitals = open();
    expect([(await cellOf(CITY, 'rain'))?.state, (await cellOf(CITY, 'rain'))?.value]).toEqual(['alarm', 56]);
  });

  it('shows an area to those whose scope holds it, and to nobody else', async () => {
    await expect(vitals.matrix(actor(DISTRICTS[0]), CITY, null)).rejects.toMatchObject({ code: 'scope.denied' });
    await expect(vitals.matrix(everywhere, 'nowhere', null)).rejects.toMatchObject({ code: 'area.unknown' });
    await expect(vitals.matrix(actor(DISTRICTS[0]), STREETS[0], null)).resolves.toMatchObject({ area: STREETS[0] });
  });
});

describe('a sign over time', () => {
  const ask = (over: object) => ({ indicator: 'rain', area: CITY, device: null, fromMs: NOON - 6 * HOUR, toMs: NOON, ...over });

  it('rolls up step by step, breaks where nothing was heard, and names limits and instruments', async () => {
    for (const [minute, a, b] of [
      [0, 3, 5],
      [10, 4, 1],
      [200, 8, 2],
    ] as const) {
      await tell('rain', 'a', STREETS[0], a, NOON - 5 * HOUR + minute * MIN);
      await tell('rain', 'b', STREETS[3], b, NOON - 5 * HOUR + minute * MIN);
    }
    const series = await vitals.series(everywhere, ask({}));
    expect([series.step, series.points.map(({ value }) => value)]).toEqual(['minute', [5, 4, null, 8]]);
    expect(series.limits.map(({ state, basis, isEnded }) => [state, basis.kind, isEnded])).toEqual([
      ['attention', 'default', false],
      ['alarm', 'default', false],
    ]);
    expect(series.devices.map(({ device }) => device)).toEqual(['a', 'b']);
    expect((await vitals.series(everywhere, ask({ device: 'b' }))).points.map(({ value }) => value)).toEqual([5, 1, null, 2]);
    expect((await vitals.series(everywhere, ask({ area: DISTRICTS[1] }))).limitsOf).toBe(DISTRICTS[1]);
  });

  it('has the usual of an hour from three of the last four weeks', async () => {
    for (const [week, value] of [
      [1, 4],
      [2, 9],
      [4, 6],
    ] as const)
      await tell('rain', 'a', STREETS[0], value, NOON - 3 * HOUR - week * WEEK);
    const usual = async () => (await vitals.series(everywhere, ask({}))).usual.map(({ at, low, high }) => [Date.parse(at), low, high]);
    expect(await usual()).toEqual([[NOON - 3 * HOUR, 4, 9]]);
    kept = keptReadings();
    vitals = open();
    for (const week of [1, 2]) await tell('rain', 'a', STREETS[0], week, NOON - 3 * HOUR - week * WEEK);
    expect(await usual()).toEqual([]);
  });

  it('has a thousand points at most', async () => {
    for (let i = 0; i < 2500; i++)
      kept.keep({ indicator: 'rain', device: 'a', area: STREETS[0], value: i % 7, atMs: NOON - 45 * HOUR + i * MIN });
    const { points, isThinned } = await vitals.series(everywhere, ask({ fromMs: NOON - 48 * HOUR }));
    expect([points.length <= 1000, points.length > 900, isThinned]).toEqual([true, true, true]);
  });

  it('knows an instrument that was registered a moment ago, and tells those who listen', async () => {
    await tell('rain', 'a', STREETS[0], 1);
    const told: string[] = [];
    vitals.onChanged((areas) => told.push(...areas));
    kept.channelList.push(channel('new', 'rain', STREETS[1]));
    expect(await vitals.series(everywhere, ask({ device: 'new' }))).toMatchObject({ device: 'new', area: STREETS[1] });
    expect(told).toContain(STREETS[1]);
  });

  it('refuses what is not there, and what lies elsewhere', async () => {
    await tell('rain', 'a', STREETS[0], 1);
    await expect(vitals.series(everywhere, ask({ indicator: 'none' }))).rejects.toMatchObject({ code: 'indicator.unknown' });
    await expect(vitals.series(everywhere, ask({ device: 'none' }))).rejects.toMatchObject({ code: 'device.unknown' });
    await expect(vitals.series(actor(DISTRICTS[1]), ask({ device: 'a' }))).rejects.toMatchObject({ code: 'scope.denied' });
  });
});
