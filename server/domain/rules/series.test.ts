import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DAY, judgeOf, lines, play, sampleAt } from '../../testing/playing-rules.ts';

const DATA = '../shared/data';
const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
/** One column of a table of days; blanks are days without a reading. */
function column(file: string, name: string) {
  const [head, ...rows] = readFileSync(`${DATA}/${file}`, 'utf8').trim().split('\n');
  const index = head!.split(',').indexOf(name);
  return rows.flatMap((row) => {
    const [date, ...rest] = row.split(',');
    const text = rest[index - 1]!;
    return text === '' ? [] : [sampleAt(Date.parse(`${date}T00:00:00Z`), Number(text))];
  });
}

it.skipIf(!existsSync(`${DATA}/pm10-germany`))('two days of fine dust at Berlin Frohnau, 2005 and 2006: the table of its firings', () => {
  const judge = judgeOf({
    levels: [
      { state: 'attention', above: 50, forS: DAY / 1000, deadBand: 10 },
      { state: 'alarm', above: 100, deadBand: 20 },
    ],
    holeS: (1.5 * DAY) / 1000,
  });
  expect(lines(play(judge, column('pm10-germany/pm10_wide_2005_2006.csv', 'DEBE032')).happenings, day)).toEqual([
    '2005-02-07 raised alarm',
    '2005-02-08 level attention',
    '2005-02-10 cleared attention',
    '2005-03-26 raised alarm',
    '2005-03-28 cleared alarm',
    // 2006-01-08 and 10 are both over the limit, with a day without a reading between them.
    '2006-01-15 raised attention',
    '2006-01-19 cleared attention',
    '2006-01-24 raised alarm',
    '2006-01-25 level attention',
    '2006-01-27 level alarm',
    '2006-01-30 level attention',
    '2006-01-31 cleared attention',
    '2006-03-10 raised attention',
    '2006-03-11 cleared attention',
    '2006-05-07 raised attention',
    '2006-05-09 cleared attention',
  ]);
});

it.skipIf(!existsSync(`${DATA}/seattle-weather`))('heavy rain and sudden cold at Seattle, 2012 to 2015', () => {
  const rain = judgeOf({
    subject: { kind: 'sum', indicator: 'rain', hours: 24, of: 'station' },
    levels: [{ state: 'alarm', above: 50, isInclusive: true }],
  });
  expect(lines(play(rain, column('seattle-weather/seattle-weather.csv', 'precipitation')).happenings, day)).toEqual([
    '2012-11-19 raised alarm',
    '2012-11-20 cleared alarm',
    '2015-03-15 raised alarm',
    '2015-03-16 cleared alarm',
    '2015-12-08 raised alarm',
    '2015-12-09 cleared alarm',
  ]);
  const cold = judgeOf({
    subject: { kind: 'rate', indicator: 'heat', minutes: 1440 },
    levels: [{ state: 'attention', below: -9, isInclusive: true, deadBand: 3 }],
  });
  const raised = play(cold, column('seattle-weather/seattle-weather.csv', 'temp_max')).happenings.filter(
    ({ change }) => change === 'raised',
  );
  expect(raised.map(({ atMs }) => day(atMs))).toEqual(['2012-06-22', '2012-08-18', '2013-05-07', '2014-05-02', '2015-04-28', '2015-08-14']);
});
