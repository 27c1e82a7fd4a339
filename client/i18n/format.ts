import type { Limit } from '../../shared/limits.ts';
import type { Language } from '../../shared/terms.ts';
import { textIn } from './text.ts';

/** Numbers, spans and times as people read them. Spans are cut, never rounded up: "0 s left" must not show early. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const cached = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
};

const integers = cached((language) => new Intl.NumberFormat(LOCALES[language as Language], { maximumFractionDigits: 0 }));
export const formatCount = (value: number, language: Language): string => integers(language).format(value);
/** 0.9204 → "92.0"; the unit stands beside it, smaller. */
export const formatPercent = (share: number, digits = 1): string => (share * 100).toFixed(digits).replace('-', '−');
/** A target: no digit that says nothing ("90", "97.5"). */
export const formatTarget = (share: number): string => String(Number((share * 100).toFixed(1)));

/** "3 天 4 时", "9 时 20 分", "51 分", "48 秒". */
export function formatSpan(ms: number, language: Language): string {
  const t = textIn(language);
  const span = Math.max(0, ms);
  if (span >= DAY) {
    const h = Math.floor((span % DAY) / HOUR);
    const d = Math.floor(span / DAY);
    return h === 0 ? t('duration.wholeDays', { d }) : t('duration.days', { d, h });
  }
  if (span >= HOUR) {
    const m = Math.floor((span % HOUR) / MINUTE);
    const h = Math.floor(span / HOUR);
    return m === 0 ? t('duration.wholeHours', { h }) : t('duration.hours', { h, m: language === 'en' ? String(m).padStart(2, '0') : m });
  }
  if (span >= MINUTE) return t('duration.minutes', { m: Math.floor(span / MINUTE) });
  return t('duration.seconds', { s: Math.floor(span / SECOND) });
}
/** A limit in its own unit: "2 工作时", "3 working days"; under an hour in minutes. */
export function formatLimit({ amount, unit }: Limit, language: Language): string {
  const t = textIn(language);
  if (unit === 'working-day' || amount >= 1) return t(`limit.${unit}`, { n: Number(amount.toFixed(2)) });
  const n = Math.round(amount * 60);
  return unit === 'working-hour' ? t('limit.workingMinutes', { n }) : t('limit.emergencyMinutes', { n });
}
export const formatAge = (ms: number, language: Language): string =>
  ms < SECOND ? textIn(language)('age.now') : textIn(language)('age.ago', { duration: formatSpan(ms, language) });

/** "620 m", "1.4 km", "63 km". */
export function formatDistance(metres: number, language: Language): string {
  if (metres < 995) return `${metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10} m`;
  return metres < 9_950 ? `${(metres / 1000).toFixed(1)} km` : `${formatCount(metres / 1000, language)} km`;
}

/** A number and its unit apart, for figures whose unit is set smaller: P90 of 48 s, 27 min, 9.3 h. A difference takes the unit of what it is `beside`. */
export function spanFigure(ms: number, language: Language, beside = ms): { value: string; unit: string } {
  const unit = (zh: string, en: string) => (language === 'zh' ? zh : en);
  if (beside < 2 * MINUTE) return { value: String(Math.round(ms / SECOND)), unit: unit('秒', 's') };
  if (beside < 2 * HOUR) return { value: String(Math.round(ms / MINUTE)), unit: unit('分', 'min') };
  if (beside < 2 * DAY) return { value: (ms / HOUR).toFixed(1), unit: unit('时', 'h') };
  return { value: (ms / DAY).toFixed(1), unit: unit('天', 'd') };
}

const parts = cached(
  (timeZone) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
);
function partsOf(ms: number, timeZone: string): Record<string, string> {
  return Object.fromEntries(
    parts(timeZone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
}
/** "07-15 21:12" in the city's time zone. */
export function formatMoment(ms: number, timeZone: string): string {
  const p = partsOf(ms, timeZone);
  return `${p['month']}-${p['day']} ${p['hour']}:${p['minute']}`;
}
export function formatClock(ms: number, timeZone: string, withSeconds = false): string {
  const p = partsOf(ms, timeZone);
  return `${p['hour']}:${p['minute']}${withSeconds ? `:${p['second']}` : ''}`;
}
/** The calendar day, to tell when a line of time changes its day. */
export function dayOf(ms: number, timeZone: string): string {
  const p = partsOf(ms, timeZone);
  return `${p['year']}-${p['month']}-${p['day']}`;
}
export const localDay = (ms: number, timeZone: string): string => formatMoment(ms, timeZone).slice(0, 5);
