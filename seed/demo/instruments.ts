import type { DeviceWire, PutDevice } from '../../shared/readings.ts';
import type { DemoCity, Ground } from './ground.ts';
import { pointIn } from './polygon.ts';
import { rainAt } from './rain.ts';
import { randomOf } from './random.ts';
import type { Rhythm } from './rhythm.ts';

/** An invented device, as it is registered. */
export interface DemoDevice {
  code: string;
  put: PutDevice;
}

/** What stands in every district: invented, and called so. */
const KINDS = [
  { kind: 'weather', zh: '气象站', en: 'weather station', indicators: ['rain.hour', 'rain.fallen', 'heat.air-temperature'] },
  {
    kind: 'water-plant',
    zh: '水厂',
    en: 'water plant',
    indicators: ['water.turbidity', 'water.chlorine-plant', 'water.plant-load', 'water.pressure'],
  },
  { kind: 'traffic', zh: '交通运行监测', en: 'traffic monitor', indicators: ['traffic.tpi', 'traffic.speed-main'] },
  { kind: 'air', zh: '空气站', en: 'air station', indicators: ['air.aqi', 'air.pm25'] },
  { kind: 'underpass', zh: '下穿道积水监测', en: 'underpass gauge', indicators: ['drainage.underpass-depth'] },
] as const;

/** Devices of the demo city, one of each kind in each district, where most happens, as far as the catalogue has what they tell. */
export function demoDevices(
  { districts, leaves, areas }: Pick<Ground, 'districts' | 'leaves'> & Pick<DemoCity, 'areas'>,
  indicators: ReadonlySet<string>,
): DemoDevice[] {
  const named = new Map(areas.map(({ code, names }) => [code, names]));
  return districts.flatMap((district) => {
    const [busiest] = leaves.filter((leaf) => leaf.district === district).sort((a, b) => b.weight - a.weight);
    return KINDS.flatMap(({ kind, zh, en, indicators: told }) => {
      const channels = told.filter((code) => indicators.has(code)).map((indicator) => ({ indicator }));
      const names = {
        zh: `${named.get(district)?.zh ?? district}${zh}（演示）`,
        en: `${named.get(district)?.en ?? district} ${en} (demo)`,
      };
      const code = `demo-${kind}-${district}`;
      const lngLat = busiest && pointIn(busiest.border, randomOf(code));
      return channels.length === 0 ? [] : [{ code, put: { names, kind, area: district, ...(lngLat ? { lngLat } : {}), channels } }];
    });
  });
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What an invented instrument shows at an instant, `spanMs` after the reading before: the same for everybody who asks, so that a start goes on where the last one was.
 */
export function demoValue(
  device: DeviceWire,
  indicator: string,
  atMs: number,
  model: { ground: Ground; rhythm: Rhythm; seed: number; spanMs: number },
): number | null {
  const { ground, rhythm, seed, spanMs } = model;
  const own = randomOf(seed, device.code, indicator);
  const [lean, phase] = [own.between(-1, 1), own.next()];
  /** Slow, smooth and of no rhythm: two waves that never meet. */
  const wander =
    Math.sin((atMs / (5.3 * HOUR_MS) + phase) * 2 * Math.PI) * 0.6 + Math.sin((atMs / (37 * HOUR_MS) + lean) * 2 * Math.PI) * 0.4;
  const jitter = randomOf(seed, device.code, indicator, Math.floor(atMs / 60_000)).normal() * 0.05;
  const hour = ((atMs + rhythm.time.offsetAt(atMs)) % DAY_MS) / HOUR_MS;
  const burst = rainAt(atMs, ground, rhythm, seed);
  const wet = burst?.rain.districts.includes(ground.districtOf(device.area)) ? burst.perHour / 38 : 0;
  /** Two humps, at the morning's and the evening's rush. */
  const rush = Math.exp(-((hour - 8.2) ** 2) / 2) + Math.exp(-((hour - 18.2) ** 2) / 3);
  const swing = lean * 0.5 + wander + jitter;
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  switch (indicator) {
    case 'rain.hour':
      return round(Math.max(0, wet * (38 + 12 * swing)), 1);
    case 'rain.fallen':
      return round((demoValue(device, 'rain.hour', atMs, model)! * spanMs) / HOUR_MS, 1);
    case 'heat.air-temperature':
      return round(17 + 5 * Math.sin(((hour - 9) / 24) * 2 * Math.PI) + 2 * swing - 3 * wet, 1);
    case 'water.turbidity':
      return round(Math.max(0.02, 0.28 + 0.08 * swing + 0.2 * wet), 2);
    case 'water.chlorine-plant':
      return round(0.75 + 0.12 * swing, 2);
    case 'water.plant-load':
      return round(68 + 8 * swing + 7 * rush, 1);
    case 'water.pressure':
      return round(0.3 + 0.03 * swing - 0.03 * rush, 3);
    case 'traffic.tpi':
      return round(Math.min(10, Math.max(0, 1.4 + 0.5 * swing + 3.4 * rush + 1.5 * wet)), 1);
    case 'traffic.speed-main':
      return round(Math.max(5, 42 + 3 * swing - 15 * rush - 6 * wet), 1);
    case 'air.aqi':
      return Math.round(Math.max(10, 62 + 22 * swing - 25 * wet));
    case 'air.pm25':
      return Math.round(Math.max(5, 41 + 16 * swing - 18 * wet));
    case 'drainage.underpass-depth':
      return round(Math.max(0, wet * (14 + 8 * swing)), 1);
    case 'river.level': {
      // Some metres below the lowest of its marks.
      const marks = device.channels.flatMap(({ derived }) => derived?.minus ?? []);
      return marks.length === 0 ? null : round(Math.min(...marks) - 7 + 1.5 * lean + 0.8 * wander, 2);
    }
    default:
      return null;
  }
}
