/**
 * Readings that the general dictionary gets wrong for places here, by the name without its type (镇, 街道 …).
 * 弹 is dàn in 弹子; 曾 a surname; 都 is dū in 丰都; 柏 the tree; 溉 is read jì in 松溉; 蔈 is biāo.
 */
export const READINGS: Readonly<Record<string, readonly string[]>> = {
  重庆: ['chong', 'qing'],
  涪陵: ['fu', 'ling'],
  北碚: ['bei', 'bei'],
  綦江: ['qi', 'jiang'],
  大足: ['da', 'zu'],
  长寿: ['chang', 'shou'],
  丰都: ['feng', 'du'],
  弹子: ['dan', 'zi'],
  弹子石: ['dan', 'zi', 'shi'],
  曾家: ['zeng', 'jia'],
  柏林: ['bai', 'lin'],
  松溉: ['song', 'ji'],
  蔈草: ['biao', 'cao'],
  覃家岗: ['qin', 'jia', 'gang'],
};

/** English names that do not follow the pattern. */
export const ENGLISH: Readonly<Record<string, string>> = {
  重庆市: 'Chongqing',
  两江新区: 'Liangjiang New Area',
};
