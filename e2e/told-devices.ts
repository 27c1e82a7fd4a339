import type { CityApi } from './city.ts';
import type { Machine } from './machine.ts';

const SIGN = 'rain.hour';
const DAY_MS = 86_400_000;
const STEP_MS = 600_000;
const BATCH = 5_000;
const codeOf = (i: number): string => `shown-rain-${i + 1}`;

/** What the page of devices shows in pictures: gauges of some streets, of which one is late, one silent, one doubted and one tells what it may not. Gives the code of that one. */
export async function tellDevices(send: Machine, desk: CityApi, streets: readonly string[], nowMs: number): Promise<string> {
  const readings: object[] = [];
  for (const [i, street] of streets.entries()) {
    await send('PUT', `/devices/${codeOf(i)}`, {
      names: { zh: `示例雨量站 ${i + 1}`, en: `Example rain gauge ${i + 1}` },
      kind: 'rain-gauge',
      owner: i % 3 === 0 ? '水利' : '气象',
      lngLat: await desk.pointIn(street),
      channels: [{ indicator: SIGN, credible: { promiseS: 900 } }],
    });
    const silentMs = i === 2 ? STEP_MS * 2 : i === 4 ? DAY_MS / 3 : 0;
    for (let atMs = nowMs - DAY_MS; atMs <= nowMs - silentMs; atMs += STEP_MS) {
      const hour = (atMs - nowMs) / 3_600_000;
      const value = Math.max(0, 6 * Math.sin((hour + i) / 3) + 2 * Math.sin(hour * 1.7 + i));
      readings.push({ device: codeOf(i), indicator: SIGN, at: new Date(atMs).toISOString(), value: Number(value.toFixed(1)) });
    }
  }
  for (let i = 0; i < readings.length; i += BATCH) await send('POST', '/readings', { readings: readings.slice(i, i + BATCH) });
  const at = (minute: number): string => new Date(nowMs + minute * 60_000).toISOString();
  const [told, doubted] = [codeOf(0), codeOf(1)];
  await send('POST', `/devices/${doubted}/suspect`, { from: at(-180), reason: '雨量筒堵塞，已报修' });
  await send('POST', '/readings', {
    readings: [
      { device: told, indicator: SIGN, at: at(-203), value: 950 },
      { device: told, indicator: SIGN, at: at(-95), value: 940 },
      ...Array.from({ length: 12 }, (_, i) => ({ device: told, indicator: SIGN, at: at(60 + i), value: 2 })),
      ...Array.from({ length: 36 }, (_, i) => ({ device: told, indicator: 'heat.air-temperature', at: at(-i), value: 22 })),
      ...Array.from({ length: 18 }, (_, i) => ({ device: 'rain-gauge-0231', indicator: SIGN, at: at(-i), value: 1 })),
      { device: 'tunnel-co-7', indicator: 'tunnel.co', at: at(-1), value: 30 },
    ],
  });
  return told;
}
