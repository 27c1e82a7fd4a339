import type { Language } from '../../shared/terms.ts';

const MINUTE_MS = 60_000;
const UNITS = { zh: { day: '天', hour: '时', minute: '分' }, en: { day: 'd', hour: 'h', minute: 'm' } };

/** "+2 h 10 m" past the deadline, "18 min" / "1 h 05 m" before it: two units at most; `isShort`: only the larger one. */
export function timerText(dueAtMs: number, nowMs: number, language: Language, isShort = false): string {
  const isOver = nowMs >= dueAtMs;
  // Both round down: "+0 m" is shown the moment the deadline passes, and nobody is promised a minute that is not there.
  const total = Math.floor(Math.abs(nowMs - dueAtMs) / MINUTE_MS);
  const [days, hours, minutes] = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60];
  const unit = UNITS[language];
  const sign = isOver ? '+' : '';
  if (isShort && days > 0) return `${sign}${days} ${unit.day}`;
  if (isShort && hours > 0) return `${sign}${hours} ${unit.hour}`;
  if (days > 0) return `${sign}${days} ${unit.day} ${hours} ${unit.hour}`;
  if (hours > 0) return `${sign}${hours} ${unit.hour} ${String(minutes).padStart(2, '0')} ${unit.minute}`;
  return `${sign}${minutes} ${!isOver && language === 'en' ? 'min' : unit.minute}`;
}
