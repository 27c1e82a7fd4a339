import type { Bilingual, Language } from '../../shared/terms.ts';

type Level = 'ok' | 'warning' | 'fault';

/** One thing that was looked at. Only a fault stops a server, or loses data sooner or later. */
export interface Finding {
  /** Stays the same in all languages and versions. */
  code: string;
  level: Level;
  text: Bilingual;
  /** What to do about it. */
  remedy?: Bilingual;
}

type Pair = readonly [zh: string, en: string];
const both = ([zh, en]: Pair): Bilingual => ({ zh, en });

export const ok = (code: string, ...text: Pair): Finding => ({ code, level: 'ok', text: both(text) });
export const warning = (code: string, text: Pair, remedy: Pair): Finding => ({
  code,
  level: 'warning',
  text: both(text),
  remedy: both(remedy),
});
export const fault = (code: string, text: Pair, remedy: Pair): Finding => ({
  code,
  level: 'fault',
  text: both(text),
  remedy: both(remedy),
});

const MARKS: Record<Level, Bilingual> = {
  ok: { zh: '正常', en: 'ok     ' },
  warning: { zh: '注意', en: 'warning' },
  fault: { zh: '故障', en: 'FAULT  ' },
};

/** For people, a line for each finding and one for its remedy. */
export function reportText(findings: readonly Finding[], language: Language): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const lines = findings.flatMap(({ level, text, remedy }) => [
    `${MARKS[level][language]}  ${text[language]}`,
    ...(remedy ? [`${language === 'zh' ? '     ' : '         '}→ ${remedy[language]}`] : []),
  ]);
  const sum = {
    zh: `故障 ${count('fault')}，注意 ${count('warning')}`,
    en: `faults: ${count('fault')}, warnings: ${count('warning')}`,
  };
  return [...lines, sum[language]].join('\n');
}

export const mebibytes = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
