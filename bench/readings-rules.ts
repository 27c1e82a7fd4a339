import type { Limit } from '../shared/indicators.ts';
import type { RuleContent, RuleSubject } from '../shared/rule-wire.ts';
import type { Place } from './readings-load.ts';
import { HEAT, RAIN } from './readings-load.ts';

/** All of them on, beside those that come with the city. */
export const RULES = 50;
/** Of areas with many stations: nobody's reading is overtaken by another's for so long. */
const AREA_WAIT_S = 5;
/** So long the slowest of them waits. */
export const LONGEST_WAIT_S = AREA_WAIT_S;

type Asked = { node: string; subject: RuleSubject; levels: Limit[]; more?: Partial<RuleContent> };
const hot = (attention: number, forS = 0): Limit[] => [
  { state: 'attention', above: attention, isInclusive: true, forS, deadBand: 1 },
  { state: 'abnormal', above: attention + 1, isInclusive: true, deadBand: 0.5 },
  { state: 'alarm', above: attention + 2, isInclusive: true, deadBand: 0.5 },
];
const much = (attention: number, abnormal: number): Limit[] => [
  { state: 'attention', above: attention, isInclusive: true },
  { state: 'abnormal', above: abnormal, isInclusive: true },
];
const wait = { waitS: AREA_WAIT_S };

/** Of every kind that a reading can be judged by, over the whole city; then one of its own for each district. */
function asked(city: string, districts: readonly string[]): Asked[] {
  const whole: Omit<Asked, 'node'>[] = [
    { subject: { kind: 'reading', indicator: HEAT }, levels: hot(31, 20) },
    {
      subject: { kind: 'reading', indicator: HEAT },
      levels: hot(32),
      more: {
        overrides: districts.slice(0, 5).map((area) => ({ area, levels: hot(30, 10) })),
        actions: { incident: { from: 'alarm', category: 'E01-02' } },
      },
    },
    { subject: { kind: 'rate', indicator: HEAT, minutes: 1 }, levels: much(5, 7) },
    { subject: { kind: 'missing', indicator: HEAT }, levels: [{ state: 'attention', above: 1, isInclusive: true }] },
    { subject: { kind: 'deviation', indicator: HEAT }, levels: much(50, 100) },
    { subject: { kind: 'reading', indicator: RAIN }, levels: much(0.5, 0.6), more: wait },
    { subject: { kind: 'sum', indicator: RAIN, hours: 1, of: 'station' }, levels: much(3, 7) },
    { subject: { kind: 'sum', indicator: RAIN, hours: 24, of: 'station' }, levels: much(5, 50) },
    { subject: { kind: 'sum', indicator: RAIN, hours: 1, of: 'max', tier: 'street' }, levels: much(4, 8), more: wait },
    { subject: { kind: 'sum', indicator: RAIN, hours: 3, of: 'mean', tier: 'district' }, levels: much(0.5, 5), more: wait },
    { subject: { kind: 'sum', indicator: RAIN, hours: 6, of: 'stations', tier: 'district', atLeast: 3 }, levels: much(3, 30), more: wait },
    { subject: { kind: 'missing', indicator: RAIN }, levels: [{ state: 'attention', above: 1, isInclusive: true }], more: wait },
  ];
  const kinds: ((i: number) => Omit<Asked, 'node'>)[] = [
    (i) => ({ subject: { kind: 'reading', indicator: HEAT }, levels: hot(30 + (i % 4) / 2, 5 * (i % 5)) }),
    () => ({ subject: { kind: 'sum', indicator: RAIN, hours: 3, of: 'station' }, levels: much(4, 10) }),
    (i) => ({ subject: { kind: 'rate', indicator: HEAT, minutes: 1 + (i % 3) }, levels: much(4, 6) }),
  ];
  const own = Array.from({ length: RULES - whole.length }, (_, i) => ({
    node: districts[i % districts.length]!,
    ...kinds[i % kinds.length]!(i),
  }));
  return [...whole.map((each) => ({ node: city, ...each })), ...own];
}

/** Switches them on. */
export async function switchOn({ port, token }: Place, city: string, districts: readonly string[]): Promise<void> {
  for (const [i, { node, subject, levels, more = {} }] of asked(city, districts).entries()) {
    const names = { zh: `试验规则 ${i}`, en: `Bench rule ${i}` };
    const content: RuleContent = { names, subject, levels, overrides: [], waitS: 0, holeS: 600, actions: {}, ...more };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/rules`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ node, isOn: true, content }),
    });
    if (answer.status !== 201) throw new Error(`Rule ${i}: ${answer.status} ${await answer.text()}`);
  }
}
