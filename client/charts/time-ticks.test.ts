import { describe, expect, it } from 'vitest';
import { dayStarts, timeTicks } from './time-ticks.ts';

const at = (text: string): number => Date.parse(text);
const chongqing = { timeZone: 'Asia/Shanghai' } as const;

describe('dayStarts', () => {
  it('begins days at the city’s midnight, not at UTC’s', () => {
    const starts = dayStarts({ fromMs: at('2025-07-15T17:00:00+08:00'), toMs: at('2025-07-17T01:00:00+08:00'), ...chongqing });
    expect(starts.map((ms) => new Date(ms).toISOString())).toEqual([
      '2025-07-14T16:00:00.000Z',
      '2025-07-15T16:00:00.000Z',
      '2025-07-16T16:00:00.000Z',
    ]);
  });

  it('keeps midnight where a day has 23 hours', () => {
    const starts = dayStarts({
      fromMs: at('2025-03-29T12:00:00+01:00'),
      toMs: at('2025-03-31T12:00:00+02:00'),
      timeZone: 'Europe/Amsterdam',
    });
    expect(starts.slice(1).map((ms, i) => (ms - starts[i]!) / 3_600_000)).toEqual([24, 23]);
  });
});

describe('timeTicks', () => {
  const week = { fromMs: at('2025-07-10T00:00:00+08:00'), toMs: at('2025-07-16T14:00:00+08:00'), ...chongqing };
  it('names weekdays in both languages and ends with today', () => {
    expect(timeTicks({ ...week, language: 'zh' }).map(({ label }) => label)).toEqual(['四', '五', '六', '日', '一', '二', '今天']);
    expect(timeTicks({ ...week, language: 'en' }).map(({ label }) => label)).toEqual(['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'today']);
  });

  it('stands at the beginning of days where they are the points, today as short as it is', () => {
    const ticks = timeTicks({ ...week, toMs: at('2025-07-16T00:20:00+08:00'), language: 'en' }, 'day');
    expect(ticks.map(({ label }) => label)).toEqual(['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'today']);
    expect(ticks.at(-1)!.atMs).toBe(at('2025-07-16T00:00:00+08:00'));
  });

  it('leaves out a day that is hardly in the window', () => {
    const labels = timeTicks({ ...week, fromMs: at('2025-07-09T20:00:00+08:00'), language: 'en' }).map(({ label }) => label);
    expect(labels[0]).toBe('Thu');
  });

  it('shows six-hour steps of local time within two days', () => {
    const labels = timeTicks({
      fromMs: at('2025-07-15T13:20:00+08:00'),
      toMs: at('2025-07-16T13:20:00+08:00'),
      ...chongqing,
      language: 'en',
    });
    expect(labels.map(({ label }) => label)).toEqual(['18:00', '00:00', '06:00', '12:00']);
  });

  it('names the month where it changes in a long window', () => {
    const labels = timeTicks({
      fromMs: at('2025-06-17T00:00:00+08:00'),
      toMs: at('2025-07-16T14:00:00+08:00'),
      ...chongqing,
      language: 'en',
    });
    expect(labels.map(({ label }) => label)).toEqual(['18 Jun', '25', '2 Jul', '9', 'today']);
  });
});
