import type { Machine } from './machine.ts';

/** What instruments of each district show in pictures: mean, how far districts lie apart, how far a day swings. */
const SIGNS: readonly (readonly [indicator: string, mean: number, apart: number, swing: number])[] = [
  ['water.turbidity', 0.34, 0.12, 0.06],
  ['water.chlorine-plant', 0.7, 0.15, 0.05],
  ['water.plant-load', 76, 7, 6],
  ['water.pressure', 0.24, 0.05, 0.02],
  ['power.grid-load', 72, 8, 7],
  ['power.voltage-deviation', 1, 3, 1],
  ['gas.methane-nearby', 1.2, 1.4, 0.4],
  ['telecom.stations-out', 0.4, 0.25, 0.1],
  ['bridge.wind', 6, 3.5, 2],
  ['tunnel.co', 34, 18, 12],
  ['drainage.fill', 42, 15, 6],
  ['traffic.tpi', 3.1, 0.9, 1.3],
  ['traffic.speed-main', 38, 4, 6],
  ['air.aqi', 72, 22, 8],
  ['air.pm25', 38, 15, 6],
  ['river.oxygen', 7.4, 1.1, 0.3],
  ['rain.hour', 3, 6, 1],
  ['heat.air-temperature', 22, 3, 5],
  ['hotline.answered', 97, 1.2, 0.4],
];
const DAY_MS = 86_400_000;
const STEP_MS = 600_000;
const BATCH = 5_000;
/** The same for everybody who asks. */
const spread = (i: number, j: number): number => Math.sin(i * 12.9898 + j * 78.233) * 0.9;

/** A day of readings of every district, so that pictures show a city at work; one instrument in forty is silent. */
export async function tellSigns(send: Machine, districts: readonly string[], nowMs: number): Promise<void> {
  const readings: { device: string; indicator: string; at: string; value: number }[] = [];
  for (const [i, area] of districts.entries()) {
    const device = `shown-${area}`;
    const names = { zh: `示例监测站 ${area}`, en: `Example station ${area}` };
    await send('PUT', `/devices/${device}`, { names, kind: 'station', area, channels: SIGNS.map(([indicator]) => ({ indicator })) });
    for (const [j, [indicator, mean, apart, swing]] of SIGNS.entries()) {
      const isSilent = (i * SIGNS.length + j) % 40 === 17;
      for (let atMs = nowMs - DAY_MS; atMs <= nowMs - (isSilent ? DAY_MS / 4 : 0); atMs += STEP_MS) {
        const wave = Math.sin((atMs / DAY_MS) * 4 * Math.PI + i / 30) + 0.1 * spread(atMs / STEP_MS, i * SIGNS.length + j);
        const value = Number(Math.max(0, mean + apart * spread(i, j) + swing * wave).toFixed(3));
        readings.push({ device, indicator, at: new Date(atMs).toISOString(), value });
      }
    }
  }
  for (let i = 0; i < readings.length; i += BATCH) await send('POST', '/readings', { readings: readings.slice(i, i + BATCH) });
}
