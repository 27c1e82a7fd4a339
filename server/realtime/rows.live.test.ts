import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fromSlimRow, toSlimRow, type Ack, type Frame, type Joined } from '../../shared/live.ts';
import { FakeLog } from '../testing/realtime-log.ts';
import { ClientRoom, sorted } from '../testing/realtime-room.ts';
import { startRealtime, type TestSocket } from '../testing/realtime-server.ts';
import type { RealtimeDeps, Settings } from './deps.ts';

async function start(settings: Partial<Settings> = {}, deps: Partial<RealtimeDeps> = {}, log = new FakeLog()) {
  const server = await startRealtime(settings, deps, log);
  onTestFinished(server.close);
  return server;
}
const join = async (socket: TestSocket, area: string, sinceSeq: number, rows = true): Promise<Ack<Joined>> =>
  socket.emitWithAck('area:join', { area, rows, sinceSeq });
function framesOf(socket: TestSocket): Frame[] {
  const frames: Frame[] = [];
  socket.on('area:frame', (frame) => frames.push(frame));
  return frames;
}
/** Ticks have passed, and what they sent has arrived: an answer on the same line comes after it. */
async function settled(...sockets: TestSocket[]): Promise<void> {
  await sleep(15);
  for (const socket of sockets) await socket.emitWithAck('area:leave', { area: 'nowhere' });
}
const frameOf = (answer: Ack<Joined>): Frame => {
  if (!answer.ok || answer.value.kind !== 'frame') throw new Error(`no frame: ${JSON.stringify(answer)}`);
  return answer.value.frame;
};

describe('frames', () => {
  it('come in order, one a tick, each linked to the one before', async () => {
    const { log, connect, realtime } = await start();
    const { socket } = await connect('yuzhong');
    const frames = framesOf(socket);
    await join(socket, '500103', 0);
    const first = log.report('500103001');
    log.report('500105001');
    await settled(socket);
    log.report('500105001');
    await settled(socket);
    log.act(first.id, 'NoteAdded');
    log.act(first.id, 'NoteAdded');
    await settled(socket);
    expect(frames.map(({ area, prevSeq, seq, rows }) => [area, prevSeq, seq, rows.map(([id, version]) => [id, version])])).toEqual([
      ['500103', 0, 1002, [[first.id, 1]]],
      ['500103', 1002, 1005, [[first.id, 3]]],
    ]);
    expect(fromSlimRow(frames[0]!.rows[0]!)).toMatchObject({ place: '500103001', status: 'reported', overdue: false });
    expect(realtime.seq()).toBe(1005);
  });

  it('keep a chain in rooms without members, so that a held seq between two frames still applies', async () => {
    const { log, connect } = await start();
    const { socket } = await connect('city');
    log.report('500103001');
    await settled(socket);
    log.report('500105001');
    await settled(socket);
    const frames = framesOf(socket);
    await join(socket, '500103', 1002);
    log.report('500103001');
    await settled(socket);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ prevSeq: 1001, seq: 1003 });
  });

  it('never carry a byte of an incident to a peer in another district', async () => {
    const { log, connect } = await start();
    const [here, there] = [await connect('yuzhong'), await connect('jiangbei')];
    const view = { window: 'today' } as const;
    await here.socket.emitWithAck('area:join', { area: '500103', rows: true, sinceSeq: 0, view });
    await there.socket.emitWithAck('area:join', { area: '500105', rows: true, sinceSeq: 0, view });
    const { id, number } = log.report('500103001');
    await settled(here.socket, there.socket);
    log.act(id, 'NoteAdded');
    log.hand(id, 'u-9');
    log.report('500105001');
    await settled(here.socket, there.socket);
    await join(there.socket, '500105', 1000);
    log.close(id);
    await sleep(45); // heartbeats too
    await settled(here.socket, there.socket);
    for (const secret of [String(id), number, '500103001']) expect(there.raw.join('\n')).not.toContain(secret);
    expect(here.raw.join('\n')).toContain(String(id));
    expect(there.raw.join('\n')).toContain('500105001');
  });

  it('say gone when an incident is corrected out of the area', async () => {
    const { log, connect } = await start();
    const { socket } = await connect('yuzhong');
    const { id } = log.report('500103001');
    await settled(socket);
    const frames = framesOf(socket);
    await join(socket, '500103', 0);
    log.correct(id, '500105001');
    await settled(socket);
    expect(frames).toMatchObject([{ rows: [], gone: [[id, 2]] }]);
  });

  it('reach the unit that holds a case though it lies outside its scope', async () => {
    const { log, connect } = await start();
    const { socket, raw } = await connect('crew');
    const frames = framesOf(socket);
    const { id } = log.report('500103001');
    const other = log.report('500103002');
    log.hand(id, 'u-7');
    await settled(socket);
    log.hand(id, 'u-8');
    await settled(socket);
    expect(frames.map(({ area, rows, gone = [] }) => [area, rows.map(([row]) => row), gone])).toEqual([
      ['party:u-7', [id], []],
      ['party:u-7', [], [[id, 3]]],
    ]);
    expect(raw.join('\n')).not.toContain(String(other.id));
    expect(frameOf(await join(socket, 'party:u-7', 1002)).gone).toEqual([[id, 3]]);
    expect(await join(socket, 'party:u-8', 1)).toEqual({ ok: false, code: 'scope.denied' });
  });

  it('are replaced by a reset where an import floods a room', async () => {
    const { log, connect } = await start({ maxFrameRows: 10, resetEveryMs: 0 });
    const { socket } = await connect('city');
    const frames = framesOf(socket);
    const resets: string[] = [];
    socket.on('area:reset', ({ area }) => resets.push(area));
    await join(socket, '500000', 0);
    await join(socket, '500105', 0);
    for (let count = 0; count < 11; count++) log.report('500103001');
    await settled(socket);
    expect([resets, frames]).toEqual([['500000'], []]);
    log.report('500105001');
    await settled(socket);
    expect(frames.map(({ area }) => area)).toEqual(['500105']); // out of the city's room until it joins again
  });
});

describe('catch-up', () => {
  it('after a cut gives the state of never having been cut', async () => {
    const { log, connect } = await start();
    const [steady, cut] = [new ClientRoom('500103', log), new ClientRoom('500103', log)];
    steady.attach((await connect('yuzhong')).socket);
    const line = await connect('yuzhong');
    cut.attach(line.socket);
    const ids = [log.report('500103001'), log.report('500103002'), log.report('500103002')].map(({ id }) => id);
    await vi.waitFor(() => expect([cut.rows.size, steady.rows.size]).toEqual([3, 3]));
    line.socket.io.engine.close();
    cut.detach();
    log.correct(ids[0]!, '500105001');
    log.close(ids[1]!);
    log.report('500103001');
    await settled();
    cut.attach((await connect('yuzhong')).socket);
    log.act(ids[2]!, 'NoteAdded');
    const rows = sorted(log.rowsOf('500103').map(toSlimRow));
    await vi.waitFor(() => {
      expect(sorted(steady.rows.values())).toEqual(rows);
      expect(sorted(cut.rows.values())).toEqual(rows);
    });
    expect([steady.resets, cut.resets, steady.gaps]).toEqual([1, 1, 0]);
  });

  it('resets what is older than the ring, but not a room that was quiet all along', async () => {
    const { log, connect } = await start({ ringEntries: 5 });
    const quiet = log.report('500105001');
    for (let count = 0; count < 9; count++) log.report('500103001');
    const { socket } = await connect('city');
    expect(await join(socket, '500103', 1004)).toEqual({ ok: true, value: { kind: 'reset', seq: 1010 } });
    expect(frameOf(await join(socket, '500103', 1005)).rows).toHaveLength(5);
    expect(frameOf(await join(socket, '500105', 1001))).toEqual({ area: '500105', prevSeq: 1001, seq: 1010, rows: [], gone: [] });
    expect(quiet.id).toBeGreaterThan(0);
  });

  it('spans a restart: the ring is recalled from the log, rows are read as they are now', async () => {
    const log = new FakeLog();
    const [moved, stays] = [log.report('500103001'), log.report('500103001')];
    log.act(stays.id, 'NoteAdded');
    log.correct(moved.id, '500105001');
    const { connect, realtime } = await start({}, {}, log);
    const { socket } = await connect('yuzhong');
    expect(realtime.seq()).toBe(1004);
    const frame = frameOf(await join(socket, '500103', 1002));
    expect([frame.rows, frame.gone]).toEqual([[toSlimRow(log.states.get(stays.id)!)], [[moved.id, 2]]]);
  });

  it('loses nothing that happens between joining and reading', async () => {
    const log = new FakeLog();
    const { id } = log.report('500103001');
    const rowsByIds: RealtimeDeps['rowsByIds'] = async (ids) => {
      const rows = ids.map((each) => log.states.get(each)!);
      log.act(id, 'NoteAdded');
      await sleep(20); // ticks pass, frames are sent, before this old answer arrives
      log.correct(id, '500103002');
      return rows;
    };
    log.act(id, 'NoteAdded');
    const { connect } = await start({}, { rowsByIds }, log);
    const { socket } = await connect('yuzhong');
    const frames = framesOf(socket);
    const answer = frameOf(await join(socket, '500103', 1001));
    expect(answer).toMatchObject({ seq: 1004, rows: [toSlimRow(log.states.get(id)!)] });
    expect(frames.every(({ seq }) => seq <= answer.seq)).toBe(true);
  });

  it('tells everybody to fetch afresh when the tree changes', async () => {
    const { log, connect, realtime } = await start();
    const { socket } = await connect('yuzhong');
    await join(socket, '500103', 0);
    const reset = new Promise((resolve) => void socket.once('area:reset', resolve));
    log.report('500103001');
    realtime.treeChanged();
    expect(await reset).toEqual({ area: '500103', seq: 1001 });
    expect(await join(socket, '500103', 1000)).toEqual({ ok: true, value: { kind: 'reset', seq: 1001 } });
  });

  it('heartbeats say how far each room is, also to those who only read figures', async () => {
    const { log, connect, clock } = await start();
    const { socket } = await connect('yuzhong');
    const ticks: unknown[] = [];
    socket.on('area:tick', (beat) => ticks.push(beat));
    await join(socket, '500103', 0);
    await join(socket, '500105', 0, false);
    log.report('500103001');
    await sleep(60);
    await settled(socket);
    expect(ticks).toContainEqual({ area: '500103', seq: 1001, atMs: clock.nowMs });
    expect(ticks).toContainEqual({ area: '500105', seq: 0, atMs: clock.nowMs });
  });
});
