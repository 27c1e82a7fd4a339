import { describe, expect, it } from 'vitest';
import { DAY, HOUR, judgeOf, lines, MINUTE, play, sampleAt } from '../../testing/playing-rules.ts';
import { NOTHING } from './engine.ts';

/** Minutes after midnight, as `hh:mm`. */
const toText = (atMs: number): string => new Date(atMs).toISOString().slice(11, 16);
const at = (text: string): number => Date.parse(`1970-01-01T${text}:00Z`);
/** `hh:mm value` for each. */
const series = (text: string, device = 'a') =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => {
      const [time, value] = line.split(/\s+/);
      return sampleAt(at(time!), Number(value), { device, id: at(time!) / 1000 + device.charCodeAt(0) });
    });

describe('a reading against its limits', () => {
  const judge = judgeOf({
    levels: [
      { state: 'attention', above: 10, forS: 600, deadBand: 2 },
      { state: 'abnormal', above: 20, forS: 300, deadBand: 2 },
      { state: 'alarm', above: 30, deadBand: 2 },
    ],
    holeS: 900,
  });
  const told = (text: string) => lines(play(judge, series(text)).happenings, toText);

  it('counts durations by its own times, and goes up and down one ladder', () => {
    expect(
      told(`00:00 5
            00:05 12
            00:10 12
            00:15 12
            00:20 21
            00:25 21
            00:30 31
            00:35 28.5
            00:40 28
            00:45 18
            00:50 9
            00:55 8`),
    ).toEqual([
      '00:15 raised attention',
      '00:25 level abnormal',
      '00:30 level alarm',
      '00:40 level abnormal',
      '00:45 level attention',
      '00:55 cleared attention',
    ]);
  });
  it('a value below the limit for once begins the duration anew', () =>
    expect(told('00:00 12\n00:05 12\n00:09 10\n00:10 12\n00:15 12\n00:20 12')).toEqual(['00:20 raised attention']));
  it('a silence longer than allowed is no part of a duration', () =>
    expect(told('00:00 12\n00:16 12\n00:26 12')).toEqual(['00:26 raised attention']));
  it('names the readings of the breach, the first and the last', () => {
    const { happenings } = play(judge, series('00:00 1\n00:01 11\n00:06 12\n00:11 13'));
    expect(happenings[0]!.readings.map(({ value }) => value)).toEqual([11, 12, 13]);
    expect(happenings[0]!).toMatchObject({ n: 1, value: 13, atMs: at('00:11') });
  });
  it('below a limit and outside of a band', () => {
    const band = judgeOf({ levels: [{ state: 'attention', above: 2, below: 0.3, deadBand: 0.1 }] });
    const happenings = play(band, series('00:00 1\n00:01 2.1\n00:02 1.95\n00:03 1.9\n00:04 0.2\n00:05 0.35\n00:06 0.4')).happenings;
    expect(lines(happenings, toText)).toEqual([
      '00:01 raised attention',
      '00:03 cleared attention',
      '00:04 raised attention',
      '00:06 cleared attention',
    ]);
  });
});

describe('rolling sums', () => {
  const rain = (of: 'station' | 'max' | 'mean' | 'stations', above: number, atLeast?: number) =>
    judgeOf({
      subject: {
        kind: 'sum',
        indicator: 'rain',
        hours: 3,
        of,
        ...(of === 'station' ? {} : { tier: 'district' }),
        ...(atLeast === undefined ? {} : { atLeast }),
      },
      levels: [{ state: 'alarm', above, isInclusive: true }],
      waitS: 60,
    });
  const a = series('00:00 0\n01:00 20\n02:00 20\n03:00 10\n04:00 0\n05:00 0\n06:00 0', 'a');
  const b = series('00:00 0\n01:00 0\n02:00 30\n03:00 30\n04:00 0\n05:00 0\n06:00 0', 'b');
  const both = [...a, ...b].sort((x, y) => x.atMs - y.atMs);
  const told = (judge: ReturnType<typeof rain>, samples = both) => lines(play(judge, samples, DAY).happenings, toText);

  it('of one station: what fell in the three hours up to now', () =>
    // a: 01:00 20, 02:00 40, 03:00 50, 04:00 30 (the 20 of 01:00 has left)
    expect(told(rain('station', 50), a)).toEqual(['03:00 raised alarm', '04:00 cleared alarm']));
  it('the highest of an area', () =>
    // b reaches 60 at 03:00; it still has 60 at 04:00, and 30 at 05:00
    expect(told(rain('max', 60))).toEqual(['03:00 raised alarm', '05:00 cleared alarm']));
  it('the mean of its stations', () =>
    // 02:00 (40+30)/2 once both are heard, 03:00 (50+60)/2
    expect(told(rain('mean', 55))).toEqual(['03:00 raised alarm', '04:00 cleared alarm']));
  it('how many stations have so much, with each one named', () => {
    const { happenings } = play(rain('stations', 2, 50), both, DAY);
    expect(lines(happenings, toText)).toEqual(['03:00 raised alarm', '04:00 cleared alarm']);
    expect(happenings[0]!.readings.map(({ device, value }) => [device, value])).toEqual([
      ['b', 60],
      ['a', 50],
    ]);
  });
  it('of an instrument that speaks every second no window grows: what falls within a minute is one row, and leaves together', () => {
    const judge = rain('station', 60);
    const drops = Array.from({ length: 90 }, (_, i) => sampleAt(HOUR + i * 1000, 1, { id: i + 1 }));
    const { happenings, state } = play(judge, drops, HOUR + 10 * MINUTE);
    // The sixtieth falls at 01:00:59.
    expect(happenings.map(({ atMs, value }) => [atMs - HOUR, value])).toEqual([[59_000, 60]]);
    expect(state.windows['a']!.rows).toEqual([
      [HOUR + 59_000, 60, 60],
      [HOUR + 89_000, 30, 90],
    ]);
    const later = play(judge, [sampleAt(4 * HOUR + 59_000, 0, { id: 100 })], DAY, state);
    expect(later.happenings.map(({ value }) => value)).toEqual([30]);
  });
  it('a station that has said nothing within the window counts for nothing, not for zero', () =>
    expect(told(rain('mean', 30), [...series('00:00 60', 'a'), ...series('04:00 31\n04:01 0', 'b')])).toEqual(['00:00 raised alarm']));
});

it('a change within an hour, up or down, and nothing while there is nothing to compare with', () => {
  const judge = judgeOf({
    subject: { kind: 'rate', indicator: 'level', minutes: 60 },
    levels: [{ state: 'abnormal', above: 0.5, isInclusive: true, deadBand: 0.2 }],
  });
  const { happenings } = play(judge, series('00:00 1\n00:30 1.4\n01:00 1.5\n01:30 1.6\n02:00 1.9\n05:30 9'));
  // 01:00 +0.5 against 00:00; 01:30 +0.2, back by the band no more than it must; 02:00 +0.4; 05:30 has nothing near an hour before.
  expect(lines(happenings, toText)).toEqual(['01:00 raised abnormal', '01:30 cleared abnormal']);
});

it('a change of an instrument that speaks every second is told against few of its readings', () => {
  const judge = judgeOf({
    subject: { kind: 'rate', indicator: 'level', minutes: 5 },
    levels: [{ state: 'abnormal', above: 0.5, isInclusive: true }],
  });
  const readings = Array.from({ length: 900 }, (_, i) => sampleAt(i * 1000, i < 600 ? 1 : 2, { id: i + 1 }));
  const { happenings, state } = play(judge, readings);
  // It leaps at 600 s; from 900 s on nothing of before the leap would be five minutes old.
  expect(happenings.map(({ change, atMs }) => [change, atMs])).toEqual([['raised', 600_000]]);
  expect(state.windows['a']!.rows.length).toBeLessThanOrEqual(122);
});

it('a deviation from the usual of the same hour; where that is not known nothing is told', () => {
  const judge = judgeOf({ subject: { kind: 'deviation', indicator: 'calls' }, levels: [{ state: 'abnormal', above: 100 }] });
  const calls = (time: string, value: number, usual: number | null) => sampleAt(at(time), value, { usual });
  const { happenings } = play(judge, [calls('00:00', 50, null), calls('01:00', 20, 10), calls('02:00', 21, 10), calls('03:00', 12, 10)]);
  expect(lines(happenings, toText)).toEqual(['02:00 raised abnormal', '03:00 cleared abnormal']);
  expect(happenings[0]!.value).toBeCloseTo(110);
});

describe('silence', () => {
  const judge = judgeOf({
    subject: { kind: 'missing', indicator: 'x' },
    levels: [
      { state: 'attention', above: 30, isInclusive: true },
      { state: 'alarm', above: 120, isInclusive: true },
    ],
    waitS: 60,
  });
  it('is told at its own instants, however late somebody looks, and ends with the next reading', () => {
    const one = play(judge, series('00:00 1\n00:10 1'), at('23:00'));
    expect(lines(one.happenings, toText)).toEqual(['00:40 raised attention', '02:10 level alarm']);
    const more = play(judge, series('23:05 1'), at('23:10'), one.state);
    expect(lines(more.happenings, toText)).toEqual(['23:05 cleared alarm']);
  });
  it('is told of a gap between readings that arrive together', () =>
    expect(lines(play(judge, series('00:00 1\n01:00 1'), at('01:05')).happenings, toText)).toEqual([
      '00:30 raised attention',
      '01:00 cleared attention',
    ]));
  it('is none when the reading comes on the minute', () =>
    expect(play(judge, series('00:00 1\n00:30 1\n01:00 1'), at('01:20')).happenings).toEqual([]));
});

describe('incidents of one kind', () => {
  const judge = judgeOf({
    subject: { kind: 'incidents', categories: [], tier: 'street', hours: 2 },
    levels: [{ state: 'abnormal', above: 3, isInclusive: true }],
  });
  const reported = (time: string, id: number, seen = time) => sampleAt(at(time), 1, { id, device: 'rubbish', seenMs: at(seen) });
  it('within two hours, and no longer once the first of them has left', () => {
    const samples = [reported('00:00', 1), reported('00:30', 2), reported('01:59', 3), reported('02:10', 4)];
    // 01:59 there are three; the first leaves at 02:00; at 02:10 three again until 02:30.
    expect(lines(play(judge, samples, DAY).happenings, toText)).toEqual([
      '01:59 raised abnormal',
      '02:00 cleared abnormal',
      '02:10 raised abnormal',
      '02:30 cleared abnormal',
    ]);
  });
  it('one that was entered late counts from then on', () => {
    const samples = [reported('00:10', 1), reported('00:40', 2), reported('00:20', 3, '00:50')];
    const { happenings, state } = play(judge, samples, at('01:00'));
    expect(lines(happenings, toText)).toEqual(['00:40 raised abnormal']);
    expect(state.core.late).toBe(1);
    expect(happenings[0]!.readings.map(({ id }) => id)).toEqual([1, 3, 2]);
  });
  it('the same incident counts once', () => {
    const samples = [reported('00:10', 1), reported('00:10', 1), reported('00:10', 2), reported('00:11', 2)];
    expect(play(judge, samples).state.windows['rubbish']!.rows).toHaveLength(2);
  });
});

it('a reading that comes too late for its place is counted, and tells nothing', () => {
  const judge = judgeOf({ levels: [{ state: 'attention', above: 10 }] });
  const { state, happenings } = play(judge, [sampleAt(10 * MINUTE, 1), sampleAt(5 * MINUTE, 99, { seenMs: 11 * MINUTE })]);
  expect(happenings).toEqual([]);
  expect(state.core.late).toBe(1);
  expect(play(judge, [sampleAt(HOUR, 11), sampleAt(HOUR, 11)]).happenings).toHaveLength(1);
  expect(play(judge, []).state).toBe(NOTHING);
});
