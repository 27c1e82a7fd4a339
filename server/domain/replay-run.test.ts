import { describe, expect, it } from 'vitest';
import { replayTime, steerRun, type ReplayRun } from './replay-run.ts';

const run: ReplayRun = { fromMs: 1_000_000, toMs: 2_000_000, atMs: 1_000_000, wallMs: 50, speed: 60, isPlaying: true };

describe('the clock of a replay', () => {
  it('goes as many times as fast as ours, and not beyond the end', () => {
    expect(replayTime(run, 50)).toBe(1_000_000);
    expect(replayTime(run, 1050)).toBe(1_060_000);
    expect(replayTime(run, 1_000_000)).toBe(2_000_000);
  });
  it('stands while it is paused, and goes on from there', () => {
    const paused = steerRun(run, { isPlaying: false }, 1050);
    expect(replayTime(paused, 9_999_999)).toBe(1_060_000);
    const again = steerRun(paused, { isPlaying: true }, 5000);
    expect(replayTime(again, 6000)).toBe(1_120_000);
  });
  it('does not jump when its speed changes', () => {
    const faster = steerRun(run, { speed: 600 }, 1050);
    expect(replayTime(faster, 1050)).toBe(1_060_000);
    expect(replayTime(faster, 1150)).toBe(1_120_000);
  });
  it('jumps there and back within its window, and stops at the end', () => {
    expect(replayTime(steerRun(run, { atMs: 1_500_000 }, 1050), 1050)).toBe(1_500_000);
    expect(steerRun(run, { atMs: 2_000_000 }, 1050)).toMatchObject({ atMs: 2_000_000, isPlaying: false });
    for (const atMs of [999_999, 2_000_001, Number.NaN]) expect(() => steerRun(run, { atMs }, 1050)).toThrow('replay.outside');
  });
  it('a clock of ours that is behind moves nothing back', () => {
    expect(replayTime(run, 0)).toBe(1_000_000);
  });
});
