import type { CityPack } from '../../../shared/city-pack.ts';

/** Shown with the map and in the imprint. */
export const NOTICES: CityPack['notices'] = [
  {
    zh: '示意边界：区县界线由公开轮廓整理而成，镇街界线由算法生成，均非法定行政区域界线，仅供软件演示。在中国境内公开使用地图，须依照测绘法使用有审图号的标准地图。',
    en: 'Schematic boundaries: district lines are tidied from a public outline and street lines are computed; neither is official, both are for software demonstration only. Public use of maps in China requires approved base maps (审图号) under the Surveying and Mapping Law.',
  },
  {
    zh: '行政区划版本：2025年11月6日调整后的37个区县，并含调整前的38个区县；两江新区代码为暂用代码。街道、乡镇名录为国家统计局2023年数据。',
    en: 'Edition: the 37 districts and counties since the change of 6 November 2025, and the 38 before it; the code of Liangjiang New Area is provisional. Streets and towns as listed by the National Bureau of Statistics in 2023.',
  },
  {
    zh: '河流：GSHHG／WDBII（LGPL-3+），与实际河道偏差约0.2至1.5公里，仅供定位参考。',
    en: 'Rivers: GSHHG/WDBII (LGPL-3+), 0.2 to 1.5 km off the true course, for orientation only.',
  },
  {
    zh: '部分镇街的位置取自 GeoNames（geonames.org），依 CC BY 4.0 许可使用，已作修改。',
    en: 'Positions of many streets and towns from GeoNames (geonames.org), CC BY 4.0, modified.',
  },
  {
    zh: '事件与部件分类为城市管理默认目录，并非国家标准（GB/T）代码；时限、指标目标与处置队伍均为可修改的默认值。',
    en: 'The incident categories are a default catalogue of city management, not GB/T codes; limits, targets and teams are defaults that a city can change.',
  },
];
