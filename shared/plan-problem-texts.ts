import type { Bilingual } from './terms.ts';

/** What refusals of plans say to a person; part of `PROBLEM_TEXTS`. */
export const PLAN_PROBLEM_TEXTS: Record<string, Bilingual> = {
  'plan.unknown': {
    zh: '没有编码为 {plan} 的行动计划，或它不管您的辖区',
    en: 'There is no action plan {plan}, or it does not hold in your area',
  },
  'plan.item-unknown': { zh: '行动计划 {plan} 没有指标 {item}', en: 'The action plan {plan} has no indicator {item}' },
  'plan.changed': {
    zh: '行动计划 {plan} 刚被 {by} 改过（现为第 {version} 版）：请核对后再保存',
    en: 'The action plan {plan} was changed by {by} meanwhile (now version {version}): look at it and save again',
  },
  'plan.unsound': { zh: '行动计划不成立（{field}）：{why}', en: 'The action plan does not hold together ({field}): {why}' },
  'plan.value-unsound': { zh: '{why}', en: '{why}' },
  'plan.value-changed': {
    zh: '{period} 的数值刚由 {by} 填过（第 {revision} 次，{value}）：您填写的内容还在，请核对后再保存',
    en: '{by} has entered {period} meanwhile (revision {revision}, {value}): what you typed is still here; look at it and save again',
  },
};
