import type { PackDevice } from '../../../shared/readings.ts';

interface Gauge {
  code: string;
  zh: string;
  en: string;
  river: string;
  area: string;
  datum?: string;
  warning?: number;
  guarantee?: number;
}
/** Flood gauges with the levels that were published for them, m. A datum that was not stated is left open: such a level is compared with its own marks alone. */
const GAUGES: readonly Gauge[] = [
  { code: 'cuntan', zh: '寸滩', en: 'Cuntan', river: '长江', area: '500105', datum: '吴淞', warning: 180.5, guarantee: 183.5 },
  { code: 'chaotianmen', zh: '朝天门', en: 'Chaotianmen', river: '长江', area: '500103', guarantee: 185 },
  { code: 'caiyuanba', zh: '菜园坝', en: 'Caiyuanba', river: '长江', area: '500103', guarantee: 185 },
  { code: 'zhutuo', zh: '朱沱(三)', en: 'Zhutuo (3)', river: '长江', area: '500118', guarantee: 212 },
  { code: 'changshou', zh: '长寿', en: 'Changshou', river: '长江', area: '500115', datum: '黄海', warning: 168.53, guarantee: 172.53 },
  { code: 'dongjintuo', zh: '东津沱', en: 'Dongjintuo', river: '嘉陵江', area: '500117', guarantee: 208.5 },
  { code: 'beibei', zh: '北碚(三)', en: 'Beibei (3)', river: '嘉陵江', area: '500109', datum: '黄海', warning: 194.5, guarantee: 199 },
  { code: 'ciqikou', zh: '磁器口', en: 'Ciqikou', river: '嘉陵江', area: '500106', datum: '吴淞', warning: 182.64, guarantee: 185.64 },
  { code: 'wulong', zh: '武隆', en: 'Wulong', river: '乌江', area: '500156', datum: '吴淞', warning: 193 },
];

/** Devices of the pack: the gauges, each reckoned against its own marks. */
export const DEVICES: PackDevice[] = GAUGES.map(({ code, zh, en, river, area, datum, warning, guarantee }) => {
  const above = (indicator: string, minus: number | undefined) =>
    minus === undefined ? [] : [{ indicator, derived: { from: 'river.level', minus, datum: datum ?? null } }];
  return {
    code: `gauge-${code}`,
    names: { zh: `${zh}水文站`, en: `${en} gauge` },
    kind: 'river-gauge',
    owner: `水文部门（${river}）`,
    area,
    ...(datum === undefined ? {} : { datum }),
    channels: [{ indicator: 'river.level' }, ...above('river.over-warning', warning), ...above('river.over-guarantee', guarantee)],
  };
});
