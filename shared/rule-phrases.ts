import type { RuleContent } from './rule-wire.ts';
import type { Bilingual, Language } from './terms.ts';

/** What the codes of a rule are called, as far as it is known. */
export interface RuleNames {
  indicator(code: string): { names: Bilingual; unit: string } | undefined;
  category(code: string): Bilingual | undefined;
  area(code: string): Bilingual | undefined;
  alertKind(code: string): Bilingual | undefined;
  issuer(code: string): Bilingual | undefined;
}
export const LEVEL_COLOURS: Record<'red' | 'orange' | 'yellow' | 'blue', Bilingual> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
};

/** In what the limits of a rule are told. */
export const unitOf = ({ subject }: RuleContent, names: RuleNames): string => {
  if (subject.kind === 'incidents' || subject.kind === 'missing') return '';
  if (subject.kind === 'deviation') return '%';
  if (subject.kind === 'sum' && subject.of === 'stations') return '';
  return names.indicator(subject.indicator)?.unit ?? '';
};
/** A number with its unit. */
export const spaced = (text: string, unit: string): string => (unit === '' ? text : unit === '%' ? `${text} %` : `${text} ${unit}`);

/** A time in its largest whole unit. */
export function span(seconds: number, language: Language): string {
  const [n, zh, en] =
    seconds % 86_400 === 0
      ? [seconds / 86_400, '天', 'day']
      : seconds % 3600 === 0
        ? [seconds / 3600, '小时', 'hour']
        : seconds % 60 === 0
          ? [seconds / 60, '分钟', 'minute']
          : [seconds, '秒', 'second'];
  return language === 'zh' ? `${n} ${zh}` : `${n} ${en}${n === 1 ? '' : 's'}`;
}
