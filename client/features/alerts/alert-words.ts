import type { AlertWire } from '../../../shared/alert-wire.ts';
import type { Bilingual, Language } from '../../../shared/terms.ts';
import { dayOf, formatClock, formatMoment } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { areasBelow, kindOf } from './alert-model.ts';

/** What it is: its colour in words and its kind; a notice has no colour. */
export function alertTitle(alert: AlertWire, t: Translate, language: Language): string {
  const { origin, level } = alert;
  const kind = kindOf(alert, language);
  if (origin === 'notice') return t('alerts.notice', { kind });
  return level === null ? t('alerts.plain', { kind }) : t('alerts.warning', { level: t(`alerts.${level}`), kind });
}

/** Where it holds, of an area and what lies right below it, by names. */
export function alertWhere(alert: AlertWire, area: string, t: Translate, nameOf: (code: string) => string): string {
  const below = areasBelow(alert, area);
  return below === null ? t('alerts.whole') : below.map(nameOf).join(t('alerts.comma'));
}

/** The clock today, else with the day. */
export const clockOf = (ms: number, timeZone: string): string =>
  dayOf(ms, timeZone) === dayOf(nowMs(), timeZone) ? formatClock(ms, timeZone) : formatMoment(ms, timeZone);

export const untilOf = ({ endsAt, endAssumed }: AlertWire, t: Translate, timeZone: string): string =>
  endsAt === null ? '' : t(endAssumed ? 'alerts.untilAssumed' : 'alerts.until', { time: clockOf(Date.parse(endsAt), timeZone) });

/** Names by code, from what a page knows; a code that nobody knows stands for itself. */
export const namedBy =
  (names: ReadonlyMap<string, Bilingual>, name: (names: Bilingual) => string) =>
  (code: string): string =>
    name(names.get(code) ?? { zh: code, en: code });
