import type { DeviceWire, PostReading } from '../../shared/readings.ts';
import type { DemoCity, Ground } from './ground.ts';
import { demoDevices, demoValue } from './instruments.ts';
import type { Rhythm } from './rhythm.ts';
import { ApiProblem, type Api } from './api.ts';

/** What instruments have told before anybody came: a day of it, coarsely. */
const BEFORE_MS = 24 * 3_600_000;
const COARSE_MS = 900_000;
const EVERY_MS = 60_000;
const BATCH = 1_000;

type DeviceApi = Pick<Api, 'indicators' | 'devices' | 'putDevice' | 'readings'>;

/**
 * The instruments of the demo city: registers those that are missing, and each minute tells what all of them show, a batch each time it is
 * asked, so that what else lives here is not held up.
 */
export function demoInstruments(
  api: DeviceApi,
  model: { ground: Ground; rhythm: Rhythm; areas: DemoCity['areas'] },
  seed: number,
): { tell(nowMs: number): Promise<void> } {
  let devices: readonly DeviceWire[] | null = null;
  let waiting: PostReading[] = [];
  let toldMs = Number.NEGATIVE_INFINITY;

  async function begin(nowMs: number): Promise<readonly DeviceWire[]> {
    const known = new Set((await api.devices()).map(({ code }) => code));
    for (const { code, put } of demoDevices({ ...model.ground, areas: model.areas }, new Set(await api.indicators())))
      if (!known.has(code)) await api.putDevice(code, put);
    const all = await api.devices();
    for (const device of all) {
      const lastMs = Math.max(...device.channels.map(({ last }) => (last === null ? 0 : Date.parse(last.at))));
      for (let atMs = Math.floor((nowMs - BEFORE_MS) / COARSE_MS) * COARSE_MS; atMs < nowMs; atMs += COARSE_MS)
        if (atMs > lastMs) show(device, atMs, COARSE_MS);
    }
    return all;
  }
  function show(device: DeviceWire, atMs: number, spanMs: number): void {
    for (const { indicator, derived } of device.channels) {
      const value = derived ? null : demoValue(device, indicator, atMs, { ...model, seed, spanMs });
      if (value !== null) waiting.push({ device: device.code, indicator, at: new Date(atMs).toISOString(), value });
    }
  }
  return {
    async tell(nowMs) {
      if (devices?.length === 0) return;
      try {
        devices ??= await begin(nowMs);
        const minute = Math.floor(nowMs / EVERY_MS) * EVERY_MS;
        if (minute > toldMs) {
          toldMs = minute;
          for (const device of devices) show(device, minute, EVERY_MS);
        }
        const batch = waiting.slice(0, BATCH);
        if (batch.length > 0) await api.readings(batch);
        waiting = waiting.slice(batch.length);
      } catch (error) {
        // Tokens that were handed over may be nobody's who sends readings: then there are no instruments.
        if (!(error instanceof ApiProblem) || error.status !== 403) throw error;
        devices = [];
      }
    },
  };
}
