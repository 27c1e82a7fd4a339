/** How the characters of the fixed words (commands, results, reasons, queues) are read. Names of the city's own come with their pinyin. */
const READINGS =
  'an 案|ban 办|bao 报|bei 备|bing 并|bo 驳|bu 不部|cai 裁|cha 查|chai 拆|chang 场|chao 超|che 撤|cheng 成|chi 持|chong 重|chu 处|chou 抽|chui 吹|ci 此|' +
  'cui 催|da 答|dai 待|dan 单|dao 到道|ding 定|du 督|fa 发|fan 反范翻|fang 访放|fei 废|fen 分|fu 复附|gai 改|geng 更|gua 挂|guo 过|he 核|' +
  'heng 横|hui 回恢|huo 或|ji 即级|jia 价|jian 件|jiang 将|jie 接结解|ju 拒|jue 决绝|kui 馈|li 立理|lian 联|lun 轮|man 满|mi 密|ming 明|pai 派牌|' +
  'ping 评|qi 其期|qian 遣签|qing 请|qiu 求|que 确|qu 渠|quan 全|ren 人认|shang 上|shao 哨|she 涉|shen 申|shi 实释事|shou 收受|shu 属|shuo 说|song 讼|su 诉|ta 他|' +
  'ti 提|tong 通同|tui 退推|wei 未围维|wo 我|wu 误无|xi 系|xia 下|xian 现|xiang 项向|xiao 销|xie 协|xin 信新|xing 行|yan 延|yi 已意|yu 予|yuan 原|zhai 摘|' +
  'zhang 账|zheng 正|zhi 直置|zhong 仲中|zhu 注|zhuan 转|zhun 准|zuo 作';
const syllables = new Map(
  READINGS.split('|').flatMap((entry) => {
    const [syllable = '', characters = ''] = entry.split(' ');
    return Array.from(characters).map((character) => [character, syllable] as const);
  }),
);

/** Characters of a word that nobody has said the reading of. */
export const unread = (word: string): string[] =>
  Array.from(word).filter((character) => /\p{Script=Han}/u.test(character) && !syllables.has(character));

/** "paiqian pq", as names of places have it; '' where one character is not known. */
export function wordPinyin(word: string): string {
  const read = Array.from(word).flatMap((character) => syllables.get(character) ?? []);
  return unread(word).length > 0 || read.length === 0 ? '' : `${read.join('')} ${read.map((syllable) => syllable[0]).join('')}`;
}
