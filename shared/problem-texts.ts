import { ALERT_PROBLEM_TEXTS } from './alert-problem-texts.ts';
import { PLAN_PROBLEM_TEXTS } from './plan-problem-texts.ts';
import { FEED_PROBLEM_TEXTS } from './feed-problem-texts.ts';
import { READING_PROBLEM_TEXTS } from './reading-problem-texts.ts';
import { RULE_PROBLEM_TEXTS } from './rule-problem-texts.ts';
import type { Bilingual, Language } from './terms.ts';

/** What a refusal says to a person: what was wrong, where, and what to do. `{name}` is filled from the problem's detail. */
export const PROBLEM_TEXTS: Record<string, Bilingual> = {
  'request.invalid': { zh: '请求有误：{field} {problem}', en: 'The request is not valid: {field} {problem}' },
  'request.too-large': { zh: '内容过大：上限 {limit}，请拆分后再提交', en: 'Too large: the limit is {limit}; send it in parts' },
  'request.malformed': { zh: '请求内容不是有效的 JSON，请检查格式', en: 'The body is not valid JSON; check its form' },
  'request.media-type': { zh: '不支持的内容类型，请用 application/json', en: 'This content type is not taken; use application/json' },
  'database.unavailable': {
    zh: '数据库暂时无法连接：没有确认写入，请稍后用同一个 Idempotency-Key 重试',
    en: 'The database cannot be reached just now: nothing was acknowledged; try again soon, under the same Idempotency-Key',
  },
  'server.restarting': {
    zh: '服务器正在重启：没有确认写入，请稍后用同一个 Idempotency-Key 重试',
    en: 'The server is restarting: nothing was acknowledged; try again in a moment, under the same Idempotency-Key',
  },
  'route.unknown': { zh: '没有这个地址：{method} {url}', en: 'There is nothing at {method} {url}' },
  'auth.required': { zh: '请先登录', en: 'Please sign in first' },
  'scope.denied': { zh: '超出您的辖区权限：{area} 不在 {scope} 范围内', en: 'Outside your area: {area} is not within {scope}' },
  'role.denied': { zh: '您的角色（{role}）不能执行“{command}”', en: 'Your role ({role}) may not give the command "{command}"' },
  'area.unknown': { zh: '没有编码为 {area} 的辖区', en: 'There is no area with the code {area}' },
  'group.unknown': { zh: '没有编码为 {group} 的组团（GET /api/v1/groups）', en: 'There is no group {group} (GET /api/v1/groups)' },
  'category.unknown': {
    zh: '没有编码为 {category} 的事件类别，请从目录中选择（GET /api/v1/city）',
    en: 'There is no category {category}; choose one of the catalogue (GET /api/v1/city)',
  },
  'unit.unknown': { zh: '没有编码为 {unit} 的处置单位（GET /api/v1/units）', en: 'There is no unit {unit} (GET /api/v1/units)' },
  'wall-scene.over-budget': {
    zh: '这块屏放不下该场景（每行 {characters} 字 × {lines} 行）：{faults}。请减少格数、放大格子或缩短观看距离',
    en: 'The scene cannot be read on this glass ({characters} characters × {lines} lines): {faults}. Show less, give panels more room, or come nearer',
  },
  'wall-scene.unsound': {
    zh: '第 {layout} 种排法摆不下：{faults}',
    en: 'Arrangement {layout} does not hold together: {faults}',
  },
  'wall-scene.unknown': {
    zh: '{node} 没有“{id}”，可能已被删除；请刷新列表',
    en: 'There is no "{id}" at {node}; it may have been removed: load the list again',
  },
  'wall-scene.shipped': {
    zh: '“{id}”是随产品提供的，不能改写：请复制后另取代码保存',
    en: '"{id}" comes with the product and stays as it is: copy it and save the copy under another code',
  },
  'wall-scene.changed': {
    zh: '“{id}”刚被 {by} 改过：您填写的内容还在，请核对后再保存',
    en: '"{id}" was changed by {by} meanwhile: what you typed is still here; look at it and save again',
  },
  'wall-scene.exists': {
    zh: '{node} 已有代码为“{id}”的{kind}：请换一个代码，或打开它来改',
    en: 'There is a {kind} "{id}" at {node} already: take another code, or open that one',
  },
  'clip.kind': {
    zh: '大屏只能播放 WAV、MP3 或 Ogg 声音文件',
    en: 'Walls play WAV, MP3 or Ogg: this file is none of them',
  },
  'clip.too-large': {
    zh: '声音文件超过 {limit}：请截短或压缩，几秒即可',
    en: 'The sound is larger than {limit}: cut or compress it, a few seconds are enough',
  },
  'wall-scene.too-many': {
    zh: '{node} 已有 {most} 个：请先删除不用的',
    en: 'There are {most} at {node} already: remove some that are not used',
  },
  'wall-playlist.step-unknown': {
    zh: '第 {step} 步：{node} 没有场景“{scene}”，请换一个',
    en: 'Step {step}: no scene "{scene}" holds at {node}; take another',
  },
  'unit.out-of-reach': {
    zh: '不能派给 {unit}：它既不在您的辖区，也不属于事发地的上级',
    en: '{unit} cannot be sent: it belongs neither to your area nor to a node above the place',
  },
  'unit.not-yours': {
    zh: '只能由 {unit} 自己或派遣台更改；您的单位是 {own}',
    en: 'Only {unit} itself or the desk may say so; your unit is {own}',
  },
  'unit.state-impossible': {
    zh: '{unit} 当前为“{state}”，不能改为“{asked}”；现在可以：{possible}；手上的事件：{holds}',
    en: '{unit} is {state} and cannot become {asked}; possible: {possible}; incidents in hand: {holds}',
  },
  'duty.nobody': { zh: '{field} 没有写谁值班：请填 user 或 unit', en: '{field} names nobody: give user or unit' },
  'duty.times': {
    zh: '{field} 的起止时间有误：from 须早于 to，且不超过 7 天',
    en: 'The times of {field} are not valid: from before to, at most 7 days',
  },
  'user.unknown': { zh: '{field}：没有用户 {user}', en: '{field}: there is no user {user}' },
  'command.field-unwanted': { zh: '“{command}”不接受 {field}', en: '"{command}" does not take {field}' },
  'command.field-invalid': { zh: '“{command}”的 {field} 只能是：{allowed}', en: '{field} of "{command}" is one of: {allowed}' },
  'command.second-person': {
    zh: '提出的人不能自己批准“{command}”',
    en: 'Whoever asked may not answer it: "{command}" is another person’s',
  },
  'recheck.not-drawn': {
    zh: '该事件没有待抽查的决定；现在可以：{possible}',
    en: 'No decision about it waits to be re-checked; possible: {possible}',
  },
  'recheck.own-decision': {
    zh: '不予立案或并案由您决定，须由另一人抽查',
    en: 'You rejected or merged it yourself: another person re-checks it',
  },
  'command.asked-already': {
    zh: '已有申请在等待答复，不能再“{command}”；现在可以：{possible}',
    en: 'It has been asked already and waits for an answer; possible: {possible}',
  },
  'command.nothing-asked': {
    zh: '没有待答复的申请，不能“{command}”；现在可以：{possible}',
    en: 'Nothing has been asked that "{command}" could answer; possible: {possible}',
  },
  'scope.level-up': { zh: '须由 {area} 的上一级决定；您的辖区是 {scope}', en: 'It is decided a level above {area}; yours is {scope}' },
  'scope.street-only': { zh: '只有镇街可以吹哨；您的辖区是 {scope}', en: 'Only a street may whistle; yours is {scope}' },
  'branch.unknown': { zh: '没有第 {branch} 个分支；现有：{branches}', en: 'There is no branch {branch}; there are: {branches}' },
  'branch.open': { zh: '分支 {branches} 尚未办结或放行，不能结案', en: 'It cannot close while these branches are open: {branches}' },
  'department.unknown': { zh: '没有编码为 {department} 的部门', en: 'There is no department {department}' },
  'file.kind': {
    zh: '不支持这种文件（{found}）：请上传 JPEG、PNG、WebP 照片或 PDF；文件类型看内容，不看名称',
    en: 'This kind of file is not taken ({found}): send a JPEG, PNG or WebP photo, or a PDF. What counts is the content, not the name',
  },
  'file.empty': { zh: '文件是空的，请重新选择', en: 'The file is empty; choose it again' },
  'file.damaged': {
    zh: '照片已损坏，读不出来：请重新拍摄或另选一张',
    en: 'The photo is damaged and cannot be read: take it again or choose another',
  },
  'file.too-large': {
    zh: '文件过大：上限 {limit}。请缩小照片，或拆分文档后再上传',
    en: 'The file is too large: the limit is {limit}. Make the photo smaller, or split the document',
  },
  'file.too-many': { zh: '该事件已有 {most} 个附件，不能再加', en: 'This incident has {most} files already, which is the most' },
  'file.unknown': {
    zh: '没有这个文件，或上传已超过一天未登记；请重新上传（POST /api/v1/incidents/…/files）',
    en: 'There is no such file, or it waited longer than a day to be attached; upload it again (POST /api/v1/incidents/…/files)',
  },
  'file.gone': {
    zh: '文件已按保存期限删除，或不在这台服务器上',
    en: 'The file was deleted by the retention rule, or is not on this server',
  },
  'file.not-photo': { zh: '{mediaType} 不是照片，不能作为处置前后的照片', en: '{mediaType} is no photo: it cannot show before or after' },
  'file.attached-already': {
    zh: '这个文件已经登记在该事件上，请另选一张',
    en: 'This very file is attached to the incident already; choose another',
  },
  'screen.unknown': { zh: '没有编号为 {id} 的屏幕，或它不在您的辖区', en: 'There is no screen {id}, or it is not in your area' },
  'screen.out-of-reach': {
    zh: '屏幕“{name}”只能显示 {area} 及其下级的内容，请选别的屏幕',
    en: 'The screen “{name}” shows {area} and what lies below only; choose another screen',
  },
  'screen.mute': {
    zh: '屏幕“{name}”已静音或停用，试音听不到；请先取消静音、恢复画面',
    en: 'The screen “{name}” is muted or stopped, so nobody could hear the test; unmute and start it first',
  },
  'screen.not-tested': {
    zh: '屏幕“{name}”没有等待确认的试音，请先试音',
    en: 'The screen “{name}” has played no test tone that waits for an answer; play one first',
  },
  'pairing.unknown': {
    zh: '没有屏幕在显示“{code}”：请核对大屏上的配对码，过期会换新码',
    en: 'No screen shows “{code}”: compare it with the screen, which takes a new code when the old one ends',
  },
  'pairing.too-many': { zh: '次数过多，请 {minutes} 分钟后再试', en: 'Too many tries; try again in {minutes} minutes' },
  'wall.denied': {
    zh: '大屏只能读取供公开展示的内容，不能执行此操作',
    en: 'A wall may read only what everybody in the hall may see, and do nothing',
  },
  'view.unknown': { zh: '没有这个视图，或它没有共享给您', en: 'There is no such view, or it is not shared with you' },
  'view.not-yours': {
    zh: '只能改自己的视图；共享给角色的视图由 {area} 的值班长或指挥长维护',
    en: 'You may change your own views; a shared one belongs to the shift leader or commander of {area}',
  },
  'view.too-many': { zh: '视图最多 {most} 个，请先删除一些', en: 'There are {most} views already, which is the most; delete some first' },
  'evidence.missing': { zh: '该类别处置反馈还缺：{missing}', en: 'This category asks for evidence that is missing: {missing}' },
  'extension.no-deadline': {
    zh: '该事件没有时限，无需延期；现在可以：{possible}',
    en: 'It has no deadline to extend; possible: {possible}',
  },
  'incident.suspended': {
    zh: '事件已挂账，请先恢复；现在可以：{possible}',
    en: 'The incident is suspended: resume it first; possible: {possible}',
  },
  'incident.not-suspended': { zh: '事件没有挂账；现在可以：{possible}', en: 'The incident is not suspended; possible: {possible}' },
  'incident.not-supervised': { zh: '事件没有督办；现在可以：{possible}', en: 'The incident is not supervised; possible: {possible}' },
  'node.at-top': { zh: '{node} 已是最高一级，不能再提级；现在可以：{possible}', en: '{node} is the highest level; possible: {possible}' },
  'node.at-bottom': { zh: '{node} 没有下级，不能下派；现在可以：{possible}', en: '{node} has nothing below it; possible: {possible}' },
  'node.not-a-child': { zh: '{node} 不是 {of} 的下级', en: '{node} does not lie right below {of}' },
  'recall.after-ruling': {
    zh: '已经裁定，不能撤回；现在可以：{possible}',
    en: 'It has been ruled on and cannot be recalled; possible: {possible}',
  },
  'reopen.too-late': {
    zh: '结案已超过 {days} 天（{closedAt}），不能再申请重办',
    en: 'It was closed more than {days} days ago ({closedAt}): too late to ask',
  },
  'incident.unknown': { zh: '没有编号为 {id} 的事件，或您无权查看', en: 'There is no incident {id}, or you may not see it' },
  'table.unsound': { zh: '文件不能导入：{why}', en: 'The file cannot be imported: {why}' },
  'import.unknown': { zh: '没有编号为 {id} 的导入', en: 'There is no import {id}' },
  'command.unknown': {
    zh: '没有“{command}”这个命令，可用命令见 GET /api/v1/incident-commands',
    en: 'There is no command "{command}"; see GET /api/v1/incident-commands',
  },
  'command.impossible': {
    zh: '事件当前为“{status}”，不能执行“{command}”；现在可以：{possible}',
    en: 'The incident is {status}: "{command}" is not possible now; possible: {possible}',
  },
  'command.field-missing': { zh: '“{command}”需要填写 {field}', en: '"{command}" needs the field {field}' },
  'command.holder-only': {
    zh: '只有承办单位（{unit}）可以执行“{command}”',
    en: 'Only the unit that holds it ({unit}) may give "{command}"',
  },
  'command.handler-may-not-verify': {
    zh: '处置与监督分离：处置人员或其单位不能核查自己的事件',
    en: 'Handling and supervision are separate: whoever handled it may not verify it',
  },
  'version.stale': {
    zh: '他人已更新此事件（现为第 {version} 版，您看到的是第 {seenVersion} 版），请核对后重试',
    en: 'Somebody has changed this incident (now version {version}, you saw {seenVersion}); look and try again',
  },
  'return.after-ruling': { zh: '已经裁定，不能再退单', en: 'It has been ruled on and cannot be returned again' },
  'merge.target': { zh: '不能并入该事件：{into}', en: 'It cannot be merged into {into}' },
  'time.invalid': {
    zh: '{field} 不是有效时间，请用带时区的 RFC 3339，例如 2026-11-22T09:30:00+08:00',
    en: '{field} is not a valid time; use RFC 3339 with an offset, such as 2026-11-22T09:30:00+08:00',
  },
  'time.future': {
    zh: '时间 {occurredAt} 在将来（服务器时间 {now}），请核对时钟与时区',
    en: 'The time {occurredAt} lies in the future (server time {now}); check clock and time zone',
  },
  'time.before-last-act': {
    zh: '时间早于该事件最近一次操作（{lastActAt}）',
    en: 'The time is before the last act on this incident ({lastActAt})',
  },
  'time.too-long-ago': {
    zh: '补录的时间 {occurredAt} 超过 {hours} 小时；更早的情况请写备注',
    en: '{occurredAt} is more than {hours} hours ago and cannot be entered now; write a note instead',
  },
  'time.reason-missing': {
    zh: '补录需要写明理由（reason）：为什么当时没有录入',
    en: 'What is entered later needs a reason (reason): why it was not entered then',
  },
  'coordinates.swapped': {
    zh: 'lngLat 似乎把经纬度写反了：应为 [经度, 纬度]，即 [{remedy}]',
    en: 'lngLat seems to be swapped: it is [longitude, latitude], so [{remedy}]',
  },
  'coordinates.gcj02': {
    zh: 'lngLat 似乎是 GCJ-02 坐标：按 WGS-84 落在 {found}，转换后才落在 {area}；请注明 "crs": "GCJ-02"',
    en: 'lngLat looks like GCJ-02: as WGS-84 it lies in {found}, converted it lies in {area}; send "crs": "GCJ-02"',
  },
  'coordinates.projected': {
    zh: 'lngLat 不是经纬度（像是投影坐标），请转换为 WGS-84 度',
    en: 'lngLat is not in degrees (it looks projected); convert it to WGS-84',
  },
  'coordinates.invalid': {
    zh: 'lngLat 不是有效坐标：需为 [经度, 纬度]，WGS-84 度',
    en: 'lngLat is not a position: it is [longitude, latitude] in WGS-84 degrees',
  },
  'area.contradicts-point': { zh: '坐标不在所填辖区 {area} 内', en: 'The point does not lie in the area {area}' },
  'idempotency.reused': {
    zh: '幂等键 {key} 已用于另一内容，请换一个',
    en: 'The Idempotency-Key {key} was used for another body; take a new one',
  },
  'external.exists': { zh: '外部编号 {externalId} 已存在', en: 'The outer id {externalId} exists already' },
  'window.invalid': {
    zh: '时间窗无效：起点须早于终点，且不超过 5 年；分时序列不超过 62 天',
    en: 'The window is not valid: from before to, at most 5 years; hourly series at most 62 days',
  },
  'cursor.invalid': { zh: '翻页标记无效，请从第一页重新开始', en: 'The cursor is not valid; start again at the first page' },
  'text.control-characters': {
    zh: '{field} 含有控制字符（如 NUL），请删除后再提交',
    en: '{field} holds control characters (such as NUL); remove them',
  },
  'replay.none': { zh: '这里是实时城市，没有正在进行的回放', en: 'This is the live city: no replay is running here' },
  'replay.outside': { zh: '{field} 超出回放时段：{from} 至 {to}', en: '{field} lies outside the replay: {from} to {to}' },
  'replay.read-only': {
    zh: '正在回放过去的时段：这里不能受理、派遣或更改任何内容，请在实时系统中操作',
    en: 'This is a replay of the past: nothing can be reported, dispatched or changed here; act in the live system',
  },
  'live.too-many-areas': { zh: '打开的辖区过多，请先关闭一些', en: 'Too many areas are open; close some first' },
  'live.too-many-requests': { zh: '请求过于频繁，请稍候', en: 'Too many requests; wait a little' },
  'session.cut': { zh: '登录已被结束，请重新登录', en: 'Your session was ended; sign in again' },
  'session.expired': { zh: '登录已过期，请重新登录', en: 'Your session has expired; sign in again' },
  ...RULE_PROBLEM_TEXTS,
  ...PLAN_PROBLEM_TEXTS,
  ...ALERT_PROBLEM_TEXTS,
  ...FEED_PROBLEM_TEXTS,
  ...READING_PROBLEM_TEXTS,
  internal: { zh: '服务器出错，已记录；请稍后重试', en: 'The server failed; it is on record. Please try again' },
};

/** What a schema found wrong, by its keyword. */
const PROBLEM_WORDS: Record<string, Bilingual> = {
  required: { zh: '必须填写', en: 'is missing' },
  additionalProperties: { zh: '是未知字段', en: 'is not a known field' },
  type: { zh: '类型不对', en: 'has the wrong type' },
  enum: { zh: '不在可选值之内', en: 'is not one of the possible values' },
  const: { zh: '不在可选值之内', en: 'is not one of the possible values' },
  anyOf: { zh: '不在可选值之内', en: 'is not one of the possible values' },
  pattern: { zh: '格式不对', en: 'has the wrong form' },
  maxLength: { zh: '过长', en: 'is too long' },
  minLength: { zh: '过短', en: 'is too short' },
  minimum: { zh: '过小', en: 'is too small' },
  maximum: { zh: '过大', en: 'is too large' },
  minItems: { zh: '项目过少', en: 'has too few items' },
  maxItems: { zh: '项目过多', en: 'has too many items' },
};

/** The text of a problem in a language, its `{names}` filled in. */
export function problemText(code: string, detail: Readonly<Record<string, unknown>>, language: Language): string {
  const text = PROBLEM_TEXTS[code]?.[language] ?? code;
  return text
    .replace(
      /\{(\w+)\}/g,
      (_whole, name: string) =>
        (name === 'problem' && PROBLEM_WORDS[shown(detail[name], language)]?.[language]) || shown(detail[name], language),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

function shown(value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((each) => shown(each, language)).join(', ');
  if (isBilingual(value)) return value[language];
  return typeof value === 'string' ? value : JSON.stringify(value);
}
const isBilingual = (value: unknown): value is Bilingual => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
