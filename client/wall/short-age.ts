import type { Language } from '../../shared/terms.ts';
import { formatSpan } from '../i18n/format.ts';

const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1_000];
/** In the largest unit alone, cut: a panel's title has no room for two. */
export function shortAge(ms: number, language: Language): string {
  const unit = UNITS_MS.find((each) => ms >= each) ?? 1_000;
  return formatSpan(Math.floor(ms / unit) * unit, language);
}
