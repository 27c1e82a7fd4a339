import type { Bilingual } from './terms.ts';

/** What refusals of rules say to a person; part of `PROBLEM_TEXTS`. */
export const RULE_PROBLEM_TEXTS: Record<string, Bilingual> = {
  'rule.unknown': { zh: '没有编号为 {id} 的规则', en: 'There is no rule {id}' },
  'rule.changed': {
    zh: '规则 {id} 刚被 {by} 改过（现为第 {version} 版）：您填写的内容还在，请核对后再保存',
    en: 'Rule {id} was changed by {by} meanwhile (now version {version}): what you typed is still here; look at it and save again',
  },
  'rule.unsound': { zh: '规则不成立（{field}）：{why}', en: 'The rule does not hold together ({field}): {why}' },
  'rule.too-many': { zh: '{node} 已有 {most} 条规则：请先停用并合并一些', en: 'There are {most} rules at {node} already: join some first' },
  'rule.busy': { zh: '已有两次试算在进行，请稍后再试', en: 'Two rules are being tried just now; try again in a moment' },
  'alarm.unknown': { zh: '没有编号为 {id} 的告警', en: 'There is no alarm {id}' },
};
