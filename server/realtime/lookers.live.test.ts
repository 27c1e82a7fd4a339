import { expect, it, onTestFinished } from 'vitest';
import type { Present } from '../../shared/live.ts';
import { FakeLog } from '../testing/realtime-log.ts';
import { startRealtime, type TestSocket } from '../testing/realtime-server.ts';
import type { Relay } from './deps.ts';

/** Everything that was said of who is there, the last of each incident. */
function heard(socket: TestSocket): Map<number, string[]> {
  const last = new Map<number, string[]>();
  socket.on('incident:present', ({ incident, people }) =>
    last.set(
      incident,
      people.map(({ name, isWorking }: Present) => `${name}${isWorking ? ' works' : ''}`),
    ),
  );
  return last;
}
const look = async (socket: TestSocket, incident: number | null, isWorking = false) =>
  socket.emitWithAck('incident:look', { incident, isWorking });

async function two() {
  const log = new FakeLog();
  const listeners = new Set<(text: string) => void>();
  const relay: Relay = {
    tell: (text) => listeners.forEach((hear) => hear(text)),
    onTold(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
  const [a, b] = [await startRealtime({}, { relay }, log), await startRealtime({}, { relay }, log)];
  onTestFinished(async () => void (await Promise.all([a.close(), b.close()])));
  return { log, a, b };
}

it('who looks at an incident hears who else does, on either server, and that they have left', async () => {
  const { log, a, b } = await two();
  const { id } = log.report('500103001');
  const { socket: city } = await a.connect('city');
  const { socket: yuzhong } = await b.connect('yuzhong');
  const [atCity, atYuzhong] = [heard(city), heard(yuzhong)];
  expect(await look(city, id)).toEqual({ ok: true, value: null });
  await expect.poll(() => atCity.get(id)).toEqual(['city']);
  await look(yuzhong, id);
  await expect.poll(() => atCity.get(id)).toEqual(['city', 'yuzhong']);
  await look(yuzhong, id, true);
  await expect.poll(() => atCity.get(id)).toEqual(['city', 'yuzhong works']);
  await expect.poll(() => atYuzhong.get(id)).toEqual(['city', 'yuzhong works']);
  const { id: next } = log.report('500103001');
  await look(yuzhong, next);
  await expect.poll(() => atCity.get(id)).toEqual(['city']);
  await look(yuzhong, id);
  await expect.poll(() => atCity.get(id)).toEqual(['city', 'yuzhong']);
  yuzhong.disconnect();
  await expect.poll(() => atCity.get(id)).toEqual(['city']);
  await look(city, null);
  expect(atCity.get(next), 'nothing of an incident that is not looked at').toBeUndefined();
});

it('whoever may not read an incident any more is not there any more, and hears nothing further', async () => {
  const { log, a, b } = await two();
  const { id } = log.report('500103001');
  const [{ socket: city }, { socket: yuzhong }] = [await a.connect('city'), await b.connect('yuzhong')];
  const [atCity, atYuzhong] = [heard(city), heard(yuzhong)];
  await look(city, id);
  await look(yuzhong, id);
  await expect.poll(() => atCity.get(id)).toEqual(['city', 'yuzhong']);
  log.correct(id, '500103002');
  await look(city, id, true);
  await expect.poll(() => atYuzhong.get(id)).toEqual(['city works', 'yuzhong']);
  log.act(id, 'IncidentCorrected', { place: '500105001', holder: { node: '500105001', department: null, unit: null } });
  await expect.poll(() => atCity.get(id)).toEqual(['city works']);
  expect(atYuzhong.get(id)).toEqual([]);
  await look(city, id, false);
  await expect.poll(() => atCity.get(id)).toEqual(['city']);
  expect(atYuzhong.get(id)).toEqual([]);
});

it('nobody outside hears of it, says they are there, or gets an answer to nonsense', async () => {
  const { log, a } = await two();
  const { id } = log.report('500103001');
  const [{ socket: city }, { socket: jiangbei, raw }] = [await a.connect('city'), await a.connect('jiangbei')];
  const atCity = heard(city);
  await look(city, id);
  expect(await look(jiangbei, id)).toEqual({ ok: false, code: 'incident.unknown' });
  expect(await look(jiangbei, 999_999)).toEqual({ ok: false, code: 'incident.unknown' });
  expect(await jiangbei.emitWithAck('incident:look', { incident: 'x' } as never)).toEqual({ ok: false, code: 'request.invalid' });
  await expect.poll(() => atCity.get(id)).toEqual(['city']);
  expect(raw.join('')).not.toContain('incident:present');
});

it('each new line is told which client this server gives out, where there is one', async () => {
  const [built, bare] = [await startRealtime({}, { build: '/assets/index-1.js' }), await startRealtime()];
  onTestFinished(async () => void (await Promise.all([built.close(), bare.close()])));
  const [told, untold] = [await built.connect('city'), await bare.connect('city')];
  await expect.poll(() => told.raw.join('')).toContain('["server:build","/assets/index-1.js"]');
  await look(untold.socket, null);
  expect(untold.raw.join('')).not.toContain('server:build');
});
