import type { Bilingual } from './terms.ts';

/** Coded answers that commands take, and their words. Codes go over the wire. */
export const DISPOSITIONS = ['resolved', 'not-found', 'false-alarm', 'untrue', 'explained', 'other-channel'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
export const REJECT_REASONS = ['no-such-thing', 'outside-duty', 'in-court', 'petition', 'secret', 'other'] as const;

export const DISPOSITION_NAMES: Record<Disposition, Bilingual> = {
  resolved: { zh: '已解决', en: 'Resolved' },
  'not-found': { zh: '现场未发现', en: 'Not found on site' },
  'false-alarm': { zh: '误报', en: 'False alarm' },
  untrue: { zh: '不属实', en: 'Untrue' },
  explained: { zh: '解释说明', en: 'Explained' },
  'other-channel': { zh: '转其他渠道', en: 'Other channel' },
};

/** What `outcome` may say, by command. */
export const OUTCOMES = {
  check: ['found', 'not-found'],
  verify: ['pass', 'fail'],
  callback: ['satisfied', 'solved', 'unsolved', 'unreachable', 'refused'],
  adjudicate: ['upheld', 'unfounded'],
  recheck: ['confirmed', 'overturned'],
} as const;
export type Outcome = (typeof OUTCOMES)[keyof typeof OUTCOMES][number];
export const ALL_OUTCOMES: readonly Outcome[] = Object.values(OUTCOMES).flat();

export const OUTCOME_NAMES: Record<Outcome, Bilingual> = {
  found: { zh: '属实', en: 'Found on site' },
  'not-found': { zh: '现场未发现', en: 'Not found on site' },
  pass: { zh: '通过，结案', en: 'Pass and close' },
  fail: { zh: '不通过，退回处置', en: 'Fail, back to the unit' },
  satisfied: { zh: '已解决，满意', en: 'Solved, satisfied' },
  solved: { zh: '已解决，不满意', en: 'Solved, not satisfied' },
  unsolved: { zh: '未解决', en: 'Not solved' },
  unreachable: { zh: '联系不上', en: 'Not reached' },
  refused: { zh: '拒绝回访', en: 'Declined to answer' },
  upheld: { zh: '退单成立', en: 'Return upheld' },
  unfounded: { zh: '退单不成立', en: 'Return unfounded' },
  confirmed: { zh: '维持原决定', en: 'Decision stands' },
  overturned: { zh: '推翻，退回重新处理', en: 'Overturned, back to the desk' },
};

/** Decisions at the desk that end a case unseen: some of them are drawn to be re-checked. */
export const RECHECKED = ['reject', 'merge'] as const;
export type Rechecked = (typeof RECHECKED)[number];

/** What a category may ask for before a case counts as handled. */
export const EVIDENCE = ['text', 'photo-before', 'photo-after', 'quantity'] as const;
export type Evidence = (typeof EVIDENCE)[number];
export const EVIDENCE_NAMES: Record<Evidence, Bilingual> = {
  text: { zh: '文字说明', en: 'a text' },
  'photo-before': { zh: '处置前照片', en: 'a photo from before' },
  'photo-after': { zh: '处置后照片', en: 'a photo from after' },
  quantity: { zh: '数量', en: 'a quantity' },
};

export const FILE_KINDS = ['photo-before', 'photo-after', 'document', 'other'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Questions that one person puts and another answers. */
export const QUESTIONS = ['suspension', 'extension', 'reopening', 'voiding'] as const;
export type Question = (typeof QUESTIONS)[number];

export const BRANCH_KINDS = ['assist', 'whistle'] as const;
export type BranchKind = (typeof BRANCH_KINDS)[number];
/** `verified` is the end of an assisting branch, `released` that of a called department; one that was returned is over too. */
export const BRANCH_STATUSES = ['dispatched', 'accepted', 'arrived', 'handling', 'handled', 'verified', 'returned', 'released'] as const;
export type BranchStatus = (typeof BRANCH_STATUSES)[number];
export const BRANCH_STATUS_NAMES: Record<BranchStatus, Bilingual> = {
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  accepted: { zh: '已签收', en: 'Accepted' },
  arrived: { zh: '已到场', en: 'Arrived' },
  handling: { zh: '处置中', en: 'Handling' },
  handled: { zh: '已处置', en: 'Handled' },
  verified: { zh: '已核查', en: 'Verified' },
  returned: { zh: '已退单', en: 'Returned' },
  released: { zh: '已放行', en: 'Released' },
};
const over: ReadonlySet<BranchStatus> = new Set(['verified', 'returned', 'released']);
/** The incident may not close while a branch is not over. */
export const isBranchOver = (status: BranchStatus): boolean => over.has(status);
export const BRANCH_KIND_NAMES: Record<BranchKind, Bilingual> = {
  assist: { zh: '协同', en: 'Assist' },
  whistle: { zh: '吹哨', en: 'Whistle' },
};
