import { TZDate } from '@date-fns/tz';
import { addDays, format, isSameDay, startOfDay } from 'date-fns';
import { enGB, zhCN } from 'date-fns/locale';
import type { Language } from '../../shared/terms.ts';

export interface TimeTick {
  atMs: number;
  label: string;
}
interface Span {
  fromMs: number;
  toMs: number;
  timeZone: string;
  language: Language;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TODAY = { zh: '今天', en: 'today' };
const MOST_WEEKDAYS = 10;
const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'];

/** First instants of the city's own days that touch the span; a day is 23 or 25 hours where clocks change. */
export function dayStarts({ fromMs, toMs, timeZone }: Omit<Span, 'language'>): number[] {
  const starts: number[] = [];
  for (let day = startOfDay(new TZDate(fromMs, timeZone)); day.getTime() < toMs; day = addDays(day, 1)) starts.push(day.getTime());
  return starts;
}

const localeOf = (language: Language) => (language === 'zh' ? zhCN : enGB);

function hourTicks({ fromMs, toMs, timeZone }: Span): TimeTick[] {
  const ticks: TimeTick[] = [];
  for (let atMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS; atMs <= toMs; atMs += HOUR_MS) {
    const local = new TZDate(atMs, timeZone);
    if (local.getHours() % 6 === 0 && local.getMinutes() === 0) ticks.push({ atMs, label: format(local, 'HH:mm') });
  }
  return ticks;
}

/** Under the middle of each day, by the part of it that the span shows; at its beginning where days are the points. */
function weekdayTicks(span: Span, bucket: 'hour' | 'day'): TimeTick[] {
  const last = new TZDate(span.toMs - 1, span.timeZone);
  return dayStarts(span).flatMap((startMs) => {
    const [left, right] = [Math.max(startMs, span.fromMs), Math.min(startMs + DAY_MS, span.toMs)];
    const day = new TZDate(startMs, span.timeZone);
    // A sliver of a day has no room for its name.
    if (bucket === 'hour' && right - left < DAY_MS / 2) return [];
    const name = span.language === 'zh' ? WEEKDAYS_ZH[day.getDay()]! : format(day, 'EEE', { locale: enGB });
    return [{ atMs: bucket === 'day' ? startMs : (left + right) / 2, label: isSameDay(day, last) ? TODAY[span.language] : name }];
  });
}

/** Every seventh day back from today; the month is named where it changes. */
function dateTicks(span: Span): TimeTick[] {
  const starts = dayStarts(span);
  const shown = starts.filter((_, at) => (starts.length - 1 - at) % 7 === 0);
  let month = -1;
  return shown.map((startMs, at) => {
    const day = new TZDate(startMs, span.timeZone);
    const isNewMonth = day.getMonth() !== month;
    month = day.getMonth();
    if (at === shown.length - 1) return { atMs: startMs, label: TODAY[span.language] };
    const full = span.language === 'zh' ? 'M月d日' : 'd MMM';
    const short = span.language === 'zh' ? 'd日' : 'd';
    return { atMs: startMs, label: format(day, isNewMonth ? full : short, { locale: localeOf(span.language) }) };
  });
}

/** Ticks in the city's local time: hours within two days, weekdays within ten, dates beyond. The span ends now. */
export function timeTicks(span: Span, bucket: 'hour' | 'day' = 'hour'): TimeTick[] {
  const days = (span.toMs - span.fromMs) / DAY_MS;
  if (days <= 2) return hourTicks(span);
  return days <= MOST_WEEKDAYS ? weekdayTicks(span, bucket) : dateTicks(span);
}

/** "Wed 16 Jul 14:00" for a tip. */
export function timeText(atMs: number, bucket: 'hour' | 'day', timeZone: string, language: Language): string {
  const pattern =
    language === 'zh' ? (bucket === 'hour' ? 'M月d日 EEE HH:mm' : 'M月d日 EEE') : bucket === 'hour' ? 'EEE d MMM HH:mm' : 'EEE d MMM';
  return format(new TZDate(atMs, timeZone), pattern, { locale: localeOf(language) });
}
