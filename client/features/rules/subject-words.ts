import type { RuleNames } from '../../../shared/rule-phrases.ts';
import type { AlarmWire } from '../../../shared/rule-wire.ts';
import type { Bilingual } from '../../../shared/terms.ts';

/** Where an alarm is and of what: the area, and the instrument or the kind of incident. */
export function subjectWords(
  { area, subject }: Pick<AlarmWire, 'area' | 'subject'>,
  names: RuleNames,
  name: (names: Bilingual) => string,
): string {
  const where = name(names.area(area) ?? { zh: area, en: area });
  if (subject === area) return where;
  const kind = subject.startsWith(`${area}|`) ? subject.slice(area.length + 1) : null;
  return `${where} · ${kind === null ? subject : name(names.category(kind) ?? { zh: kind, en: kind })}`;
}
