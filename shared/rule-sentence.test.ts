import { expect, it } from 'vitest';
import type { RuleNames } from './rule-phrases.ts';
import { ruleSentence } from './rule-sentence.ts';
import type { RuleContent } from './rule-wire.ts';

const names: RuleNames = {
  indicator: (code) =>
    code === 'rain'
      ? { names: { zh: '时段雨量', en: 'Rain' }, unit: 'mm' }
      : code === 'people'
        ? { names: { zh: '人数', en: 'People' }, unit: '' }
        : undefined,
  category: (code) => (code === 'E04-05' ? { zh: '道路积水', en: 'Standing water' } : undefined),
  area: (code) => (code === '50' ? { zh: '重庆市', en: 'Chongqing' } : code === '500103' ? { zh: '渝中区', en: 'Yuzhong' } : undefined),
  alertKind: () => ({ zh: '暴雨', en: 'Rainstorm' }),
  issuer: () => ({ zh: '气象台', en: 'Weather office' }),
};
const base: RuleContent = {
  names: { zh: 'x', en: 'x' },
  subject: { kind: 'reading', indicator: 'people' },
  levels: [{ state: 'attention', above: 500, forS: 600, deadBand: 50 }],
  overrides: [],
  waitS: 0,
  holeS: null,
  actions: {},
};
const say = (part: Partial<RuleContent>) => [
  ruleSentence({ ...base, ...part }, '50', names, 'zh'),
  ruleSentence({ ...base, ...part }, '50', names, 'en'),
];

it.each<[string, Partial<RuleContent>, string, string]>([
  [
    'a reading with duration and dead-band',
    {},
    '重庆市内任一设备的“人数”> 500 并持续 10 分钟（回差 50）时为“关注”。只通知，不上报。',
    '“People” at any device in Chongqing: > 500 for 10 minutes (dead-band 50) is “Attention”. It notifies, and opens nothing.',
  ],
  [
    'stations of a district, with a draft and limits of one area',
    {
      subject: { kind: 'sum', indicator: 'rain', hours: 12, of: 'stations', tier: 'district', atLeast: 50 },
      levels: [{ state: 'alarm', above: 5, isInclusive: true }],
      overrides: [{ area: '500103', levels: [{ state: 'alarm', above: 3, isInclusive: true }] }],
      waitS: 60,
      actions: {
        incident: { from: 'alarm', category: 'E04-05' },
        alert: { from: 'alarm', kind: 'rainstorm', issuer: 'weather', level: 'blue', hours: 12 },
      },
    },
    '重庆市各区县内，12 小时“时段雨量”累计≥ 50 mm 的站点数≥ 5 个时为“告警”。渝中区另有限值。等候迟到数据 1 分钟。达到“告警”时上报一件“道路积水”事件；达到“告警”时起草暴雨蓝色预警送气象台审定。',
    'The number of stations in one district of Chongqing whose 12-hour sum of “Rain” is ≥ 50 mm: ≥ 5 is “Alarm”. Yuzhong: limits of their own. Late readings are waited for, 1 minute. From “Alarm” on an incident “Standing water” is opened; from “Alarm” on a blue alert (Rainstorm) is drafted for Weather office.',
  ],
  [
    'incidents of one kind',
    {
      subject: { kind: 'incidents', categories: [], tier: 'street', hours: 2 },
      levels: [{ state: 'abnormal', above: 10, isInclusive: true }],
    },
    '重庆市内同一镇街 2 小时内同类事件≥ 10 件时为“异常”。只通知，不上报。',
    'The count of incidents of one kind in one street of Chongqing within 2 hours: ≥ 10 is “Abnormal”. It notifies, and opens nothing.',
  ],
  [
    'silence',
    { subject: { kind: 'missing', indicator: 'rain' }, levels: [{ state: 'attention', above: 30, isInclusive: true }] },
    '重庆市内任一设备没有“时段雨量”的有效数据≥ 30 分钟时为“关注”。只通知，不上报。',
    'The time without a good reading of “Rain” at any device in Chongqing: ≥ 30 min is “Attention”. It notifies, and opens nothing.',
  ],
  [
    'a change and a band',
    { subject: { kind: 'rate', indicator: 'rain', minutes: 60 }, levels: [{ state: 'attention', above: 5, below: -5 }] },
    '重庆市内任一设备的“时段雨量”在 1 小时内的变化> 5 mm 或< -5 mm 时为“关注”。只通知，不上报。',
    'The change of “Rain” within 1 hour at any device in Chongqing: > 5 mm or < -5 mm is “Attention”. It notifies, and opens nothing.',
  ],
])('%s reads in both languages', (_what, part, zh, en) => expect(say(part)).toEqual([zh, en]));
