import type { Bilingual } from './terms.ts';

/** What refusals of alerts and of their messages say to a person; part of `PROBLEM_TEXTS`. */
export const ALERT_PROBLEM_TEXTS: Record<string, Bilingual> = {
  'cap.not-xml': { zh: '不是格式良好的 XML：{why}', en: 'This is not well-formed XML: {why}' },
  'cap.doctype': {
    zh: '不接受带文档类型声明（DOCTYPE）的 XML：其中的实体可能读取文件、访问网络或无限膨胀；请去掉后重发',
    en: 'XML with a document type (DOCTYPE) is not taken: its entities could read files, call addresses or grow without end; send it without',
  },
  'cap.include': {
    zh: '不接受 XInclude：报文只能包含自身的内容',
    en: 'XInclude is not taken: a message may hold only what stands in it',
  },
  'cap.encoding': {
    zh: '文字编码有误或不受支持（{encoding}）；请用 UTF-8 重发',
    en: 'The text does not fit its encoding, or the encoding is not known ({encoding}); send it as UTF-8',
  },
  'cap.too-much': { zh: '内容过多：{what} 上限 {most}；请拆分后重发', en: 'Too much: {what} may be {most} at most; send it in parts' },
  'cap.no-alert': {
    zh: '不是 CAP 报文：根元素是 {root}；应为 CAP 1.0、1.1 或 1.2 的 alert，或含有报文的 Atom、RSS',
    en: 'Not a CAP message: the root is {root}; wanted is an alert of CAP 1.0, 1.1 or 1.2, or an Atom or RSS feed of them',
  },
  'cap.feed-empty': { zh: '订阅源里没有条目', en: 'The feed has no entries' },
  'cap.feed-link-only': {
    zh: '该条目只给出链接，没有报文正文；这里不打开链接：请提交报文本身，或把该源登记为订阅源',
    en: 'This entry only links to its message; links are not opened here: send the message itself, or register the feed',
  },
  'cap.field-missing': { zh: '缺少必填项 {field}', en: '{field} is missing' },
  'cap.field-invalid': { zh: '{field} 的值不合规范：{value}', en: '{field} is not what the protocol allows: {value}' },
  'cap.field-repeated': { zh: '{field} 只能出现一次', en: '{field} may stand only once' },
  'cap.references-missing': {
    zh: '类型为 {msgType} 的报文必须在 references 中指明所更新或取消的报文',
    en: 'A message of the type {msgType} must name in references what it updates or cancels',
  },
  'cap.polygon': {
    zh: '{field} 不是多边形：至少三个不在一条直线上的点',
    en: '{field} is no polygon: it needs three points that are not on one line',
  },
  'cap.position': {
    zh: '{field} 的位置有误：{value}；应为“纬度,经度”，先纬度后经度',
    en: '{field} has a position that is none: {value}; wanted is lat,lon, the latitude first',
  },
  'cap.circle': {
    zh: '{field} 不是圆：{value}；应为“纬度,经度 半径公里”',
    en: '{field} is no circle: {value}; wanted is lat,lon and a radius in km',
  },
  'cap.not-a-warning': { zh: '该报文不是预警（{what}），未接收', en: 'This message warns nobody ({what}); it was not taken' },
  'cap.own-message': {
    zh: '这是本系统自己发出的报文（{identifier}），不再重复接收',
    en: 'This is a message of our own ({identifier}); it is not taken in again',
  },
  'cap.elsewhere': { zh: '该报文（{identifier}）不涉及本市', en: 'This message ({identifier}) is about other places' },
  'alert.unknown': { zh: '没有编号为 {id} 的预警', en: 'There is no alert {id}' },
  'alert.received': {
    zh: '转发的预警只能由原发布单位更新或取消，不能在这里“{command}”',
    en: 'A relayed alert is updated and cancelled by its sender only; "{command}" cannot be done here',
  },
  'alert.impossible': {
    zh: '预警当前状态（{standing}）下不能“{command}”',
    en: 'The alert stands at {standing}: "{command}" cannot be done now',
  },
  'alert.level-up': {
    zh: '该预警涉及 {area}，跨出您的辖区 {scope}，须由上一级办理',
    en: 'The alert concerns {area}, beyond your area {scope}: the level above has to act',
  },
  'alert.issuer-unknown': { zh: '没有编码为 {issuer} 的发布单位，可选：{issuers}', en: 'There is no issuer {issuer}; known are {issuers}' },
  'alert.issuer-denied': {
    zh: '{issuer} 无权发布此类预警（{kind}，{level}）',
    en: '{issuer} may not issue this ({kind}, {level})',
  },
  'alert.kind-unknown': { zh: '没有编码为 {kind} 的预警类型', en: 'There is no kind of alert {kind}' },
  'alert.level-unknown': { zh: '{kind} 没有 {level} 级，可选：{levels}', en: '{kind} has no level {level}; it has {levels}' },
  'alert.level-origin': {
    zh: '提示（notice）不带颜色等级和发布单位；送审（submitted）每个部分都须有等级',
    en: 'A notice has neither level nor issuer; of a submitted alert every part has a level',
  },
  'alert.times': {
    zh: '结束时间须晚于开始和现在，且时长不超过 {days} 天',
    en: 'The end must be after the start and after now, and no more than {days} days away',
  },
  'alert.area-twice': { zh: '辖区 {area} 被列入两次：一个辖区只有一个等级', en: 'Area {area} is named twice: an area has one level' },
  'alert.not-there': { zh: '该预警不涉及辖区 {area}', en: 'The alert does not hold at {area}' },
  'alert.not-a-step': {
    zh: '{area} 现为 {level}，不能“{command}”到所给等级',
    en: '{area} stands at {level}: "{command}" to the level that was given is no step',
  },
  'alert.not-own': {
    zh: '草稿只能由起草人修改；可以撤回后另行起草',
    en: 'A draft is changed by whoever wrote it; withdraw it and write another',
  },
  'alert.not-exported': {
    zh: '该预警不导出为 CAP：提示、草稿，以及表中没有对应行的类型不导出',
    en: 'This alert is not exported as CAP: notices, drafts and kinds without a row in the table are not',
  },
};
