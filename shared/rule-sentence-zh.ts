import type { Limit } from './indicators.ts';
import { LEVEL_COLOURS, spaced, span, unitOf, type RuleNames } from './rule-phrases.ts';
import type { RuleContent } from './rule-wire.ts';
import { TIER_NAMES } from './terms.ts';
import { VITAL_STATE_NAMES } from './vital-terms.ts';

/** A rule in Chinese. */
export function inChinese(content: RuleContent, node: string, names: RuleNames): string {
  const { subject, levels, overrides, actions, waitS } = content;
  const indicator = 'indicator' in subject ? (names.indicator(subject.indicator)?.names.zh ?? subject.indicator) : '';
  const tier = 'tier' in subject && subject.tier ? TIER_NAMES[subject.tier].zh : '';
  const where = names.area(node)?.zh ?? node;
  const what = (): string => {
    switch (subject.kind) {
      case 'reading':
        return `${where}内任一设备的“${indicator}”`;
      case 'rate':
        return `${where}内任一设备的“${indicator}”在 ${span(subject.minutes * 60, 'zh')}内的变化`;
      case 'deviation':
        return `${where}内任一设备的“${indicator}”比前四周同一时段均值高出`;
      case 'missing':
        return `${where}内任一设备没有“${indicator}”的有效数据`;
      case 'incidents': {
        const kinds = subject.categories.map((code) => names.category(code)?.zh ?? code).join('、');
        return `${where}内同一${tier} ${subject.hours} 小时内${kinds === '' ? '同类' : `“${kinds}”同类`}事件`;
      }
      default: {
        const sum = `${subject.hours} 小时“${indicator}”累计`;
        if (subject.of === 'station') return `${where}内任一站点的${sum}`;
        if (subject.of === 'stations')
          return joined(
            `${where}各${tier}内，${sum}≥ ${spaced(String(subject.atLeast ?? 0), names.indicator(subject.indicator)?.unit ?? '')}`,
            '的站点数',
          );
        return `${where}各${tier}的站点${sum}${subject.of === 'max' ? '最大值' : '平均值'}`;
      }
    }
  };
  const limit = (each: Limit): string => {
    const unit =
      subject.kind === 'missing'
        ? '分钟'
        : subject.kind === 'incidents'
          ? '件'
          : subject.kind === 'sum' && subject.of === 'stations'
            ? '个'
            : unitOf(content, names);
    const [first = '', ...second] = [
      ...(each.above === undefined ? [] : [`${each.isInclusive ? '≥' : '>'} ${spaced(String(each.above), unit)}`]),
      ...(each.below === undefined ? [] : [`${each.isInclusive ? '≤' : '<'} ${spaced(String(each.below), unit)}`]),
    ];
    const parts = second.reduce((all, more) => joined(all, `或${more}`), first);
    const lasting = each.forS ? `并持续 ${span(each.forS, 'zh')}` : '';
    const band = each.deadBand ? `（回差 ${spaced(String(each.deadBand), unit)}）` : '';
    return joined(parts, `${lasting}${band}时为“${VITAL_STATE_NAMES[each.state].zh}”`);
  };
  const doing = [
    ...(actions.incident
      ? [
          `达到“${VITAL_STATE_NAMES[actions.incident.from].zh}”时上报一件“${names.category(actions.incident.category)?.zh ?? actions.incident.category}”事件`,
        ]
      : []),
    ...(actions.alert
      ? [
          `达到“${VITAL_STATE_NAMES[actions.alert.from].zh}”时起草${names.alertKind(actions.alert.kind)?.zh ?? actions.alert.kind}${LEVEL_COLOURS[actions.alert.level].zh}预警送${names.issuer(actions.alert.issuer)?.zh ?? actions.alert.issuer}审定`,
        ]
      : []),
  ];
  const own = overrides.length > 0 ? `${overrides.map(({ area }) => names.area(area)?.zh ?? area).join('、')}另有限值。` : '';
  const wait = waitS > 0 ? `等候迟到数据 ${span(waitS, 'zh')}。` : '';
  return `${what()}${levels.map(limit).join('，')}。${own}${wait}${doing.length > 0 ? `${doing.join('；')}。` : '只通知，不上报。'}`;
}

/** With a space between a figure or a Latin unit and the Chinese that follows. */
const joined = (text: string, more: string): string =>
  /[\w%]$/.test(text) && /^\p{Script=Han}/u.test(more) ? `${text} ${more}` : text + more;
