import type { Edition } from '../area-tree.ts';

/** The 37 districts and counties since 2025-11-06, in code order: [code, name]. */
const DISTRICTS = [
  ['500101', '万州区'],
  ['500102', '涪陵区'],
  ['500103', '渝中区'],
  ['500104', '大渡口区'],
  ['500106', '沙坪坝区'],
  ['500107', '九龙坡区'],
  ['500108', '南岸区'],
  ['500109', '北碚区'],
  ['500110', '綦江区'],
  ['500111', '大足区'],
  ['500113', '巴南区'],
  ['500114', '黔江区'],
  ['500115', '长寿区'],
  ['500116', '江津区'],
  ['500117', '合川区'],
  ['500118', '永川区'],
  ['500119', '南川区'],
  ['500120', '璧山区'],
  ['500151', '铜梁区'],
  ['500152', '潼南区'],
  ['500153', '荣昌区'],
  ['500154', '开州区'],
  ['500155', '梁平区'],
  ['500156', '武隆区'],
  ['500157', '两江新区'],
  ['500229', '城口县'],
  ['500230', '丰都县'],
  ['500231', '垫江县'],
  ['500233', '忠县'],
  ['500235', '云阳县'],
  ['500236', '奉节县'],
  ['500237', '巫山县'],
  ['500238', '巫溪县'],
  ['500240', '石柱土家族自治县'],
  ['500241', '秀山土家族苗族自治县'],
  ['500242', '酉阳土家族苗族自治县'],
  ['500243', '彭水苗族土家族自治县'],
] as const satisfies readonly (readonly [string, string])[];

/** 两江新区 has no published GB/T 2260 code yet: the next free number of the 5001xx series stands in. */
export const LIANGJIANG = '500157';

/** Abolished on that day. */
const ABOLISHED = [
  ['500105', '江北区'],
  ['500112', '渝北区'],
] as const satisfies readonly (readonly [string, string])[];

/** The edition that the city has now, named by the day on which the reform was announced and took effect (UTC+8). */
export const EDITION = '2025-11-06';
export const EDITIONS: readonly Edition[] = [
  { districts: [...DISTRICTS.filter(([code]) => code !== LIANGJIANG), ...ABOLISHED] },
  { validFrom: `${EDITION}T00:00:00+08:00`, districts: DISTRICTS },
];
