import type { Limit } from '../../../shared/indicators.ts';
import type { PackRule, RuleContent } from '../../../shared/rule-wire.ts';
import type { SumHours } from '../../../shared/rule-terms.ts';
import type { Level } from '../../../shared/alert-terms.ts';
import type { LimitState } from '../../../shared/vital-terms.ts';

const from = (state: LimitState, above: number, more: Partial<Limit> = {}): Limit => ({ state, above, isInclusive: true, ...more });
/** A minute for what comes over slow lines; two hours without a reading are no part of a duration. */
const rule = (given: Pick<RuleContent, 'names' | 'subject' | 'levels'> & Partial<RuleContent>): PackRule => ({
  overrides: [],
  waitS: 60,
  holeS: 7200,
  actions: {},
  isOn: true,
  ...given,
});

const RAIN_NOTE = '雨量限值：气象灾害预警信号（2007 年中国气象局令第 16 号），凭记忆录入，请核对；站点数为本产品默认值。';
/** One step of the rainstorm ladder: so much rain in so many hours at five stations of a district. A draft for the weather office, no more. */
const rainstorm = (hours: SumHours, mm: number, level: Level, state: LimitState, zh: string, en: string): PackRule =>
  rule({
    names: { zh: `暴雨${zh}：${hours} 小时 ${mm} mm 达 5 站`, en: `Rainstorm, ${en}: ${mm} mm in ${hours} h at 5 stations` },
    subject: { kind: 'sum', indicator: 'rain.fallen', hours, of: 'stations', tier: 'district', atLeast: mm },
    levels: [from(state, 5)],
    actions: { alert: { from: state, kind: 'rainstorm', issuer: 'weather', level, hours } },
    note: RAIN_NOTE,
  });

/** What the default city notices by itself. Limits are starting values for an operator to change. */
export const RULES: readonly PackRule[] = [
  rule({
    names: { zh: '短时强降雨：1 小时雨量', en: 'Heavy rain: 1 h' },
    subject: { kind: 'reading', indicator: 'rain.hour' },
    levels: [from('attention', 20, { deadBand: 2 }), from('abnormal', 40, { deadBand: 2 }), from('alarm', 60, { deadBand: 2 })],
    note: '本产品默认值，请按当地标准修改。',
  }),
  rainstorm(12, 50, 'blue', 'attention', '蓝色', 'blue'),
  rainstorm(6, 50, 'yellow', 'abnormal', '黄色', 'yellow'),
  rainstorm(3, 50, 'orange', 'alarm', '橙色', 'orange'),
  rainstorm(3, 100, 'red', 'alarm', '红色', 'red'),
  rule({
    names: { zh: '河流水位对警戒水位', en: 'River level against the warning level' },
    subject: { kind: 'reading', indicator: 'river.over-warning' },
    levels: [from('attention', -1, { deadBand: 0.1 }), from('abnormal', 0, { deadBand: 0.1 })],
    note: '只比较同一基面（吴淞、黄海）的水位与警戒水位；基面不明或不同的站不计。',
  }),
  rule({
    names: { zh: '河流水位对保证水位', en: 'River level against the guarantee level' },
    subject: { kind: 'reading', indicator: 'river.over-guarantee' },
    levels: [from('alarm', 0, { deadBand: 0.1 })],
    note: '只比较同一基面（吴淞、黄海）的水位与保证水位；基面不明或不同的站不计。',
  }),
  rule({
    names: { zh: '同类事件聚集：一镇街 2 小时', en: 'Incidents of one kind gather in one street' },
    subject: { kind: 'incidents', categories: [], tier: 'street', hours: 2 },
    levels: [from('attention', 10), from('abnormal', 20)],
    waitS: 0,
    note: '本产品默认值，请按当地标准修改。',
  }),
  rule({
    names: { zh: '雨量站无数据', en: 'No data from rain gauges' },
    subject: { kind: 'missing', indicator: 'rain.hour' },
    levels: [from('attention', 30), from('abnormal', 120)],
    note: '本产品默认值，请按当地标准修改。',
  }),
  rule({
    names: { zh: '水文站无数据', en: 'No data from river gauges' },
    subject: { kind: 'missing', indicator: 'river.level' },
    levels: [from('attention', 120), from('abnormal', 360)],
    note: '本产品默认值，请按当地标准修改。',
  }),
];
