import type { Indicator, IndicatorPack, Limit } from '../../../shared/indicators.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';

/** Something that the schema cannot see, at a place of the file. */
export interface IndicatorFault {
  where: string;
  zh: string;
  en: string;
}

/** What is wrong with a catalogue of vital signs: unknown lanes and areas, codes given twice, limits that cannot be told apart. */
export function indicatorFaults(
  { indicators, areaLimits }: IndicatorPack,
  known: { lanes: ReadonlySet<string>; areas: ReadonlySet<string> },
): IndicatorFault[] {
  const faults: IndicatorFault[] = [];
  const byCode = new Map<string, Indicator>();
  for (const [i, each] of indicators.entries()) {
    const where = `indicators.${i}`;
    if (byCode.has(each.code)) faults.push({ where: `${where}.code`, zh: `${each.code} 重复`, en: `${each.code} is there twice` });
    byCode.set(each.code, each);
    if (!known.lanes.has(each.lane))
      faults.push({ where: `${where}.lane`, zh: `没有跑道 ${each.lane}`, en: `there is no lane ${each.lane}` });
    faults.push(...limitFaults(each.limits, `${where}.limits`));
  }
  const seen = new Set<string>();
  for (const [i, { indicator, area, limits }] of areaLimits.entries()) {
    const where = `areaLimits.${i}`;
    if (!byCode.has(indicator))
      faults.push({ where: `${where}.indicator`, zh: `没有指标 ${indicator}`, en: `there is no indicator ${indicator}` });
    if (!known.areas.has(area)) faults.push({ where: `${where}.area`, zh: `没有辖区 ${area}`, en: `there is no area ${area}` });
    if (seen.has(`${indicator} ${area}`))
      faults.push({ where, zh: `${area} 的 ${indicator} 重复`, en: `${indicator} of ${area} is there twice` });
    seen.add(`${indicator} ${area}`);
    faults.push(...limitFaults(limits, `${where}.limits`));
  }
  return faults;
}

function limitFaults(limits: readonly Limit[], where: string): IndicatorFault[] {
  return limits.flatMap((limit, i) => {
    const { above, below } = limit;
    const at = `${where}.${i}`;
    if (above === undefined && below === undefined)
      return [{ where: at, zh: '上限和下限都没有', en: 'it has neither an upper nor a lower limit' }];
    if (above !== undefined && below !== undefined && below >= above)
      return [{ where: at, zh: '下限不低于上限', en: 'its lower limit is not below its upper one' }];
    // A worse state lies farther out, or it could never be reached before the milder one is.
    const isInside = limits.some(
      (milder) =>
        rankOf(milder) < rankOf(limit) &&
        ((above !== undefined && milder.above !== undefined && milder.above > above) ||
          (below !== undefined && milder.below !== undefined && milder.below < below)),
    );
    return isInside ? [{ where: at, zh: '比较轻的级别更容易达到', en: 'it is reached before a milder state' }] : [];
  });
}
const rankOf = ({ state }: Limit): number => LIMIT_STATES.indexOf(state);
