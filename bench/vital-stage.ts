import type { Indicator } from '../shared/indicators.ts';
import { openStage, type Stage } from './browser.ts';
import { guantong } from './demo-city.ts';

interface Told {
  device: string;
  indicator: string;
  value: number;
}
/** A city in which every district has an instrument for every sign. */
export interface VitalStage extends Stage {
  districts: readonly string[];
  signs: readonly Indicator[];
  deviceOf(district: string): string;
  /** Readings of now. */
  tell(readings: readonly Told[]): Promise<void>;
  /** As a shift leader does it, who keeps the screens. */
  ask(method: 'POST' | 'PUT', path: string, body: object): Promise<unknown>;
}

const AT_ONCE = 2_000;

export async function openVitalStage(): Promise<VitalStage> {
  const tokens = { system: '', 'shift-leader': '' };
  const stage = await openStage((_, dataDir) => {
    for (const role of ['system', 'shift-leader'] as const)
      tokens[role] = guantong(dataDir, 'token', 'create', '--role', role, '--area', 'city').trim();
  });
  const call = async (role: keyof typeof tokens, method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${stage.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[role]}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { indicators: signs } = (await call('system', 'GET', '/indicators')) as { indicators: Indicator[] };
  const districts = stage.city.pack.areas
    .filter(({ tier, validToMs }) => tier === 'district' && validToMs === null)
    .map(({ code }) => code);
  const deviceOf = (district: string): string => `bench-${district}`;
  const tell = async (told: readonly Told[]): Promise<void> => {
    const at = new Date().toISOString();
    for (let i = 0; i < told.length; i += AT_ONCE) {
      const readings = told.slice(i, i + AT_ONCE).map((each) => ({ ...each, at }));
      const { taken } = (await call('system', 'POST', '/readings', { readings })) as { taken: number };
      if (taken !== readings.length) throw new Error(`${taken} of ${readings.length} readings were taken`);
    }
  };
  for (const area of districts) {
    const names = { zh: `试验站 ${area}`, en: `Bench station ${area}` };
    const channels = signs.map(({ code }) => ({ indicator: code }));
    await call('system', 'PUT', `/devices/${deviceOf(area)}`, { names, kind: 'station', area, channels });
  }
  await tell(districts.flatMap((area) => signs.map((sign) => ({ device: deviceOf(area), indicator: sign.code, value: valueOf(sign, 0) }))));
  return { ...stage, districts, signs, deviceOf, tell, ask: (method, path, body) => call('shift-leader', method, path, body) };
}

/** Of a sign two values that differ to the eye: where it has a limit and may leap, on either side of it. */
export function valueOf({ limits, possible, jumpPerMin, decimals }: Indicator, i: number): number {
  const limit = limits[0];
  const step = 10 ** -decimals;
  const edge = limit?.above ?? limit?.below ?? (possible.min ?? 0) + 10 * step;
  const reach = Math.min(limit && jumpPerMin === null ? 3 * step + 2 * (limit.deadBand ?? 0) : 2 * step, jumpPerMin ?? Infinity);
  const within = Math.min(possible.max ?? Infinity, Math.max(possible.min ?? -Infinity, edge + (i % 2 === 0 ? -reach : reach)));
  return Number(within.toFixed(6));
}
