import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startReplay, type PlayedLog } from './replay.ts';

const [FROM, TO] = [10_000_000, 10_400_000];

/** A log in memory: what was played is the beginning of the recording. */
function memoryLog(recording: readonly number[]) {
  let played = 0;
  const calls = { takenBack: 0 };
  const log: PlayedLog = {
    async play(untilMs, limit) {
      const due = recording
        .slice(played)
        .filter((ms) => ms <= untilMs)
        .slice(0, limit);
      played += due.length;
      return { lastMs: due.at(-1) ?? null, isMore: due.length === limit };
    },
    async takeBack(toMs) {
      calls.takenBack += 1;
      played = recording.filter((ms) => ms <= toMs).length;
      return played;
    },
  };
  return { log, calls, played: () => recording.slice(0, played) };
}

type Act = { wait: number } | { isPlaying: boolean } | { speed: number } | { atMs: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ wait: fc.integer({ min: 0, max: 3000 }) }),
  fc.record({ isPlaying: fc.boolean() }),
  fc.record({ speed: fc.constantFrom(0.5, 1, 10, 60, 600) }),
  fc.record({ atMs: fc.integer({ min: FROM, max: TO }) }),
);

it('whatever is done to it, the log holds what was recorded up to its clock, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: FROM + 1, max: TO }), { maxLength: 1500 }),
      fc.array(act, { maxLength: 40 }),
      async (times, acts) => {
        const recording = [...times].sort((a, b) => a - b);
        const { log, calls, played } = memoryLog(recording);
        let wallMs = 0;
        // The same clock told a second time: with the sum of what went by while it played.
        let [expectedMs, isPlaying, speed, back] = [FROM, true, 60, 0];
        const replay = startReplay(
          { fromMs: FROM, toMs: TO, atMs: FROM, wallMs: 0, speed: 60, isPlaying: true },
          { log, wallNow: () => wallMs, onChange: () => undefined, onTakenBack: async () => undefined },
        );
        for (const each of acts) {
          if ('wait' in each) {
            wallMs += each.wait;
            if (isPlaying) expectedMs = Math.min(TO, expectedMs + each.wait * speed);
            await replay.step();
          } else {
            await replay.steer(each);
            if ('isPlaying' in each) isPlaying = each.isPlaying;
            if ('speed' in each) speed = each.speed;
            if ('atMs' in each) {
              if (each.atMs < expectedMs) back += 1;
              expectedMs = each.atMs;
            }
          }
          if (expectedMs >= TO) isPlaying = false;
          expect(replay.now()).toBeCloseTo(expectedMs, -1);
          expect(played()).toEqual(recording.filter((ms) => ms <= expectedMs));
          expect(replay.state()).toMatchObject({ speed, isPlaying, isEnded: expectedMs >= TO });
        }
        expect(calls.takenBack).toBe(back);
      },
    ),
    { numRuns: 300 },
  );
});

it('its clock never says more than what was played, however much there is to play', async () => {
  const recording = Array.from({ length: 1700 }, (_, i) => FROM + 100 + i);
  const { log } = memoryLog(recording);
  const seen: [nowMs: number, played: number][] = [];
  let replayNow = (): number => FROM;
  const replay = startReplay(
    { fromMs: FROM, toMs: TO, atMs: FROM, wallMs: 0, speed: 1, isPlaying: false },
    {
      log: {
        ...log,
        async play(untilMs, limit) {
          const done = await log.play(untilMs, limit);
          seen.push([replayNow(), done.lastMs ?? 0]);
          return done;
        },
      },
      wallNow: () => 0,
      onChange: () => undefined,
      onTakenBack: async () => undefined,
    },
  );
  replayNow = replay.now;
  await replay.steer({ atMs: TO });
  expect(seen.map(([now]) => now)).toEqual([FROM, FROM + 599, FROM + 1099, FROM + 1599]);
  expect(replay.now()).toBe(TO);
});
