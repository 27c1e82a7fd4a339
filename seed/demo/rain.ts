import type { Ground } from './ground.ts';
import type { Rhythm } from './rhythm.ts';
import { randomOf } from './random.ts';

const HOUR_MS = 3_600_000;

/** A burst of rain over some neighbouring districts, part of one local day. */
export interface Rain {
  fromMs: number;
  toMs: number;
  districts: readonly string[];
  /** Reports an hour that it adds at its height. */
  perHour: number;
}

/** About one day in six has one. */
const RAINY = 0.17;

/** The rain of a local day; the same for everybody who asks, so that history and what follows it agree. */
export function rainOf(dayStartMs: number, ground: Ground, seed: number): Rain | null {
  const random = randomOf(seed, 'rain', dayStartMs);
  if (!random.chance(RAINY) || ground.districts.length === 0) return null;
  const fromMs = dayStartMs + random.between(1, 19) * HOUR_MS;
  const toMs = fromMs + random.between(2, 4.9) * HOUR_MS;
  const about = random.pick(ground.districts);
  return { fromMs, toMs, districts: ground.neighbours(about, 2 + Math.floor(random.next() * 4)), perHour: random.between(14, 38) };
}

/** Reports an hour that rain adds at an instant: rising in its first third, fading after; troubles outlast the rain a little. */
export function rainAt(ms: number, ground: Ground, rhythm: Rhythm, seed: number): { rain: Rain; perHour: number } | null {
  const rain = rainOf(rhythm.time.dayStart(ms), ground, seed);
  if (!rain) return null;
  const part = (ms - rain.fromMs) / (rain.toMs - rain.fromMs);
  if (part < 0 || part > 1.3) return null;
  const height = part < 0.33 ? part / 0.33 : 1 - (part - 0.33) / 0.97;
  return height <= 0 ? null : { rain, perHour: rain.perHour * height };
}
