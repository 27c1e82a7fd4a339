import type { AlertGuide, AlertTemplate } from './alert-advice.ts';
import { ALERT_GROUP_OF, type AlertGroup } from './alert-rows.ts';
import type { Level } from './alert-terms.ts';

/**
 * Words and steps to begin with, for a city that has written none of its own. What is measured stays `{value}`: a template knows no
 * figure, and a water level is nothing without its datum.
 */
type Pair = readonly [zh: string, en: string];
/** What is coming, of kinds for which one can say it better than "it is coming". */
const COMING: Readonly<Record<string, Pair>> = {
  rainstorm: ['将有强降雨，累计雨量可达 {value}', 'heavy rain, up to {value}'],
  typhoon: ['将受台风影响，阵风可达 {value}', 'a typhoon with gusts up to {value}'],
  snowstorm: ['将有强降雪，累计降雪可达 {value}', 'heavy snow, up to {value}'],
  'cold-wave': ['气温将明显下降，降温幅度可达 {value}', 'a drop in temperature by up to {value}'],
  gale: ['将出现大风，阵风可达 {value}', 'strong wind with gusts up to {value}'],
  heat: ['将出现高温，最高气温可达 {value}', 'heat up to {value}'],
  fog: ['将出现大雾，能见度低于 {value}', 'fog with visibility under {value}'],
  flood: ['江河水位将上涨，预计水位 {value}（请注明基准面）', 'rising rivers, up to {value} (say which datum)'],
  'flash-flood': ['可能发生山洪，重点部位：{value}', 'possible flash floods, above all at {value}'],
  waterlogging: ['可能出现内涝，重点部位：{value}', 'possible waterlogging, above all at {value}'],
  geological: ['发生地质灾害的风险较高，重点部位：{value}', 'a raised risk of landslides, above all at {value}'],
  'air-pollution': ['将出现重污染天气，空气质量指数可达 {value}', 'heavy air pollution, index up to {value}'],
  'metro-crowd': ['轨道客流将超过承载，重点站点：{value}', 'crowding on the metro, above all at {value}'],
};
const OTHERS: Pair = ['将受影响，具体情况：{value}', 'effects to be expected: {value}'];

const MEASURES: Readonly<Record<AlertGroup, Record<Level, Pair>>> = {
  water: {
    blue: ['做好防范准备，留意后续信息。', 'Get ready and watch for further news.'],
    yellow: ['密切关注，避免前往低洼、临河、陡坡地带。', 'Watch closely; keep away from low ground, river banks and steep slopes.'],
    orange: [
      '避开低洼、临河、陡坡地带；危险区内人员做好转移准备。',
      'Avoid low ground, river banks and steep slopes; people in danger zones get ready to leave.',
    ],
    red: [
      '危险区内人员立即转移至安全地点，停止户外活动，服从现场指挥。',
      'People in danger zones leave at once for safe places; no outdoor activity; follow those in command.',
    ],
  },
  indoors: {
    blue: ['关注身体状况，适当减少户外活动。', 'Mind your health; stay outside less.'],
    yellow: ['老人、儿童和病人减少外出，户外作业缩短时间。', 'The old, the young and the sick go out less; outdoor work is shortened.'],
    orange: [
      '尽量留在室内，停止中小学户外活动，户外作业错时进行。',
      'Stay indoors where you can; no outdoor lessons; outdoor work at other hours.',
    ],
    red: ['留在室内，停止户外作业和大型活动。', 'Stay indoors; outdoor work and large events stop.'],
  },
  roads: {
    blue: ['出行前了解路况，注意减速。', 'Ask about the roads before you leave; slow down.'],
    yellow: ['驾车减速，保持车距；减少非必要出行。', 'Drive slowly and keep your distance; make no needless trips.'],
    orange: ['非必要不出行；道路、航运按规定管控。', 'Do not travel unless you must; roads and waterways are controlled.'],
    red: ['停止出行；封闭路段不得进入。', 'Do not travel; stay off closed roads.'],
  },
  storm: {
    blue: ['收好室外物品，关好门窗。', 'Take in what stands outside; close doors and windows.'],
    yellow: ['减少外出，远离广告牌、树木和临时搭建物。', 'Go out less; keep away from signs, trees and makeshift structures.'],
    orange: ['停止高空和水上作业，人员进入室内躲避。', 'Work at height and on the water stops; get under a roof.'],
    red: ['立即进入坚固建筑内躲避，停止一切户外活动。', 'Get into a solid building at once; all outdoor activity stops.'],
  },
  supply: {
    blue: ['合理安排使用，留意后续信息。', 'Plan your use; watch for further news.'],
    yellow: ['错峰使用，做好应急储备。', 'Use it outside peak hours; keep a reserve.'],
    orange: [
      '优先保障医院、养老机构和居民生活，其他用户按序减量。',
      'Hospitals, care homes and households come first; others cut back in turn.',
    ],
    red: ['按应急方案供应，服从统一调度。', 'Supply follows the emergency plan; follow what is ordered.'],
  },
};

/** What a centre does at each level, whatever comes; then what the kind of hazard asks for besides. */
const ALWAYS: Readonly<Record<Level, readonly Pair[]>> = {
  blue: [
    ['核对预警涉及的镇街名单，确认值守在岗', 'Check which streets are concerned, and that their watch is manned'],
    ['转发至有关单位，记录收到时间', 'Pass it on to those concerned, and note when they had it'],
  ],
  yellow: [
    ['通知有关镇街加密巡查，每 3 小时报一次情况', 'Have the streets patrol more often and report every 3 hours'],
    ['备勤队伍和物资到位，核对联系方式', 'Teams and stores stand ready; check how to reach them'],
  ],
  orange: [
    ['值班长到岗，与有关部门会商', 'The shift leader comes in and confers with the departments'],
    ['每 1 小时汇总一次险情和处置进展', 'Gather every hour what has happened and what is being done'],
  ],
  red: [
    ['指挥长到岗，逐个镇街确认已收到并有人负责', 'The commander comes in; confirm with each street that it knows and who is in command'],
    ['每 30 分钟汇总一次转移人数和险情', 'Gather every 30 minutes how many were moved and what has happened'],
  ],
};
const BESIDES: Readonly<Record<AlertGroup, Record<'watch' | 'act', Pair>>> = {
  water: {
    watch: ['盯住下穿道、涵洞、临河步道和地质灾害点', 'Watch underpasses, culverts, river paths and landslide sites'],
    act: ['封控危险路段，组织危险区人员转移，逐户清点', 'Close dangerous roads; move people out of danger zones and count them'],
  },
  indoors: {
    watch: ['关注养老机构、学校、户外作业单位', 'Look after care homes, schools and outdoor workplaces'],
    act: ['督促停止户外作业，开放避暑避寒场所', 'See that outdoor work stops; open shelters'],
  },
  roads: {
    watch: ['盯住桥梁、隧道、高架和长下坡', 'Watch bridges, tunnels, elevated roads and long slopes'],
    act: ['与交警会商管控，备好除雪除冰和救援力量', 'Agree on closures with the police; keep clearing and rescue teams ready'],
  },
  storm: {
    watch: ['排查塔吊、广告牌、行道树和在建工地', 'Check cranes, signs, street trees and building sites'],
    act: ['督促停工避险，备好抢险和供电抢修力量', 'See that work stops; keep rescue and power crews ready'],
  },
  supply: {
    watch: ['关注医院、养老机构和高层住宅', 'Look after hospitals, care homes and tower blocks'],
    act: ['按序启用应急供应，公布供应点', 'Start emergency supply in turn; say where it is to be had'],
  },
};

const LEVEL_ORDER: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];
const besides = (group: AlertGroup, level: Level): Pair => BESIDES[group][level === 'blue' || level === 'yellow' ? 'watch' : 'act'];
const sayOf = (kind: string): Pair => COMING[kind] ?? OTHERS;

const saidOf = (kind: string, measures: Pair, title: Pair): AlertTemplate['words'] => ({
  zh: { headline: title[0], warning: `预计 {time} 至 {until}，{area}${sayOf(kind)[0]}。`, measures: measures[0] },
  en: { headline: title[1], warning: `From {time} to {until}, {area}: ${sayOf(kind)[1]}.`, measures: measures[1] },
});
export const DEFAULT_ALERT_TEMPLATES: AlertTemplate[] = [...ALERT_GROUP_OF].flatMap(([kind, group]) => [
  ...LEVEL_ORDER.map(
    (level): AlertTemplate => ({
      kind,
      level,
      words: saidOf(kind, MEASURES[group][level], ['{area}{kind}{level}预警', '{level} alert: {kind}, {area}']),
    }),
  ),
  { kind, level: 'none' as const, words: saidOf(kind, MEASURES[group].blue, ['{area}{kind}提示', 'Notice: {kind}, {area}']) },
]);
export const DEFAULT_ALERT_GUIDES: AlertGuide[] = [...ALERT_GROUP_OF].flatMap(([kind, group]) =>
  LEVEL_ORDER.map((level): AlertGuide => {
    const steps = [...ALWAYS[level], besides(group, level)];
    return { kind, level, steps: { zh: steps.map(([zh]) => zh), en: steps.map(([, en]) => en) } };
  }),
);
