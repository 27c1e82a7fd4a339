/** The field's fixed words. Codes go over the wire; names are for people. */
export interface Bilingual {
  zh: string;
  en: string;
}
export type Language = keyof Bilingual;

export const TIERS = ['city', 'district', 'street', 'community', 'grid'] as const;
export type Tier = (typeof TIERS)[number];

export const STATUSES = [
  'reported',
  'registered',
  'dispatched',
  'accepted',
  'handling',
  'handled',
  'adjudicating',
  'closed',
  'answered',
  'rejected',
  'merged',
  'cancelled',
  'voided',
] as const;
export type Status = (typeof STATUSES)[number];

/** An incident in one of these is over; every other state counts in the stock `open`. */
export const ENDED_STATUSES = ['closed', 'answered', 'rejected', 'merged', 'cancelled', 'voided'] as const satisfies readonly Status[];
const ended: ReadonlySet<Status> = new Set(ENDED_STATUSES);
export const isOpen = (status: Status): boolean => !ended.has(status);

/** Most severe first: the index is the sort rank and the wire form in slim rows. */
export const SEVERITIES = ['critical', 'urgent', 'normal', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SOURCES = [
  'hotline',
  'grid-worker',
  'sensor',
  'patrol',
  'public',
  'media',
  'leader-mailbox',
  'superior',
  'neighbour',
  'rule',
  'import',
] as const;

export const ROLES = [
  'viewer',
  'officer',
  'call-taker',
  'dispatcher',
  'shift-leader',
  'handler',
  'grid-worker',
  'verifier',
  'liaison',
  'adjudicator',
  'commander',
  'system',
  'audit',
] as const;
export type Role = (typeof ROLES)[number];
/** Roles that may read what reporters and staff wrote. */
export const TEXT_READERS: ReadonlySet<Role> = new Set([
  'officer',
  'call-taker',
  'dispatcher',
  'shift-leader',
  'handler',
  'grid-worker',
  'verifier',
  'liaison',
  'adjudicator',
  'commander',
] as const);
/** Roles that work at the desk. */
export const DESK_ROLES: ReadonlySet<Role> = new Set([
  'call-taker',
  'dispatcher',
  'shift-leader',
  'handler',
  'verifier',
  'adjudicator',
  'commander',
] as const);

export const STATUS_NAMES: Record<Status, Bilingual> = {
  reported: { zh: '已上报', en: 'Reported' },
  registered: { zh: '已立案', en: 'Registered' },
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  accepted: { zh: '已签收', en: 'Accepted' },
  handling: { zh: '处置中', en: 'Handling' },
  handled: { zh: '已处置', en: 'Handled' },
  adjudicating: { zh: '待裁定', en: 'Adjudicating' },
  closed: { zh: '已结案', en: 'Closed' },
  answered: { zh: '已直接答复', en: 'Answered' },
  rejected: { zh: '不予立案', en: 'Rejected' },
  merged: { zh: '已并案', en: 'Merged' },
  cancelled: { zh: '已撤销', en: 'Cancelled' },
  voided: { zh: '已作废', en: 'Voided' },
};

export const SEVERITY_NAMES: Record<Severity, Bilingual> = {
  critical: { zh: '特急', en: 'Critical' },
  urgent: { zh: '紧急', en: 'Urgent' },
  normal: { zh: '一般', en: 'Normal' },
  low: { zh: '普通', en: 'Low' },
};

export const SOURCE_NAMES: Record<(typeof SOURCES)[number], Bilingual> = {
  hotline: { zh: '12345 热线', en: '12345 hotline' },
  'grid-worker': { zh: '网格员上报', en: 'Grid worker' },
  sensor: { zh: '感知设备', en: 'Camera or sensor' },
  patrol: { zh: '巡查', en: 'Patrol' },
  public: { zh: '公众上报', en: 'Public' },
  media: { zh: '媒体舆情', en: 'Media' },
  'leader-mailbox': { zh: '领导信箱', en: "Leader's mailbox" },
  superior: { zh: '上级交办', en: 'Higher-level instruction' },
  neighbour: { zh: '兄弟城市', en: 'Neighbouring city' },
  rule: { zh: '规则触发', en: 'Rule' },
  import: { zh: '数据导入', en: 'Import' },
};

export const ROLE_NAMES: Record<Role, Bilingual> = {
  viewer: { zh: '查看', en: 'Viewer' },
  officer: { zh: '工作人员', en: 'Officer' },
  'call-taker': { zh: '受理员', en: 'Call-taker' },
  dispatcher: { zh: '派遣员', en: 'Dispatcher' },
  'shift-leader': { zh: '值班长', en: 'Shift leader' },
  handler: { zh: '处置人员', en: 'Handler' },
  'grid-worker': { zh: '网格员', en: 'Grid worker' },
  verifier: { zh: '核查员', en: 'Verifier' },
  liaison: { zh: '部门联络员', en: 'Department liaison' },
  adjudicator: { zh: '裁定员', en: 'Adjudicator' },
  commander: { zh: '指挥长', en: 'Commander' },
  system: { zh: '系统管理员', en: 'System administrator' },
  audit: { zh: '审计员', en: 'Auditor' },
};

export const TIER_NAMES: Record<Tier, Bilingual> = {
  city: { zh: '市', en: 'City' },
  district: { zh: '区县', en: 'District' },
  street: { zh: '镇街', en: 'Street' },
  community: { zh: '村社', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
};

/** Windows of time that a screen offers; the duty day and the scoring period begin when the node says. */
export const PRESETS = ['today', 'duty', '24h', '7d', '30d', 'period'] as const;
export type Preset = (typeof PRESETS)[number];
