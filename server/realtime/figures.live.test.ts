import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Figures } from '../../shared/live.ts';
import { FakeLog } from '../testing/realtime-log.ts';
import { startRealtime } from '../testing/realtime-server.ts';
import type { ChangedChildren, FigureParts, RealtimeDeps, Settings } from './deps.ts';

const TODAY = { window: 'today' } as const;
const TO_MS = 1_760_003_600_000;

async function start(settings: Partial<Settings> = {}, slowMs = 0) {
  const log = new FakeLog();
  const calls: { parts: FigureParts; children: string[] | 'all'; atMs: number }[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const state = { fails: false, toMs: TO_MS };
  const figures: RealtimeDeps['figures'] = async (area, view, parts, children: ChangedChildren) => {
    calls.push({ parts, children: children === 'all' ? 'all' : [...children].sort(), atMs: performance.now() });
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    const answer = log.figures(area, view, parts, children, { fromMs: state.toMs - 3_600_000, toMs: state.toMs });
    if (slowMs > 0) await sleep(slowMs);
    inFlight--;
    if (state.fails) throw new Error('sums are down');
    return answer;
  };
  const server = await startRealtime(settings, { figures }, log);
  onTestFinished(server.close);
  const watch = async (user: string, area: string, rows = false) => {
    const { socket } = await server.connect(user);
    const heard: Figures[] = [];
    socket.on('area:figures', (each) => heard.push(each));
    await socket.emitWithAck('area:join', { area, rows, view: TODAY, sinceSeq: 0 });
    return { socket, heard };
  };
  return { ...server, log, calls, state, watch, mostInFlight: () => mostInFlight };
}

describe('figures', () => {
  it('come whole at once, to the one who joined only', async () => {
    const { log, watch } = await start();
    log.report('500103001');
    const first = await watch('yuzhong', '500000'); // figures of an area above are for all staff
    await sleep(20);
    const second = await watch('city', '500000');
    await sleep(20);
    expect([first.heard.length, second.heard.length]).toEqual([1, 1]);
    expect(second.heard[0]).toMatchObject({ area: '500000', totals: { open: 1 }, children: [{ area: '500103' }, { area: '500105' }] });
    expect(second.heard[0]!.rates).toBeDefined();
  });

  it('are absolute: open at the next tick, everything within the second, and only the children that changed', async () => {
    const { log, watch } = await start({ figuresMs: 400 });
    const { heard } = await watch('city', '500000');
    const heardOf = async (count: number): Promise<void> =>
      vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 3000, interval: 5 });
    log.report('500103001');
    await vi.waitFor(() => expect(heard.length > 1 && heard.at(-1)!.rates).toBeTruthy(), { timeout: 5000, interval: 2 });
    const known = heard.length; // from here on the next "everything" is 80 ticks away
    log.report('500103001');
    log.report('500103002');
    await heardOf(known + 1);
    log.report('500105001');
    await heardOf(known + 2);
    log.report('500105001');
    await heardOf(known + 4);
    const shape = heard
      .slice(known)
      .map(({ totals, rates, children }) => [totals.open, rates ? 'all' : 'stocks', ...children.map(({ area }) => area)]);
    expect(shape).toEqual([
      [3, 'stocks', '500103'],
      [4, 'stocks', '500105'],
      [5, 'stocks', '500105'],
      [5, 'all', '500103', '500105'],
    ]);
  });

  it('are computed once for everybody who shares a view, never two at once for one view', async () => {
    const { log, watch, calls, mostInFlight } = await start({}, 40);
    const screens = await Promise.all(['city', 'yuzhong', 'jiangbei', 'crew'].map(async (user) => watch(user, '500000')));
    await vi.waitFor(() => expect(screens.map(({ heard }) => heard.length)).toEqual([1, 1, 1, 1]));
    expect(calls.length).toBeLessThanOrEqual(2);
    for (let count = 0; count < 20; count++) {
      log.report('500103001');
      await sleep(5);
    }
    await vi.waitFor(() => expect(screens.map(({ heard }) => heard.at(-1)!.totals.open)).toEqual([20, 20, 20, 20]));
    expect(mostInFlight()).toBe(1);
  });

  it('stay still where nothing happened, and are not computed for nobody', async () => {
    const { log, watch, calls } = await start();
    const { heard, socket } = await watch('city', '500103');
    await sleep(20);
    log.report('500105001');
    await sleep(60);
    expect([heard.length, calls.length]).toEqual([1, 1]);
    await socket.emitWithAck('area:leave', { area: '500103' });
    log.report('500103001');
    await sleep(60);
    expect([heard.length, calls.length]).toEqual([1, 1]);
  });

  it('follow the clock: when the hour turns everything is computed anew', async () => {
    const { watch, clock, state } = await start();
    const { heard } = await watch('city', '500000');
    await sleep(60);
    expect(heard).toHaveLength(1);
    clock.nowMs = TO_MS;
    state.toMs = TO_MS + 3_600_000;
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard[1]).toMatchObject({ toMs: state.toMs, children: [{ area: '500103' }, { area: '500105' }] });
    expect(heard[1]!.rates).toBeDefined();
  });

  it('a new view of an area replaces the one before', async () => {
    const { log, watch } = await start();
    const { heard, socket } = await watch('city', '500000');
    await socket.emitWithAck('area:join', { area: '500000', rows: false, view: { window: '7d' }, sinceSeq: 0 });
    await sleep(20);
    log.report('500103001');
    await sleep(60);
    const views = new Set(heard.slice(1).map(({ view }) => view));
    expect([...views]).toEqual(['7d|||||']);
  });

  it('come again after a fault, with what changed meanwhile', async () => {
    const { log, watch, state, faults } = await start();
    const { heard } = await watch('city', '500000');
    await sleep(40);
    state.fails = true;
    log.report('500103001');
    await sleep(40);
    state.fails = false;
    await vi.waitFor(() => expect(heard.at(-1)!.totals.open).toBe(1));
    expect(faults.map(({ message }) => message)).toContain('live figures failed');
    expect(heard.at(-1)).toMatchObject({ totals: { open: 1 }, children: [{ area: '500103', totals: { open: 1 } }] });
  });
});
