import type { Bilingual } from './terms.ts';

/** What is said of feeds of alerts that do not come; part of `PROBLEM_TEXTS`. */
export const FEED_PROBLEM_TEXTS: Record<string, Bilingual> = {
  'feed.unknown': { zh: '没有编号为 {id} 的订阅源', en: 'There is no feed {id}' },
  'feed.address': {
    zh: '地址有误：只能是 http 或 https，且不含用户名和密码（令牌另填）',
    en: 'Not an address that can be asked: http or https, without a user name and password (a token has its own field)',
  },
  'feed.host-denied': {
    zh: '报文或转向指到了 {host}，不在该订阅源所列主机之内；确属同一来源的，请加入“其他主机”',
    en: 'A message or a redirect leads to {host}, which is not among the hosts of this feed; add it there if it belongs to the same source',
  },
  'feed.address-denied': {
    zh: '{host} 是内部地址，默认不访问；需要时由管理员在 FEEDS_PRIVATE 中列出',
    en: '{host} is an inner address, and those are not asked unless the administrator names them in FEEDS_PRIVATE',
  },
  'feed.too-many': { zh: '订阅源已有 {most} 个，请先删去不用的', en: 'There are {most} feeds already: remove some first' },
  'feed.unreachable': { zh: '连不上（{why}），会继续重试', en: 'It cannot be reached ({why}); it is tried again' },
  'feed.timeout': { zh: '{seconds} 秒内没有答复完，会继续重试', en: 'No whole answer within {seconds} s; it is tried again' },
  'feed.status': { zh: '对方答复 HTTP {status}，会继续重试', en: 'It answers HTTP {status}; it is tried again' },
  'feed.too-large': { zh: '答复超过 {most}', en: 'The answer is larger than {most}' },
  'feed.redirects': {
    zh: '转向过多，或从 https 转到 http（{url}）',
    en: 'Redirected too often, or from https to http ({url})',
  },
  'feed.kind': { zh: '不是所说的 {kind}：根元素是 {root}', en: 'Not the {kind} that it was said to be: the root is {root}' },
  'feed.sender-denied': {
    zh: '发布者 {sender} 不在该订阅源允许之列',
    en: 'The sender {sender} is not among those whose messages are taken from this feed',
  },
  'feed.token-lost': {
    zh: '令牌是用以前的密钥封存的，打不开：请重新填写',
    en: 'The token was sealed under another secret and cannot be opened: enter it again',
  },
};
