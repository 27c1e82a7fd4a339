/** Names of a river in both languages. */
interface RiverName {
  names: { zh: string; en: string };
  /** Points (lng, lat) on the lines that carry this name: the source has no names. */
  via: readonly (readonly [number, number])[];
  /** North of this latitude the same line is another river. */
  southOf?: number;
}

/** Only what is certain: a line that none of these points lies on stays without a name. */
export const RIVER_NAMES: readonly RiverName[] = [
  { names: { zh: '长江', en: 'Yangtze River' }, via: [[108.34, 30.62]] }, // at Wanzhou
  { names: { zh: '嘉陵江', en: 'Jialing River' }, via: [[106.11, 30.63]] }, // above Hechuan
  {
    names: { zh: '乌江', en: 'Wu River' },
    via: [
      [107.65, 29.39], // mouth at Fuling to Pengshui
      [108.34, 28.9], // Pengshui to Gongtan
      [108.27, 28.38], // above Gongtan
    ],
  },
  // Above the mouth of the Zhou at Sanhui the line follows the Ba and the Tong.
  { names: { zh: '渠江', en: 'Qu River' }, via: [[106.66, 30.47]], southOf: 31.03 },
  { names: { zh: '涪江', en: 'Fu River' }, via: [[105.57, 30.58]] }, // at Suining
  { names: { zh: '芙蓉江', en: 'Furong River' }, via: [[107.78, 28.96]] }, // mouth at Jiangkou, Wulong
  { names: { zh: '赤水河', en: 'Chishui River' }, via: [[105.71, 28.53]] }, // at Chishui
  {
    names: { zh: '酉水', en: 'You River' },
    via: [
      [109.41, 29.5], // at Laifeng
      [109.17, 29.07], // towards Shidi, Xiushan
    ],
  },
  { names: { zh: '清江', en: 'Qing River' }, via: [[109.37, 30.37]] }, // near Enshi
  {
    names: { zh: '沱江', en: 'Tuo River' },
    via: [
      [105.08, 29.58], // at Neijiang
      [105.24, 28.96], // above Luzhou
    ],
  },
];
