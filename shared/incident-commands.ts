import type { BranchKind, BranchStatus, Question } from './command-words.ts';
import type { Bilingual, Role, Status } from './terms.ts';

/**
 * The published table of incident commands: who may give which, from which state, and what it needs.
 * The only statement of these rules: `decide*` reads it, the API publishes it (docs/incident-commands.md is made from it), screens
 * draw their buttons from it. What each does is told in command-effects.ts.
 * @source shared/fixtures/domain-commands.json (states and commands, written by hand)
 */
export interface CommandRule {
  command: CommandName;
  names: Bilingual;
  /** States from which it is possible; `'open'` = any state that is not an end, `'any'` = all. */
  from: readonly Status[] | 'open' | 'any';
  /** Where it leads; empty = the state stays. More than one = the decision chooses. */
  to: readonly Status[];
  /** It leads there only in one case, or at the second word; else the state stays. */
  mayStay?: true;
  roles: readonly Role[];
  /** Fields the command cannot do without. */
  needs: readonly CommandField[];
  /** Fields it takes beside them. */
  takes: readonly CommandField[];
  where: Where;
  /** One letter; a capital is given with Shift. */
  key: string;
  /** A handler or liaison gives it only for what their own unit or department holds: the incident, or the branch. */
  isHoldersOnly?: true;
  /** The person or unit that handled it may not give it (handling and supervision are separate roles). */
  isForbiddenToHandler?: true;
  /** Nor may the person whose decision it judges. */
  isForbiddenToDecider?: true;
  /** Refused while the clock is stopped. */
  restsWhileSuspended?: true;
  /** With `branch`: of which kind, and from which of its states. The incident is open, and its own state stays. */
  branch?: { kinds: readonly BranchKind[]; from: readonly BranchStatus[]; to: readonly BranchStatus[] };
  /** There is no command without a branch. */
  isOfBranchOnly?: true;
  asks?: Question;
  answers?: Question;
}

/**
 * Whose case it is to whom: `holder` = its holder's node lies in the scope; `row` = whoever may read it; `above` = a level above the
 * node that is asked about, at the root a second person; `street` = the street, or what lies below it, where the incident lies.
 */
export const WHERE = ['holder', 'row', 'above', 'street'] as const;
export type Where = (typeof WHERE)[number];

export const COMMAND_NAMES = [
  'check',
  'register',
  'answer',
  'reject',
  'merge',
  'split',
  'dispatch',
  'recall',
  'reassign',
  'accept',
  'contact',
  'return',
  'adjudicate',
  'start',
  'handle',
  'callback',
  'verify',
  'request-extension',
  'grant-extension',
  'refuse-extension',
  'request-suspension',
  'grant-suspension',
  'refuse-suspension',
  'resume',
  'escalate',
  'delegate',
  'whistle',
  'whistle-arrive',
  'whistle-release',
  'assist',
  'supervise',
  'list-supervise',
  'lift',
  'urge',
  'remind',
  'reopen',
  'uphold',
  'dismiss',
  'recheck',
  'void',
  'correct',
  'cancel',
  'note',
  'attach',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const COMMAND_FIELDS = [
  'reason',
  'unit',
  'into',
  'disposition',
  'outcome',
  'text',
  'category',
  'severity',
  'lngLat',
  'area',
  'branch',
  'minutes',
  'node',
  'department',
  'rating',
  'name',
  'file',
  'quantity',
  'step',
] as const;
export type CommandField = (typeof COMMAND_FIELDS)[number];

const DESK = ['dispatcher', 'shift-leader'] as const;
const TO_ITSELF: readonly Status[] = [];
const ASSIST: readonly BranchKind[] = ['assist'];
const WHISTLE: readonly BranchKind[] = ['whistle'];

type Form = Omit<CommandRule, 'command' | 'names' | 'from' | 'to' | 'roles' | 'needs' | 'takes' | 'where' | 'key'> &
  Partial<Pick<CommandRule, 'takes' | 'where'>>;

const rule = (
  command: CommandName,
  [zh, en, key]: readonly [zh: string, en: string, key: string],
  [from, to]: readonly [CommandRule['from'], CommandRule['to']],
  roles: readonly Role[],
  needs: readonly CommandField[],
  form: Form = {},
): CommandRule => ({ command, names: { zh, en }, key, from, to, roles, needs, takes: [], where: 'holder', ...form });

const rests = { restsWhileSuspended: true } as const;
const holders = { isHoldersOnly: true, restsWhileSuspended: true } as const;

export const COMMAND_RULES: readonly CommandRule[] = [
  rule('check', ['核实', 'Check on site', 'q'], [['reported'], TO_ITSELF], ['grid-worker'], ['outcome'], { takes: ['text'], where: 'row' }),
  rule('register', ['立案', 'Register', 'g'], [['reported'], ['registered']], DESK, [], { ...rests, takes: ['category', 'severity'] }),
  rule('answer', ['直接答复', 'Answer', 'w'], [['reported'], ['answered']], ['call-taker', ...DESK], ['text'], rests),
  rule('reject', ['不予立案', 'Reject', 'x'], [['reported'], ['rejected']], DESK, ['reason']),
  rule('merge', ['并案', 'Merge', 'm'], [['reported', 'registered'], ['merged']], DESK, ['into']),
  rule('split', ['拆分', 'Split', 'M'], [['reported', 'registered'], TO_ITSELF], DESK, ['category'], {
    takes: ['text', 'severity', 'lngLat', 'area'],
  }),
  rule('dispatch', ['派遣', 'Dispatch', 'd'], [['registered'], ['dispatched']], DESK, ['unit'], rests),
  rule('recall', ['撤回', 'Recall', 'D'], [['dispatched'], ['registered']], DESK, [], rests),
  rule('reassign', ['改派', 'Reassign', 'r'], [['dispatched', 'accepted', 'handling'], ['dispatched']], DESK, ['unit', 'reason'], {
    ...rests,
    takes: ['branch'],
    branch: { kinds: ASSIST, from: ['dispatched', 'accepted', 'handling', 'returned'], to: ['dispatched'] },
  }),
  rule('accept', ['签收', 'Accept', 'a'], [['dispatched'], ['accepted']], ['handler', 'liaison'], [], {
    ...holders,
    takes: ['branch'],
    branch: { kinds: ['assist', 'whistle'], from: ['dispatched'], to: ['accepted'] },
  }),
  rule('contact', ['联系诉求人', 'Contact caller', 'c'], ['open', TO_ITSELF], ['handler', 'call-taker', ...DESK], [], { takes: ['text'] }),
  rule(
    'return',
    ['退单', 'Return', 't'],
    [
      ['dispatched', 'accepted'],
      ['registered', 'adjudicating'],
    ],
    ['handler'],
    ['reason'],
    {
      ...holders,
      takes: ['branch'],
      branch: { kinds: ASSIST, from: ['dispatched', 'accepted'], to: ['returned'] },
    },
  ),
  rule('adjudicate', ['裁定', 'Adjudicate', 'u'], [['adjudicating'], ['dispatched']], ['adjudicator'], ['unit', 'reason'], {
    ...rests,
    takes: ['outcome'],
    where: 'above',
  }),
  rule('start', ['到场处置', 'Start on site', 's'], [['accepted'], ['handling']], ['handler'], [], {
    ...holders,
    takes: ['branch'],
    branch: { kinds: ASSIST, from: ['accepted'], to: ['handling'] },
  }),
  rule('handle', ['处置反馈', 'Report handled', 'h'], [['handling'], ['handled']], ['handler'], ['disposition'], {
    ...holders,
    mayStay: true,
    takes: ['text', 'quantity', 'step', 'branch'],
    branch: { kinds: ASSIST, from: ['handling'], to: ['handled'] },
  }),
  rule('callback', ['回访', 'Call back', 'b'], [['handled'], TO_ITSELF], ['call-taker'], ['outcome'], { takes: ['text'] }),
  rule('verify', ['核查结案', 'Verify', 'v'], [['handled'], ['closed', 'handling']], ['verifier'], ['outcome'], {
    ...rests,
    takes: ['text', 'branch'],
    isForbiddenToHandler: true,
    branch: { kinds: ASSIST, from: ['handled'], to: ['verified', 'handling'] },
  }),
  rule('request-extension', ['申请延期', 'Ask to extend', 'f'], ['open', TO_ITSELF], ['handler'], ['minutes', 'reason'], {
    isHoldersOnly: true,
    asks: 'extension',
  }),
  rule('grant-extension', ['准予延期', 'Extend', 'F'], ['open', TO_ITSELF], ['shift-leader', 'commander'], [], {
    takes: ['minutes', 'reason'],
    answers: 'extension',
  }),
  rule('refuse-extension', ['不予延期', 'Refuse to extend', 'X'], ['open', TO_ITSELF], ['shift-leader', 'commander'], ['reason'], {
    answers: 'extension',
  }),
  rule('request-suspension', ['申请挂账', 'Ask to suspend', 'p'], ['open', TO_ITSELF], ['handler'], ['reason'], {
    isHoldersOnly: true,
    asks: 'suspension',
  }),
  rule('grant-suspension', ['准予挂账', 'Suspend', 'P'], ['open', TO_ITSELF], ['shift-leader', 'commander'], [], {
    takes: ['reason'],
    where: 'above',
    answers: 'suspension',
  }),
  rule('refuse-suspension', ['不予挂账', 'Refuse to suspend', 'Z'], ['open', TO_ITSELF], ['shift-leader', 'commander'], ['reason'], {
    where: 'above',
    answers: 'suspension',
  }),
  rule('resume', ['恢复', 'Resume', 'R'], ['open', TO_ITSELF], ['handler', ...DESK, 'commander'], [], { takes: ['reason'] }),
  rule('escalate', ['提级', 'Escalate', 'U'], ['open', ['registered']], DESK, ['reason'], { mayStay: true }),
  rule('delegate', ['下派', 'Delegate', 'L'], ['open', ['registered']], DESK, ['reason'], { mayStay: true, takes: ['node'] }),
  rule('whistle', ['吹哨', 'Whistle', 'W'], ['open', TO_ITSELF], ['officer', ...DESK], ['department', 'reason'], {
    takes: ['unit'],
    where: 'street',
  }),
  rule('whistle-arrive', ['确认到场', 'Confirm arrival', 'A'], ['open', TO_ITSELF], ['officer', ...DESK], ['branch'], {
    where: 'street',
    isOfBranchOnly: true,
    branch: { kinds: WHISTLE, from: ['dispatched', 'accepted'], to: ['arrived'] },
  }),
  rule('whistle-release', ['评价放行', 'Rate and release', 'E'], ['open', TO_ITSELF], ['officer', ...DESK], ['branch', 'rating'], {
    takes: ['text'],
    where: 'street',
    isOfBranchOnly: true,
    branch: { kinds: WHISTLE, from: ['dispatched', 'accepted', 'arrived'], to: ['released'] },
  }),
  rule('assist', ['横向协同', 'Assist', 'B'], ['open', TO_ITSELF], DESK, ['unit'], { takes: ['minutes', 'text'] }),
  rule('supervise', ['督办', 'Supervise', 'S'], ['open', TO_ITSELF], ['shift-leader', 'commander'], ['name'], {
    takes: ['reason'],
    where: 'above',
  }),
  rule('list-supervise', ['挂牌督办', 'Supervise by order', 'G'], ['open', TO_ITSELF], ['commander'], ['name', 'reason'], {
    where: 'above',
  }),
  rule('lift', ['摘牌', 'Lift', 'l'], ['open', TO_ITSELF], ['shift-leader', 'commander'], ['reason'], { where: 'above' }),
  rule('urge', ['催办', 'Urge', 'H'], ['open', TO_ITSELF], ['officer', ...DESK, 'commander'], [], { takes: ['text'], where: 'above' }),
  rule('remind', ['催单', 'Remind', 'N'], ['open', TO_ITSELF], ['call-taker'], [], { takes: ['text'], where: 'row' }),
  rule('reopen', ['重办', 'Reopen', 'o'], [['closed'], ['dispatched']], ['verifier', 'call-taker'], ['reason'], { mayStay: true }),
  rule('uphold', ['准予重办', 'Uphold', 'y'], [['closed'], ['dispatched']], ['verifier'], [], {
    takes: ['reason'],
    isForbiddenToHandler: true,
    answers: 'reopening',
  }),
  rule('dismiss', ['不予重办', 'Dismiss', 'Y'], [['closed'], TO_ITSELF], ['verifier'], ['reason'], {
    isForbiddenToHandler: true,
    answers: 'reopening',
  }),
  rule(
    'recheck',
    ['抽查', 'Re-check', 'I'],
    [
      ['rejected', 'merged'],
      ['reported', 'registered'],
    ],
    ['verifier', 'shift-leader'],
    ['outcome', 'reason'],
    {
      mayStay: true,
      isForbiddenToDecider: true,
    },
  ),
  rule('void', ['作废', 'Void', 'V'], [['dispatched', 'accepted', 'handling', 'handled'], ['voided']], DESK, ['reason'], {
    mayStay: true,
  }),
  rule('correct', ['更正', 'Correct', 'e'], ['any', TO_ITSELF], DESK, ['reason'], { takes: ['category', 'severity', 'lngLat', 'area'] }),
  rule('cancel', ['撤销', 'Cancel', 'z'], [['reported', 'registered'], ['cancelled']], DESK, ['reason']),
  rule(
    'note',
    ['备注', 'Note', 'n'],
    ['any', TO_ITSELF],
    ['officer', 'call-taker', 'grid-worker', 'handler', 'liaison', 'verifier', 'adjudicator', 'commander', ...DESK],
    ['text'],
    { where: 'row' },
  ),
  rule(
    'attach',
    ['附件', 'Attach', 'T'],
    ['any', TO_ITSELF],
    ['officer', 'call-taker', 'grid-worker', 'handler', 'liaison', 'verifier', ...DESK],
    ['file'],
    { takes: ['text'], where: 'row' },
  ),
];

const byName = new Map(COMMAND_RULES.map((each) => [each.command, each]));
export const commandRule = (command: CommandName): CommandRule => byName.get(command)!;
