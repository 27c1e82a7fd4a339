import { buildDemoModel } from '../../seed/demo/model.ts';
import { writeHistory } from '../app/demo-history.ts';
import { openDatabase } from '../database.ts';
import { CITY, TEST_AREAS, TEST_CATEGORIES, TEST_UNITS } from './test-city.ts';

const noPhoto = (): never => {
  throw new Error('No category of the invented city asks for photos');
};

/** Writes invented history of the invented city: some hundred incidents a day, each step recorded when it happened. */
export async function writeSmallHistory(database: string, window: { fromMs: number; toMs: number }, perDay = 120): Promise<void> {
  const model = buildDemoModel(
    {
      timeZone: 'Asia/Shanghai',
      root: CITY,
      areas: TEST_AREAS.map(({ code, parent, geometry }) => ({ code, parent, border: geometry })),
      categories: TEST_CATEGORIES.map(({ code, severity }) => ({ code, severity, major: null, nameZh: code, department: null })),
      units: TEST_UNITS,
    },
    7,
  );
  const clock = { nowMs: window.fromMs };
  const { queue, close } = await openDatabase(database, () => clock.nowMs);
  try {
    await writeHistory(
      queue,
      { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, perDay) },
      { ...window, clock, putPhoto: noPhoto },
    );
  } finally {
    await close();
  }
}
