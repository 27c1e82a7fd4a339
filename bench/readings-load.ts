import { request, fire } from './raw-client.ts';
import { paced } from './paced.ts';

export const PER_SECOND = Number(process.env['BENCH_PER_SECOND'] ?? 5_000);
/** Of one batch, as a gateway sends them: ten a second. */
export const BATCH = PER_SECOND / 10;
export const HEAT = 'heat.air-temperature';
export const RAIN = 'rain.fallen';
const INDICATORS = [HEAT, RAIN] as const;
const STEADY = PER_SECOND / INDICATORS.length;
/** Besides those: they fall silent again and again, for rules on missing data. */
const FICKLE = 50;
const DEVICES = STEADY + FICKLE;
const BATCHES_PER_SECOND = PER_SECOND / BATCH;

export interface Place {
  port: number;
  token: string;
}
export interface Sent {
  rows: number;
  taken: number;
  seconds: number;
  latenciesMs: number[];
  /** The last of them is of this instant. */
  lastAtMs: number;
}
const codeOf = (i: number): string => `bench-${i}`;

/** Instruments of two channels each, spread over the streets. */
export async function register({ port, token }: Place, streets: readonly string[]): Promise<void> {
  const requests = Array.from({ length: DEVICES }, (_, i) => {
    const body = {
      names: { zh: codeOf(i), en: codeOf(i) },
      kind: 'weather',
      area: streets[i % streets.length]!,
      channels: INDICATORS.map((indicator) => ({ indicator })),
    };
    return request('PUT', `/api/v1/devices/${codeOf(i)}`, token, JSON.stringify(body));
  });
  const { statuses } = await fire({ port, requests, connections: 4, pipelining: 8 });
  if (statuses.get(201) !== DEVICES) throw new Error(`Devices were not registered: ${JSON.stringify([...statuses])}`);
}

/** Every channel tells once a second; a batch goes out when its time has come, whether or not the one before was answered. */
export async function send({ port, token }: Place, seconds: number): Promise<Sent> {
  const begin = performance.now();
  const sent: Sent = { rows: 0, taken: 0, seconds: 0, latenciesMs: [], lastAtMs: 0 };
  const under: Promise<void>[] = [];
  await paced(BATCHES_PER_SECOND, seconds * BATCHES_PER_SECOND, (i) => {
    sent.lastAtMs = Date.now();
    const readings = readingsOf(i, new Date(sent.lastAtMs).toISOString());
    sent.rows += readings.length;
    const at = performance.now();
    under.push(
      fetch(`http://127.0.0.1:${port}/api/v1/readings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ readings }),
      })
        .then((response) => response.json())
        .then((answer) => {
          sent.latenciesMs.push(performance.now() - at);
          sent.taken += (answer as { taken: number }).taken;
        }),
    );
  });
  await Promise.all(under);
  return { ...sent, seconds: (performance.now() - begin) / 1000 };
}

/** The next instruments in turn, each with both channels. */
function readingsOf(batch: number, at: string): object[] {
  const second = Math.floor(batch / BATCHES_PER_SECOND);
  const share = batch % BATCHES_PER_SECOND;
  const slice = STEADY / BATCHES_PER_SECOND;
  const devices = Array.from({ length: slice }, (_, i) => share * slice + i);
  for (let i = share; i < FICKLE; i += BATCHES_PER_SECOND) if (!isSilent(i, second)) devices.push(STEADY + i);
  return devices.flatMap((i) =>
    INDICATORS.map((indicator) => ({ device: codeOf(i), indicator, at, value: indicator === HEAT ? heat(i, second) : rain(i, second) })),
  );
}
/** For a little longer than the shortest silence that a rule notices. */
const isSilent = (i: number, second: number): boolean => (second + i) % 150 > 75;
/** One in twenty swings over limits within minutes; after a silence that would be a jump, which no rule hears of. */
function heat(i: number, second: number): number {
  const [mean, swing, period] = i % 20 === 0 && i < STEADY ? [30, 4, 120] : [24, 3, 600];
  return Math.round((mean + swing * Math.sin(2 * Math.PI * (second / period + i / 97))) * 100) / 100;
}
/** Showers of 20 s that come and go over the city, every five minutes at each place; elsewhere nothing falls. */
const rain = (i: number, second: number): number => ((second + i * 7) % 300 < 20 ? 0.2 + (i % 5) / 10 : 0);
