import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSlimRow, type SlimRow } from '../../shared/live.ts';
import { FakeLog, LEAVES } from '../testing/realtime-log.ts';
import { ClientRoom, sorted, type PlantedFault } from '../testing/realtime-room.ts';
import { startRealtime, type TestSocket } from '../testing/realtime-server.ts';

const TIMING = { tickMs: 2, heartbeatMs: 8 };
const WATCHERS = [
  { user: 'city', areas: ['500000', '500103001'] },
  { user: 'yuzhong', areas: ['500103', '500103002'] },
  { user: 'crew', areas: ['500105', 'party:u-7'] },
];

const leaf = fc.constantFrom(...LEAVES);
const which = fc.nat(99);
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('report' as const), place: leaf }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('correct' as const), which, place: leaf }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hand' as const), which, unit: fc.constantFrom('u-7', 'u-8', null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replay' as const), which, frame: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), which }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A small city with three watchers, each on a real socket that can be cut and come back. */
async function open(ringEntries: number, fault: PlantedFault) {
  const log = new FakeLog();
  for (const place of LEAVES) log.report(place); // before the process's start
  const server = await startRealtime({ ...TIMING, ringEntries }, {}, log);
  const watchers = WATCHERS.map(({ user, areas }) => ({
    user,
    rooms: areas.map((area) => new ClientRoom(area, log, fault)),
    socket: null as TestSocket | null,
  }));
  type Watcher = (typeof watchers)[number];
  const rooms = watchers.flatMap((watcher) => watcher.rooms);

  async function come(watcher: Watcher): Promise<void> {
    if (watcher.socket) return;
    watcher.socket = (await server.connect(watcher.user)).socket;
    for (const room of watcher.rooms) room.attach(watcher.socket);
  }
  function cut(watcher: Watcher): void {
    watcher.socket?.io.engine.close();
    watcher.socket = null;
    for (const room of watcher.rooms) room.detach();
  }
  const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
  const anyId = (index: number): number => pick([...log.states.keys()], index);

  async function run(step: Act): Promise<void> {
    switch (step.do) {
      case 'report':
        return void log.report(step.place);
      case 'correct':
        return void log.correct(anyId(step.which), step.place);
      case 'hand':
        return void log.hand(anyId(step.which), step.unit);
      case 'close':
        return void log.close(anyId(step.which));
      case 'wait':
        return sleep(step.ms);
      case 'lose':
        return void (pick(rooms, step.which).losesNext = true);
      case 'replay':
        return pick(rooms, step.which).replay(step.frame);
      case 'cut':
        return cut(pick(watchers, step.which));
      case 'return':
        return come(pick(watchers, step.which));
    }
  }

  /** Until every room heard a whole heartbeat after the last change and had nothing to ask for. */
  async function settle(): Promise<void> {
    for (const watcher of watchers) await come(watcher);
    for (const room of rooms) room.losesNext = false;
    await sleep(3 * TIMING.tickMs);
    for (const room of rooms) {
      for (let calm = 0, tries = 0; calm < 2; tries++) {
        if (tries > 300) throw new Error(`${room.area} never came to rest`);
        const heard = room.heartbeats;
        await sleep(TIMING.heartbeatMs);
        if (!room.isLive) calm = 0;
        else if (room.heartbeats > heard) calm++;
      }
    }
  }
  const start = async (): Promise<void> => {
    for (const watcher of watchers) await come(watcher);
  };
  return { log, rooms, run, start, settle, close: server.close };
}

const rowsByRoom = (entries: Iterable<readonly [string, Iterable<SlimRow>]>): Record<string, SlimRow[]> =>
  Object.fromEntries([...entries].map(([area, rows]) => [area, sorted(rows)]));

const property = (fault: PlantedFault) =>
  fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 70 }), fc.constantFrom(6, 25, 1000), async (steps, ringEntries) => {
    const city = await open(ringEntries, fault);
    try {
      await city.start();
      for (const step of steps) await city.run(step);
      await city.settle();
      const held = rowsByRoom(city.rooms.map(({ area, rows }) => [area, rows.values()]));
      const expected = rowsByRoom(city.rooms.map(({ area }) => [area, city.log.rowsOf(area).map(toSlimRow)]));
      expect(held).toEqual(expected);
    } finally {
      await city.close();
    }
  });

describe('whatever happens, every screen ends with the rows of the server', () => {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

  it(`holds (FUZZ_SEED=${seed})`, { timeout: 120_000 }, async () => {
    const details = await fc.check(property(null), { seed, numRuns: 30, endOnFailure: true });
    expect(details.failed ? fc.defaultReportMessage(details) : null).toBeNull();
  });

  it.each(['no-chain-rule', 'no-seq-guard', 'swallowed-frame'] as const)(
    'is noticed to fail with %s',
    { timeout: 120_000 },
    async (fault) => {
      const details = await fc.check(property(fault), { seed: 20_250_101, numRuns: 60, endOnFailure: true });
      expect(details.failed).toBe(true);
      expect(String(details.errorInstance)).toContain('to deeply equal'); // by the rows themselves, not by chance
    },
  );
});
