import type { Bilingual, Role, Status } from './terms.ts';

/**
 * The published table of incident commands: who may give which, from which state, and what it needs.
 * The only statement of these rules: `decide*` reads it, the API publishes it, screens draw their buttons from it.
 * @source docs/domain.md §2 (states and commands)
 */
export interface CommandRule {
  command: CommandName;
  names: Bilingual;
  /** States from which it is possible; `'open'` = any state that is not an end, `'any'` = all. */
  from: readonly Status[] | 'open' | 'any';
  /** Where it leads; absent = the state stays. More than one = the decision chooses. */
  to: readonly Status[];
  roles: readonly Role[];
  /** Fields the command cannot do without. */
  needs: readonly CommandField[];
  /** Only the unit that holds the incident may give it. */
  isHoldersOnly?: true;
  /** The person or unit that handled it may not give it (handling and supervision are separate roles). */
  isForbiddenToHandler?: true;
  key: string;
}

export const COMMAND_NAMES = [
  'register',
  'answer',
  'reject',
  'merge',
  'dispatch',
  'reassign',
  'accept',
  'contact',
  'return',
  'adjudicate',
  'start',
  'handle',
  'verify',
  'reopen',
  'correct',
  'cancel',
  'note',
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
] as const;
export type CommandField = (typeof COMMAND_FIELDS)[number];

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

const DESK = ['dispatcher', 'shift-leader'] as const;

export const COMMAND_RULES: readonly CommandRule[] = [
  { command: 'register', names: { zh: '立案', en: 'Register' }, from: ['reported'], to: ['registered'], roles: DESK, needs: [], key: 'g' },
  {
    command: 'answer',
    names: { zh: '直接答复', en: 'Answer' },
    from: ['reported'],
    to: ['answered'],
    roles: DESK,
    needs: ['text'],
    key: 'w',
  },
  {
    command: 'reject',
    names: { zh: '不予立案', en: 'Reject' },
    from: ['reported'],
    to: ['rejected'],
    roles: DESK,
    needs: ['reason'],
    key: 'x',
  },
  {
    command: 'merge',
    names: { zh: '并案', en: 'Merge' },
    from: ['reported', 'registered'],
    to: ['merged'],
    roles: DESK,
    needs: ['into'],
    key: 'm',
  },
  {
    command: 'dispatch',
    names: { zh: '派遣', en: 'Dispatch' },
    from: ['registered'],
    to: ['dispatched'],
    roles: DESK,
    needs: ['unit'],
    key: 'd',
  },
  {
    command: 'reassign',
    names: { zh: '改派', en: 'Reassign' },
    from: ['dispatched', 'accepted', 'handling'],
    to: ['dispatched'],
    roles: DESK,
    needs: ['unit', 'reason'],
    key: 'r',
  },
  {
    command: 'accept',
    names: { zh: '签收', en: 'Accept' },
    from: ['dispatched'],
    to: ['accepted'],
    roles: ['handler'],
    needs: [],
    isHoldersOnly: true,
    key: 'a',
  },
  {
    command: 'contact',
    names: { zh: '联系诉求人', en: 'Contact caller' },
    from: 'open',
    to: [],
    roles: ['handler', ...DESK],
    needs: [],
    key: 'c',
  },
  {
    command: 'return',
    names: { zh: '退单', en: 'Return' },
    from: ['dispatched', 'accepted'],
    to: ['registered', 'adjudicating'],
    roles: ['handler'],
    needs: ['reason'],
    isHoldersOnly: true,
    key: 't',
  },
  {
    command: 'adjudicate',
    names: { zh: '裁定', en: 'Adjudicate' },
    from: ['adjudicating'],
    to: ['dispatched'],
    roles: ['shift-leader'],
    needs: ['unit', 'reason'],
    key: 'u',
  },
  {
    command: 'start',
    names: { zh: '到场处置', en: 'Start on site' },
    from: ['accepted'],
    to: ['handling'],
    roles: ['handler'],
    needs: [],
    isHoldersOnly: true,
    key: 's',
  },
  {
    command: 'handle',
    names: { zh: '处置反馈', en: 'Report handled' },
    from: ['handling'],
    to: ['handled'],
    roles: ['handler'],
    needs: ['disposition'],
    isHoldersOnly: true,
    key: 'h',
  },
  {
    command: 'verify',
    names: { zh: '核查结案', en: 'Verify' },
    from: ['handled'],
    to: ['closed', 'handling'],
    roles: ['verifier'],
    needs: ['outcome'],
    isForbiddenToHandler: true,
    key: 'v',
  },
  {
    command: 'reopen',
    names: { zh: '重办', en: 'Reopen' },
    from: ['closed'],
    to: ['dispatched'],
    roles: ['verifier'],
    needs: ['reason'],
    key: 'o',
  },
  { command: 'correct', names: { zh: '更正', en: 'Correct' }, from: 'any', to: [], roles: DESK, needs: ['reason'], key: 'e' },
  {
    command: 'cancel',
    names: { zh: '撤销', en: 'Cancel' },
    from: ['reported', 'registered'],
    to: ['cancelled'],
    roles: DESK,
    needs: ['reason'],
    key: 'z',
  },
  {
    command: 'note',
    names: { zh: '备注', en: 'Note' },
    from: 'any',
    to: [],
    roles: ['officer', 'handler', 'verifier', ...DESK],
    needs: ['text'],
    key: 'n',
  },
];

const byName = new Map(COMMAND_RULES.map((rule) => [rule.command, rule]));
export const commandRule = (command: CommandName): CommandRule => byName.get(command)!;
