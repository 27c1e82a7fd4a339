import type { CommandName } from './incident-commands.ts';
import type { Bilingual } from './terms.ts';

const says = (zh: string, en: string): Bilingual => ({ zh, en });

/** What each command does: for the published table and its page. */
export const COMMAND_EFFECTS: Record<CommandName, Bilingual> = {
  check: says('立案前到现场核实，记录结论；状态不变', 'A look at the site before registering; the finding is recorded, the state stays'),
  register: says('确定类别、级别和时限', 'Sets category, severity and deadlines'),
  answer: says(
    '咨询类当场答复；单独统计，不计入立案率',
    'A consultation answered at once; counted beside the registration rate, not inside',
  ),
  reject: says('按编码的理由不予立案', 'Refuses it, with a coded reason'),
  merge: says(
    '并入另一未办结事件；两边互留链接，每位诉求人仍有答复',
    'Into another open incident; linked both ways, every reporter keeps an answer',
  ),
  split: says(
    '分出一个新事件，自原受理时间计时；两边互留链接',
    'Makes a new incident of a part, timed from the same receipt; linked both ways',
  ),
  dispatch: says('派给主办单位；阶段时限从此刻起算，与签收无关', 'To the lead unit; the stage clocks start here, not at acceptance'),
  recall: says(
    '普通、一般事件派遣后 5 秒内撤回不计入任何指标；此后撤回留痕',
    'Within 5 s of the dispatch of a normal or low incident it leaves no mark in a KPI; later it is a visible recall',
  ),
  reassign: says(
    '换一个单位；不算退单，原单位的用时留在记录里',
    'To another unit; not a return, the first unit keeps its time on the record',
  ),
  accept: says(
    '单位签收；未签收时，时限过 50% 再次推送，100% 提示下一单位，150% 报值班长',
    'The unit takes it; a silent unit is pushed again at 50 % of the limit, the next unit is offered at 100 %, the shift leader told at 150 %',
  ),
  contact: says('首次联系诉求人，有单独时限，计入响应率', 'First contact with the caller; its own limit, part of the response rate'),
  return: says('第一次退回派遣，第二次进入裁定', 'The first goes back to the desk, the second to the adjudicator'),
  adjudicate: says(
    '上一级裁定承办单位，此后不得再退；退单是否成立由裁定说明，否则看是否换了单位',
    'A level up decides who handles it, and it cannot be returned again; says whether the return is upheld, else another unit means that it is',
  ),
  start: says('到达现场开始处置', 'On site, work begins'),
  handle: says(
    '报告处置结果，并提交该类别要求的证据；分步处置的可先报告完成其中一步，状态不变',
    'Reports the result, with the evidence that the category asks for; of several steps it may report one done, and the state stays',
  ),
  callback: says(
    '回访诉求人，记录是否解决、是否满意；联系不上计次',
    'Asks the reporter whether it is solved and they are satisfied; tries are counted',
  ),
  verify: says(
    '核查通过即结案，不通过退回处置并计返工；协同分支未办结或哨声未放行时不能结案',
    'A pass closes it, a fail is rework; it cannot close while an assisting branch is open or a whistle is not released',
  ),
  'request-extension': says('承办单位申请延长时限', 'The unit asks for more time'),
  'grant-extension': says(
    '延长总时限和正在走的处置时限，原总时限保留；第二次起由指挥长批准',
    'Moves the deadline, and that of the handling that runs, and keeps the original; from the second time on it is the commander’s',
  ),
  'refuse-extension': says('不同意延期，时限不变', 'The deadline stays'),
  'request-suspension': says('承办单位申请暂停计时', 'The unit asks to stop the clock'),
  'grant-suspension': says(
    '上一级（市级则由另一人）批准，总时限和阶段时限停走',
    'Granted a level up (at the root by a second person): total and stage clocks stop',
  ),
  'refuse-suspension': says('不同意挂账，继续计时', 'The clock goes on'),
  resume: says('恢复计时，剩余时间不变', 'The clock goes on with what was left'),
  escalate: says(
    '责任上移一级；有单位承办的退回立案，由上级派遣',
    'Responsibility goes a level up; if a unit had it, it is registered again for the new node to dispatch',
  ),
  delegate: says(
    '责任下移一级；有单位承办的退回立案，由下级派遣',
    'Responsibility goes a level down; if a unit had it, it is registered again for the new node to dispatch',
  ),
  whistle: says(
    '镇街召集部门到场（默认 30 分钟内报到），责任不变',
    'A street calls a department to report in (30 min by default); the owner stays',
  ),
  'whistle-arrive': says('镇街确认部门到场', 'The street confirms that the department is there'),
  'whistle-release': says('镇街评价并放行部门', 'The street rates the department and lets it go'),
  assist: says(
    '增加协同单位，自有状态和时限；全部办结并核查后事件才能结案',
    'A further unit with its own state and deadline; the incident closes when every branch is done and verified',
  ),
  supervise: says('上级督办，指定督办人', 'The level above supervises, by a named supervisor'),
  'list-supervise': says('按指定领导命令挂牌督办', 'By the order of a named leader, listed in public'),
  lift: says('解除督办；挂牌的只能由指挥长摘牌', 'Ends supervision; a listing is the commander’s to lift'),
  urge: says('上级催办，计次', 'The level above urges; counted'),
  remind: says('诉求人催单，计次', 'The reporter asks again; counted'),
  reopen: says(
    '核查员直接重办；诉求人在结案后 7 天内经受理员申请，由核查员决定',
    'At once by a verifier; for the reporter a call-taker asks within 7 days of closing, and a verifier decides',
  ),
  uphold: says('同意诉求人的重办申请，计返工', 'The reporter’s request is granted; counts as rework'),
  dismiss: says('不同意重办申请，维持结案', 'The reporter’s request is dismissed; it stays closed'),
  recheck: says(
    '对随机抽中的不予立案或并案（默认 2%）作出结论：维持，或推翻。推翻后回到作出该决定之前的状态，时限重新起算；并案的链接一并解除',
    'Settles a rejection or merge that was drawn at random (2 % by default): it stands, or is overturned. Then the case is where it was before that decision, with its whole limit again, and the link of a merge is undone',
  ),
  void: says(
    '误派作废：派遣员提出，另一名值班长批准；不计入结案率',
    'A mistaken order: one asks, another who is shift leader approves; in no closing rate',
  ),
  correct: says(
    '更正类别、位置或级别；旧值留在时间线，过去的统计随之调整',
    'Category, place or severity; the old value stays on the timeline, past sums move',
  ),
  cancel: says('派遣前撤销', 'Withdrawn before it was dispatched'),
  note: says('在时间线上留言', 'A remark on the timeline'),
  attach: says('登记已上传的照片或文件：类型、大小和指纹', 'Puts an uploaded photo or document on record: kind, size and digest'),
};
