import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { localTime } from '../../../shared/local-time.ts';
import { DAY_MS, HOUR_MS } from '../../testing/factories.ts';
import { seeded } from '../../testing/random-run.ts';
import { ENGINES, openTestStore } from '../../testing/test-store.ts';
import { sqlHour } from './sql-hour.ts';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Caracas',
  'Pacific/Apia',
];

describe.each(ENGINES)('local hours in SQL on %s', (engine) => {
  it('are those of the program, at random instants and around every change of the offset', async () => {
    const store = await openTestStore(engine);
    const { dialect, reader } = store.connection;
    const random = seeded(11);
    const [first, last] = [Date.UTC(1969, 0, 1), Date.UTC(2028, 0, 1)];
    for (const zone of ZONES) {
      const time = localTime(zone);
      const instants = Array.from({ length: 300 }, () => Math.floor(first + random() * (last - first)));
      instants.push(
        ...changesOf(zone, Date.UTC(2006, 0, 1), Date.UTC(2018, 0, 1)).flatMap((ms) => [
          ms - HOUR_MS,
          ms - 1,
          ms,
          ms + HOUR_MS / 2 - 1,
          ms + HOUR_MS / 2,
        ]),
      );
      const hour = sqlHour(time, first, last);
      const rows = await dialect.rows<{ ms: number; hour: number }>(
        reader,
        sql`with given(ms) as (values ${sql.raw(instants.map((ms) => `(${ms})`).join(', '))}) select ms, ${hour(sql`ms`)} as hour from given`,
      );
      expect(rows.map(({ ms, hour: found }) => [zone, Number(ms), Number(found)])).toEqual(
        rows.map(({ ms }) => [zone, Number(ms), time.hourOf(Number(ms))]),
      );
    }
    await store.close();
  });
});

/** Instants at which the zone's offset changes, by a look at each quarter of an hour of the days on which it does. */
function changesOf(zone: string, fromMs: number, toMs: number): number[] {
  const shown = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (ms: number): string => shown.formatToParts(ms).find(({ type }) => type === 'timeZoneName')!.value;
  const found: number[] = [];
  for (let day = fromMs; day < toMs; day += DAY_MS) {
    if (offset(day) === offset(day + DAY_MS)) continue;
    for (let ms = day; ms < day + DAY_MS; ms += HOUR_MS / 4) if (offset(ms) !== offset(ms + HOUR_MS / 4)) found.push(ms + HOUR_MS / 4);
  }
  return found;
}
