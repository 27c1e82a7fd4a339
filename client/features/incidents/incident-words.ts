import { limitsAt, type StageLimits } from '../../../shared/limits.ts';
import type { CityInfo, UnitWire } from '../../../shared/session.ts';
import { SOURCE_NAMES, type Bilingual } from '../../../shared/terms.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { QUESTION_TEXTS } from './command-model.ts';
import type { Directory } from '../../api/areas.query.ts';
import type { Translate } from '../../i18n/text.ts';

/** Codes made names. A code that nobody names stands for itself: imported data has its own. */
const itself = (code: string): Bilingual => ({ zh: code, en: code });

export const categoryNames = (code: string, city: CityInfo): Bilingual =>
  city.categories.find((category) => category.code === code)?.names ?? itself(code);
/** The limits that its category gives it now; what came in as history has due times of its own. */
export const limitsOf = ({ category, severity, imported }: IncidentWire, city: CityInfo): StageLimits =>
  imported ? {} : limitsAt(city.stageLimits, city.categories.find(({ code }) => code === category)?.limits ?? null, severity);
/** Steps of the handling that are not done yet, with their names. */
export const openSteps = (incident: IncidentWire, city: CityInfo): { step: number; names: Bilingual }[] =>
  (limitsOf(incident, city).handle ?? [])
    .map(({ names }, i) => ({ step: i + 1, names: names ?? itself(String(i + 1)) }))
    .filter(({ step }) => incident.extra?.stepsDone?.includes(step) !== true);
export const departmentNames = (code: string, city: CityInfo): Bilingual =>
  city.departments.find((department) => department.code === code)?.names ?? itself(code);
export const sourceNames = (code: string): Bilingual => (SOURCE_NAMES as Record<string, Bilingual>)[code] ?? itself(code);
export const unitNames = (code: string, units: readonly UnitWire[] | undefined): Bilingual =>
  units?.find((unit) => unit.code === code)?.names ?? itself(code);
export const areaNames = (code: string, directory: Directory | undefined): Bilingual => directory?.get(code)?.name ?? itself(code);

/** "云阳县 · 双江街道", as far as the page's own place does not say it already; nothing until names are known. */
export function placeText(code: string, within: string, directory: Directory | undefined, name: (names: Bilingual) => string): string {
  if (!directory) return '';
  const parts: string[] = [];
  for (let at = directory?.get(code); at && at.code !== within && at.parent !== null; at = directory?.get(at.parent))
    parts.unshift(name(at.name));
  return parts.length === 0 ? name(areaNames(code, directory)) : parts.join(' · ');
}

/**
 * A unit of the incident's own district or street, without the place that row or page says already: "Nan'an District Sanitation
 * Team" is "Sanitation Team". One of the city's keeps its whole name; so do names that are written without spaces.
 */
export function unitText(
  code: string | null,
  { place, units, directory }: { place: string; units: readonly UnitWire[] | undefined; directory: Directory | undefined },
  name: (names: Bilingual) => string,
): string {
  if (code === null || !units) return '';
  const whole = name(unitNames(code, units));
  for (let at = directory?.get(place); at && at.parent !== null; at = directory?.get(at.parent)) {
    const own = `${name(at.name)} `;
    if (whole.startsWith(own)) return whole.slice(own.length);
  }
  return whole;
}

export function flagsOf(row: IncidentWire, t: Translate): string[] {
  return [
    ...(row.supervised ? [t(row.extra?.supervision?.kind === 'listed' ? 'flag.listed' : 'flag.supervised')] : []),
    ...(row.extra?.branches?.some(({ overdue }) => overdue) ? [t('flag.branchOverdue')] : []),
    ...(row.extra?.asked ?? []).map(({ question }) => t(QUESTION_TEXTS[question])),
    ...(row.extra?.recheck && row.extra.recheck.outcome === undefined ? [t('recheck.drawn')] : []),
    ...(row.extra?.urges ? [t('flag.urged', { n: row.extra.urges })] : []),
    ...(row.extra?.reminds ? [t('flag.reminded', { n: row.extra.reminds })] : []),
    ...(row.suspended ? [t('flag.suspended')] : []),
    ...(row.exercise ? [t('flag.exercise')] : []),
    ...(row.returns > 0 ? [t('flag.returned', { n: row.returns })] : []),
    ...(row.reworks > 0 ? [t('flag.reworked', { n: row.reworks })] : []),
    ...(row.dueAt !== null && row.originalDueAt !== null && row.dueAt !== row.originalDueAt ? [t('flag.extended')] : []),
    ...(row.flags.includes('due-provisional') ? [t('flag.dueProvisional')] : []),
    ...(row.flags.includes('place-ended') ? [t('flag.placeEnded')] : []),
    ...(row.located === 'unlocated' ? [t('flag.unlocated')] : row.located === 'outside' ? [t('flag.outside')] : []),
  ];
}

/** Without the year, and no more zeros than make four digits: `20261121-000042` is `1121-0042`. */
export const shortNumber = (number: string): string => number.replace(/^\d{4}(\d{4})-0{0,2}(?=\d{4})/, '$1-');
