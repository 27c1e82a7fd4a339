import type { AlertRules } from '../../../shared/alert-rules.ts';
import type { Limit } from '../../../shared/indicators.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { TIERS, type Bilingual } from '../../../shared/terms.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';
import { assertKind, issuerFor } from '../alerts/may-alert.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import { indicatorOf, tierOf } from './rule.ts';

/** What a rule may name. */
export interface RuleGround {
  tree: Tree;
  nowMs: number;
  hasIndicator(code: string): boolean;
  hasCategory(code: string): boolean;
  alerts: AlertRules;
}

const unsound = (field: string, why: Bilingual): Rejection => new Rejection('rule.unsound', { field, why });

/** @throws Rejection where a rule would never fire, always fire, or do what nobody can */
export function assertSound(content: RuleContent, node: string, ground: RuleGround): void {
  const { names, subject, levels, overrides, actions } = content;
  const { tree, nowMs } = ground;
  for (const language of ['zh', 'en'] as const)
    if (names[language].trim() === '' || names[language].length > 80)
      throw unsound(`names.${language}`, { zh: '名称须为 1–80 字', en: 'a name has 1 to 80 characters' });
  const indicator = indicatorOf(subject);
  if (indicator !== null && !ground.hasIndicator(indicator))
    throw unsound('subject.indicator', { zh: `没有指标 ${indicator}`, en: `there is no indicator ${indicator}` });
  if (subject.kind === 'incidents')
    for (const code of subject.categories)
      if (!ground.hasCategory(code)) throw new Rejection('category.unknown', { field: 'subject.categories', category: code });
  if (subject.kind === 'sum' && subject.of !== 'station' && subject.tier === undefined)
    throw unsound('subject.tier', { zh: '须说明按哪一级辖区合计', en: 'it has to say which areas have one value each' });
  if (subject.kind === 'sum' && subject.of === 'stations' && subject.atLeast === undefined)
    throw unsound('subject.atLeast', { zh: '须说明站点雨量达到多少才计入', en: 'it has to say from which sum on a station counts' });
  const [tier, own] = [tierOf(subject), tree.row(node, nowMs)!.tier];
  if (tier !== null && TIERS.indexOf(tier) < TIERS.indexOf(own))
    throw unsound('subject.tier', {
      zh: '合计的辖区不能大于规则所在辖区',
      en: 'no area that has one value may be larger than the rule’s own',
    });
  assertLevels('levels', levels, content);
  overrides.forEach(({ area, levels: those }, index) => {
    if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: `overrides.${index}.area`, area });
    if (!tree.isWithin(node, area, nowMs) || area === node) throw new Rejection('scope.denied', { area, scope: node });
    if (overrides.findIndex((each) => each.area === area) !== index)
      throw unsound(`overrides.${index}.area`, { zh: '同一辖区只能有一组限值', en: 'an area has one set of limits' });
    assertLevels(`overrides.${index}.levels`, those, content);
  });
  const known = new Set([levels, ...overrides.map((each) => each.levels)].flat().map(({ state }) => state));
  for (const action of ['incident', 'alert'] as const)
    if (actions[action] && !known.has(actions[action].from))
      throw unsound(`actions.${action}.from`, { zh: '规则没有这一级', en: 'the rule has no such level' });
  if (actions.incident && !ground.hasCategory(actions.incident.category))
    throw new Rejection('category.unknown', { field: 'actions.incident.category', category: actions.incident.category });
  if (actions.alert) {
    const { kind, level, issuer } = actions.alert;
    assertKind(ground.alerts, kind, [level]);
    issuerFor(ground.alerts, { issuer, kind, levels: [level], node }, tree, nowMs);
  }
}

function assertLevels(field: string, levels: readonly Limit[], { subject }: RuleContent): void {
  let before: Limit | null = null;
  for (const limit of levels) {
    const { above, below, deadBand = 0, forS = 0 } = limit;
    if (above === undefined && below === undefined) throw unsound(field, { zh: '每一级须有上限或下限', en: 'each level has a limit' });
    if (above !== undefined && below !== undefined && below + 2 * deadBand >= above)
      throw unsound(field, { zh: '上下限之间须容得下回差', en: 'between both limits there has to be room for the dead-band' });
    if (before && LIMIT_STATES.indexOf(before.state) >= LIMIT_STATES.indexOf(limit.state))
      throw unsound(field, { zh: '各级须由轻到重，不得重复', en: 'levels go from the mildest up, each once' });
    if (before && !isFurther(before, limit))
      throw unsound(field, { zh: '较重一级的限值须更严重', en: 'the limit of a graver level lies further out' });
    if (subject.kind === 'missing' && (below !== undefined || forS > 0 || deadBand > 0 || !limit.isInclusive || above! < 1))
      throw unsound(field, { zh: '无数据只看满多少分钟', en: 'of missing data only the minutes are judged' });
    before = limit;
  }
}
const isFurther = (milder: Limit, graver: Limit): boolean =>
  (graver.above === undefined || milder.above === undefined || graver.above >= milder.above) &&
  (graver.below === undefined || milder.below === undefined || graver.below <= milder.below);
