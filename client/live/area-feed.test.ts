import { describe, expect, it, vi } from 'vitest';
import type { Ack, Figures, Frame, Joined, ServerToClient } from '../../shared/live.ts';
import type { JoinArea } from '../../shared/live-wire.ts';
import { AreaFeed, type Line } from './area-feed.ts';

/** A line whose server is the test. */
function fakeLine() {
  const listeners: Partial<Record<string, (message: never) => void>> = {};
  const answers: ((answer: Ack<Joined> | null) => void)[] = [];
  const line = {
    connected: true,
    on: (event: keyof ServerToClient, listener: (message: never) => void) => (listeners[event] = listener),
    onLine: (event: 'up' | 'down', listener: () => void) => (listeners[event] = listener),
    join: vi.fn<(request: JoinArea) => Promise<Ack<Joined>>>(
      () =>
        new Promise((resolve, reject) => answers.push((answer) => (answer === null ? reject(new Error('no answer')) : resolve(answer)))),
    ),
    leave: vi.fn<() => void>(),
    cut: vi.fn<() => void>(),
  };
  /** Null: the time for it is over. */
  const answer = async (joined: Ack<Joined> | null) => {
    answers.shift()!(joined);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    line: line as unknown as Line & typeof line,
    say: (event: string, message?: unknown) => listeners[event]!(message as never),
    answer,
  };
}
const frame = (prevSeq: number, seq: number): Frame => ({ area: '50', prevSeq, seq, rows: [], gone: [] });
const caughtUp = (from: number, to: number): Ack<Joined> => ({ ok: true, value: { kind: 'frame', frame: frame(from, to) } });
const room = { area: '50', view: { window: '7d' as const }, rows: true, sinceSeq: 10 };

const nothing = (): void => undefined;
const listenerOfNothing = {
  rows: nothing,
  figures: nothing,
  units: nothing,
  alerts: nothing,
  joined: nothing,
  vitals: nothing,
  alarms: nothing,
  reset: nothing,
  resumed: nothing,
  refused: nothing,
};

function setup() {
  const { line, say, answer } = fakeLine();
  let now = 0;
  const status = { heard: vi.fn<() => void>(), stale: vi.fn<() => void>(), restarting: vi.fn<() => void>() };
  const feed = new AreaFeed(line, status, () => now);
  const seqs: number[] = [];
  const listener = {
    rows: (...given: [unknown, unknown, number]) => seqs.push(given[2]),
    figures: vi.fn<(figures: Figures) => void>(),
    units: vi.fn<(moved: unknown[]) => void>(),
    alerts: vi.fn<() => void>(),
    joined: vi.fn<() => void>(),
    vitals: vi.fn<() => void>(),
    alarms: vi.fn<() => void>(),
    reset: vi.fn<() => void>(),
    resumed: vi.fn<() => void>(),
    refused: vi.fn<(code: string) => void>(),
  };
  const leave = feed.enter(room, listener);
  return { line, say, answer, feed, seqs, listener, status, leave, pass: (ms: number) => (now += ms) };
}

describe('the feed of a room', () => {
  it('joins from where the first answer ends, applies the chain, drops what it has', async () => {
    const { line, answer, say, seqs } = setup();
    expect(line.join).toHaveBeenCalledWith(expect.objectContaining({ area: '50', rows: true, sinceSeq: 10 }));
    await answer(caughtUp(10, 12));
    say('area:frame', frame(12, 13));
    say('area:frame', frame(11, 12));
    say('area:frame', frame(12, 15));
    expect(seqs).toEqual([12, 13, 15]);
  });
  it('keeps frames that overtake the answer', async () => {
    const { answer, say, seqs } = setup();
    say('area:frame', frame(12, 14));
    expect(seqs).toEqual([]);
    await answer(caughtUp(10, 13));
    expect(seqs).toEqual([13, 14]);
  });
  it('joins again from what it holds when one is missing', async () => {
    const { answer, say, line, seqs } = setup();
    await answer(caughtUp(10, 12));
    say('area:frame', frame(13, 14));
    expect(line.join).toHaveBeenLastCalledWith(expect.objectContaining({ sinceSeq: 12 }));
    await answer(caughtUp(12, 14));
    expect(seqs).toEqual([12, 14]);
  });
  it('a tick reveals a lost last frame', async () => {
    const { answer, say, line } = setup();
    await answer(caughtUp(10, 12));
    say('area:tick', { area: '50', seq: 12, atMs: 1 });
    expect(line.join).toHaveBeenCalledTimes(1);
    say('area:tick', { area: '50', seq: 13, atMs: 2 });
    expect(line.join).toHaveBeenCalledTimes(2);
  });
  it('a reset fetches afresh and goes on from there', async () => {
    const { answer, say, listener, seqs } = setup();
    await answer({ ok: true, value: { kind: 'reset', seq: 90 } });
    expect(listener.reset).toHaveBeenCalledTimes(1);
    say('area:frame', frame(90, 91));
    expect(seqs).toEqual([91]);
  });
  it('silence of five seconds is stale, and cuts the line once', async () => {
    const { answer, feed, pass, status, line } = setup();
    await answer(caughtUp(10, 10));
    pass(4900);
    feed.watch();
    expect(status.stale).not.toHaveBeenCalled();
    pass(200);
    feed.watch();
    feed.watch();
    expect([status.stale.mock.calls.length, line.cut.mock.calls.length]).toEqual([1, 1]);
  });
  it('a restart that was announced is waited for calmly, up to half a minute, and ends with the next line', async () => {
    const { answer, say, feed, pass, status, line, seqs } = setup();
    await answer(caughtUp(10, 10));
    say('server:restart');
    const heard = status.heard.mock.calls.length;
    say('area:frame', frame(10, 11));
    expect([seqs, status.restarting.mock.calls.length, status.heard.mock.calls.length - heard]).toEqual([[11], 1, 0]);
    line.connected = false;
    say('down');
    pass(29_000);
    feed.watch();
    expect(status.stale).not.toHaveBeenCalled();
    pass(2_000);
    feed.watch();
    expect(status.stale).toHaveBeenCalledTimes(1);
    line.connected = true;
    say('up');
    expect(line.join).toHaveBeenLastCalledWith(expect.objectContaining({ sinceSeq: 11 }));
    feed.watch();
    expect(line.cut, 'a new line is not cut for the silence of the old one').not.toHaveBeenCalled();
    await answer(caughtUp(11, 12));
    expect(status.heard.mock.calls.length - heard).toBe(1);
  });
  it('back on line it joins from what it holds and says so', async () => {
    const { answer, say, line, listener } = setup();
    await answer(caughtUp(10, 12));
    say('down');
    say('up');
    expect(line.join).toHaveBeenLastCalledWith(expect.objectContaining({ sinceSeq: 12 }));
    await answer(caughtUp(12, 20));
    expect(listener.resumed).toHaveBeenCalledTimes(1);
  });
  it('tells each time that it is in the room: units and alerts are in no frame that makes up for what was before', async () => {
    const { answer, say, listener } = setup();
    expect(listener.joined).not.toHaveBeenCalled();
    await answer(caughtUp(10, 12));
    expect([listener.joined.mock.calls.length, listener.resumed.mock.calls.length]).toEqual([1, 0]);
    say('down');
    say('up');
    await answer(caughtUp(12, 20));
    expect(listener.joined).toHaveBeenCalledTimes(2);
  });
  it('asks again when its joining is not answered, though frames come', async () => {
    const { answer, say, line, seqs } = setup();
    say('area:frame', frame(10, 11));
    await answer(null);
    expect(line.join).toHaveBeenCalledTimes(2);
    say('area:frame', frame(11, 12));
    await answer(caughtUp(10, 11));
    expect(seqs).toEqual([11, 12]);
  });
  it('does not ask again on a line that is down: the next one does', async () => {
    const { answer, say, line } = setup();
    line.connected = false;
    say('down');
    await answer(null);
    expect(line.join).toHaveBeenCalledTimes(1);
  });
  it('a room that is entered after a long rest is not silent at once', async () => {
    const { answer, feed, leave, pass, status, line } = setup();
    await answer(caughtUp(10, 10));
    leave();
    pass(60_000);
    feed.watch();
    feed.enter(room, listenerOfNothing);
    pass(1_500);
    feed.watch();
    expect([status.stale.mock.calls.length, line.cut.mock.calls.length]).toEqual([0, 0]);
    pass(1_000);
    feed.watch();
    expect(status.stale, 'but a line that says nothing is found out sooner than usual').toHaveBeenCalledTimes(1);
  });
  it('after leaving nothing of the room is heard', async () => {
    const { answer, say, seqs, leave, line } = setup();
    await answer(caughtUp(10, 10));
    leave();
    say('area:frame', frame(10, 11));
    expect(seqs).toEqual([]);
    expect(line.leave).toHaveBeenCalledWith({ area: '50' });
  });
  it('a refusal is told, not retried for ever', async () => {
    const { answer, listener } = setup();
    await answer({ ok: false, code: 'scope.denied' });
    expect(listener.refused).toHaveBeenCalledWith('scope.denied');
  });
});
