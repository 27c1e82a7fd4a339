import type { CityApi } from './city.ts';
import type { Machine } from './machine.ts';

const MINUTE_MS = 60_000;
const DAYS = 30;
const STEP_MS = 30 * MINUTE_MS;
const BATCH = 5_000;
const UNDERPASS = 'drainage.underpass-depth';
/** Days ago at which water stood in the underpasses, by instrument, and how deep. */
const FLOODS: readonly (readonly [day: number, cm: number])[][] = [
  [
    [26, 34],
    [19, 61],
    [11, 29],
    [3, 48],
  ],
  [
    [19, 44],
    [3, 30],
  ],
  [[11, 22]],
  [
    [19, 38],
    [3, 21],
  ],
  [[26, 18]],
];
const deviceOf = (i: number): string => `shown-underpass-${i + 1}`;

/** What pages of rules show in pictures: a month of water in underpasses, a rule on it, and alarms that stand and that are over. Gives the rule's id. */
export async function tellRules(send: Machine, leader: CityApi, streets: readonly string[], nowMs: number): Promise<number> {
  const readings: object[] = [];
  for (const [i, floods] of FLOODS.entries()) {
    const names = { zh: `下穿道 ${i + 1} 号`, en: `Underpass ${i + 1}` };
    await send('PUT', `/devices/${deviceOf(i)}`, {
      names,
      kind: 'water-gauge',
      area: streets[i % streets.length]!,
      channels: [{ indicator: UNDERPASS }],
    });
    for (let atMs = nowMs - DAYS * 24 * 60 * MINUTE_MS; atMs < nowMs - STEP_MS; atMs += STEP_MS) {
      const hours = (day: number): number => (atMs - (nowMs - day * 24 * 60 * MINUTE_MS)) / (60 * MINUTE_MS);
      // Rises within an hour, and runs off in five.
      const depth = Math.max(0, ...floods.map(([day, cm]) => cm * Math.min(1 + hours(day), 1 - hours(day) / 5)));
      readings.push({ device: deviceOf(i), indicator: UNDERPASS, at: new Date(atMs).toISOString(), value: Math.round(depth * 10) / 10 });
    }
  }
  for (let i = 0; i < readings.length; i += BATCH) await send('POST', '/readings', { readings: readings.slice(i, i + BATCH) });
  const { scope } = await leader.demoUser('demo-shift-leader');
  const content = {
    names: { zh: '下穿道积水', en: 'Water in underpasses' },
    subject: { kind: 'reading', indicator: UNDERPASS },
    levels: [
      { state: 'attention', above: 15, isInclusive: true, deadBand: 3, forS: 1_800 },
      { state: 'alarm', above: 27, isInclusive: true, deadBand: 3 },
    ],
    overrides: [],
    waitS: 0,
    holeS: 7_200,
    actions: { incident: { from: 'alarm', category: 'E04-05' } },
  };
  const { id } = await leader.post<{ id: number }>('/rules', { node: scope, isOn: true, content });
  const tell = (i: number, value: number, minute: number) =>
    send('POST', '/readings', {
      readings: [{ device: deviceOf(i), indicator: UNDERPASS, at: new Date(Date.now() + minute * MINUTE_MS).toISOString(), value }],
    });
  for (const [i, cm] of [31, 33, 29, 46, 28].entries()) await tell(i, cm, 0);
  // Instruments' clocks may be a little ahead of ours: two of them are dry again after some minutes.
  await tell(1, 2, 3);
  await tell(4, 1, 4);
  return id;
}
