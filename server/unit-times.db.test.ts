import { describe, expect, it, onTestFinished } from 'vitest';
import { timesOf } from './app/unit-times.ts';
import { unitCommands } from './app/units.ts';
import { readUnitTimes } from './db/reads/unit-times.read.ts';
import { unitsReader } from './db/units.repo.ts';
import { dispatcher, NOON_MS } from './testing/factories.ts';
import { lives } from './testing/life.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';
import type { StateTimes } from '../shared/units.ts';

const MINUTE = 60_000;
const [MOVED, STILL, UNHEARD] = ['9001-cleaning', '9001-water', '9002-water'] as const;
const ms = (times: Partial<StateTimes>): StateTimes => ({ available: 0, assigned: 0, 'on-the-way': 0, 'on-site': 0, off: 0, ...times });

describe.each(ENGINES)('how long units stood in each state, on %s', (engine) => {
  it('adds up to the window, from before the first change in it to after the last', async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    const { connection, clock } = store;
    const units = unitCommands(store.queue, () => clock.nowMs);
    const at = (minutes: number) => (clock.nowMs = NOON_MS + minutes * MINUTE);
    at(0);
    await units.setState(dispatcher, STILL, { state: 'off' });
    // Each command three minutes after the one before: sent at ten past.
    at(4);
    const one = await lives(store).report('9001001', 'rubbish');
    await one.give(dispatcher, 'register');
    await one.give(dispatcher, 'dispatch', { unit: MOVED });
    at(25);
    await units.setState(dispatcher, MOVED, { state: 'on-the-way' });
    at(40);
    await units.setState(dispatcher, MOVED, { state: 'off' });
    const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
    const reads = {
      times: (asked: Parameters<typeof readUnitTimes>[1]) => readUnitTimes(context, asked),
      of: unitsReader(connection.reader, connection.schema).of,
    };
    const between = async (from: number, to: number) => {
      const times = await timesOf({ units: [MOVED, STILL, UNHEARD], fromMs: NOON_MS + from * MINUTE, toMs: NOON_MS + to * MINUTE }, reads);
      return [...times].sort(([a], [b]) => a.localeCompare(b));
    };
    expect(await between(0, 60)).toEqual([
      [MOVED, ms({ available: 10 * MINUTE, assigned: 15 * MINUTE, 'on-the-way': 15 * MINUTE, off: 20 * MINUTE })],
      [STILL, ms({ off: 60 * MINUTE })],
    ]);
    expect(await between(20, 30), 'a window that cuts states at both ends').toEqual([
      [MOVED, ms({ assigned: 5 * MINUTE, 'on-the-way': 5 * MINUTE })],
      [STILL, ms({ off: 10 * MINUTE })],
    ]);
    expect(await between(-10, 5), 'before its first change').toEqual([
      [MOVED, ms({ available: 15 * MINUTE })],
      [STILL, ms({ available: 10 * MINUTE, off: 5 * MINUTE })],
    ]);
    expect(await between(50, 55), 'after its last').toEqual([
      [MOVED, ms({ off: 5 * MINUTE })],
      [STILL, ms({ off: 5 * MINUTE })],
    ]);
    expect(await between(5, 5)).toEqual([]);
  });
});
