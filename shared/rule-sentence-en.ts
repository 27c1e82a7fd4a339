import type { Limit } from './indicators.ts';
import { LEVEL_COLOURS, spaced, span, unitOf, type RuleNames } from './rule-phrases.ts';
import type { RuleContent } from './rule-wire.ts';
import { TIER_NAMES } from './terms.ts';
import { VITAL_STATE_NAMES } from './vital-terms.ts';

/** A rule in English. */
export function inEnglish(content: RuleContent, node: string, names: RuleNames): string {
  const { subject, levels, overrides, actions, waitS } = content;
  const indicator = 'indicator' in subject ? (names.indicator(subject.indicator)?.names.en ?? subject.indicator) : '';
  const tier = 'tier' in subject && subject.tier ? TIER_NAMES[subject.tier].en.toLowerCase() : '';
  const where = names.area(node)?.en ?? node;
  const what = (): string => {
    switch (subject.kind) {
      case 'reading':
        return `“${indicator}” at any device in ${where}`;
      case 'rate':
        return `the change of “${indicator}” within ${span(subject.minutes * 60, 'en')} at any device in ${where}`;
      case 'deviation':
        return `“${indicator}” at any device in ${where}, above the mean of the same hour of four weeks,`;
      case 'missing':
        return `the time without a good reading of “${indicator}” at any device in ${where}`;
      case 'incidents': {
        const kinds = subject.categories.map((code) => names.category(code)?.en ?? code).join(', ');
        return `the count of incidents of one kind${kinds === '' ? '' : ` (${kinds})`} in one ${tier} of ${where} within ${span(subject.hours * 3600, 'en')}`;
      }
      default: {
        const sum = `${subject.hours}-hour sum of “${indicator}”`;
        if (subject.of === 'station') return `the ${sum} at any station in ${where}`;
        if (subject.of === 'stations')
          return `the number of stations in one ${tier} of ${where} whose ${sum} is ≥ ${spaced(String(subject.atLeast ?? 0), names.indicator(subject.indicator)?.unit ?? '')}`;
        return `the ${subject.of === 'max' ? 'highest' : 'mean'} ${sum} of the stations of each ${tier} of ${where}`;
      }
    }
  };
  const limit = (each: Limit): string => {
    const unit = subject.kind === 'missing' ? 'min' : unitOf(content, names);
    const parts = [
      ...(each.above === undefined ? [] : [`${each.isInclusive ? '≥' : '>'} ${spaced(String(each.above), unit)}`]),
      ...(each.below === undefined ? [] : [`${each.isInclusive ? '≤' : '<'} ${spaced(String(each.below), unit)}`]),
    ].join(' or ');
    const lasting = each.forS ? ` for ${span(each.forS, 'en')}` : '';
    const band = each.deadBand ? ` (dead-band ${spaced(String(each.deadBand), unit)})` : '';
    return `${parts}${lasting}${band} is “${VITAL_STATE_NAMES[each.state].en}”`;
  };
  const doing = [
    ...(actions.incident
      ? [
          `from “${VITAL_STATE_NAMES[actions.incident.from].en}” on an incident “${names.category(actions.incident.category)?.en ?? actions.incident.category}” is opened`,
        ]
      : []),
    ...(actions.alert
      ? [
          `from “${VITAL_STATE_NAMES[actions.alert.from].en}” on a ${LEVEL_COLOURS[actions.alert.level].en} alert (${names.alertKind(actions.alert.kind)?.en ?? actions.alert.kind}) is drafted for ${names.issuer(actions.alert.issuer)?.en ?? actions.alert.issuer}`,
        ]
      : []),
  ];
  const own = overrides.length > 0 ? ` ${overrides.map(({ area }) => names.area(area)?.en ?? area).join(', ')}: limits of their own.` : '';
  const wait = waitS > 0 ? ` Late readings are waited for, ${span(waitS, 'en')}.` : '';
  const first = `${what()}: ${levels.map(limit).join(', ')}.`;
  const acts = doing.length > 0 ? ` ${capital(doing.join('; '))}.` : ' It notifies, and opens nothing.';
  return `${capital(first)}${own}${wait}${acts}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
