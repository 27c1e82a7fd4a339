import { DISPOSITION_NAMES, OUTCOME_NAMES, REJECT_REASONS } from '../../../shared/command-words.ts';
import { LIMIT_UNITS, type Limit, type RunningStage } from '../../../shared/limits.ts';
import type { TimelineEntry } from '../../../shared/incidents.ts';
import { SUPERVISION_CAUSE_NAMES } from '../../../shared/supervision-rules.ts';
import type { UnitWire } from '../../../shared/session.ts';
import { ROLE_NAMES, STATUS_NAMES, type Bilingual, type Language } from '../../../shared/terms.ts';
import { formatLimit, formatSpan } from '../../i18n/format.ts';
import { textIn } from '../../i18n/text.ts';
import { zh, type TextKey } from '../../i18n/zh.ts';
import { unitNames } from './incident-words.ts';

export interface Step {
  seq: number;
  atMs: number;
  title: string;
  /** The other language's official word, for English readers. */
  aside: string | null;
  lines: string[];
  /** Time since the step before. */
  took: string | null;
  recordedAtMs: number | null;
  /** What was attached at it, hex of its content. */
  file: string | null;
}
const LATE_ENTRY_MS = 60_000;
/** Found by the server at its own time: that it was found later is no late entry. */
const SAID_BY_NOBODY: ReadonlySet<string> = new Set(['DeadlinePassed', 'UnitSilent', 'IncidentRehomed', 'PersonalDataPurged']);
const hasText = (key: string): key is TextKey => Object.hasOwn(zh, key);

/** The log's entries as people read them, each with the time it took. */
export function toSteps(entries: readonly TimelineEntry[], units: readonly UnitWire[] | undefined, language: Language): Step[] {
  return entries.map((entry, i) => {
    const atMs = Date.parse(entry.occurredAt);
    const before = entries[i - 1];
    const key = `event.${entry.type}`;
    const recordedAtMs = Date.parse(entry.recordedAt);
    return {
      seq: entry.seq,
      atMs,
      title: hasText(key) ? textIn(language)(key as 'event.NoteAdded') : STATUS_NAMES[entry.status][language],
      aside: language === 'en' && hasText(key) ? zh[key] : null,
      lines: linesOf(entry, units, language),
      took: before ? formatSpan(atMs - Date.parse(before.occurredAt), language) : null,
      file: fileOf(entry),
      recordedAtMs: recordedAtMs - atMs > LATE_ENTRY_MS && !SAID_BY_NOBODY.has(entry.type) ? recordedAtMs : null,
    };
  });
}

function linesOf(entry: TimelineEntry, units: readonly UnitWire[] | undefined, language: Language): string[] {
  const { detail, actor, moved = [] } = entry;
  const t = textIn(language);
  const text = (name: string): string | null => (typeof detail[name] === 'string' && detail[name] !== '' ? detail[name] : null);
  const unit = text('unit');
  const reason = text('reason');
  const disposition = (DISPOSITION_NAMES as Record<string, Bilingual>)[text('disposition') ?? ''];
  const outcome = (OUTCOME_NAMES as Record<string, Bilingual>)[text('outcome') ?? ''];
  const number = (name: string): number | null => (typeof detail[name] === 'number' ? detail[name] : null);
  const said = <T>(value: T | null, words: (value: T) => string): string | null => (value === null ? null : words(value));
  const lines = [
    said(number('branch'), (n) => t('timeline.branch', { n })),
    said(number('silentPercent'), (n) => t('timeline.silent', { n })),
    stageText(entry, t),
    said(number('times'), (n) => t('timeline.times', { n })),
    detail['rule'] === undefined ? null : ((SUPERVISION_CAUSE_NAMES as Record<string, Bilingual>)[text('rule') ?? '']?.[language] ?? null),
    detail['isListed'] === true ? t('timeline.listed') : null,
    ...moved.map(([from, to]) => t('timeline.moved', { from: from[language], to: to[language] })),
    unit === null ? null : t('timeline.toUnit', { unit: unitNames(unit, units)[language] }),
    disposition ? disposition[language] : null,
    outcome ? outcome[language] : null,
    said(number('minutes'), (n) => t('timeline.minutes', { duration: formatSpan(n * 60_000, language) })),
    said(number('rating'), (n) => t('timeline.rating', { n })),
    said(number('quantity'), (n) => t('timeline.quantity', { n })),
    said(number('other'), (id) => t('timeline.other', { id })),
    reason === null ? null : `“${reasonText(reason, language)}”`,
    text('text'),
    typeof detail['into'] === 'number' ? t('timeline.into', { id: detail['into'] }) : null,
    detail['isOnTime'] === true ? t('timeline.onTime') : detail['isOnTime'] === false ? t('timeline.late') : null,
    typeof detail['keptDays'] === 'number' ? t('timeline.keptDays', { n: detail['keptDays'] }) : null,
    isLimit(detail['limit']) ? t('timeline.limitSet', { duration: formatLimit(detail['limit'], language) }) : null,
    // As earlier versions wrote it.
    typeof detail['limitMin'] === 'number' ? t('timeline.limitSet', { duration: formatSpan(detail['limitMin'] * 60_000, language) }) : null,
  ].filter((line): line is string => line !== null);
  const who = whoText(actor, units, language);
  const all = lines.join(' · ');
  return [[all, who].filter(Boolean).join(all && who ? ' — ' : '')].filter((line) => line !== '');
}

const fileOf = ({ detail }: TimelineEntry): string | null => (detail['file'] as { sha256?: string } | undefined)?.sha256 ?? null;
/** Which clock ran out, or which step is done; the total one needs no word. */
function stageText({ type, detail }: TimelineEntry, t: ReturnType<typeof textIn>): string | null {
  const { stage, step } = detail;
  const steps = typeof step === 'number' ? t('timeline.step', { n: step }) : null;
  if (type !== 'DeadlinePassed' || typeof stage !== 'string' || stage === 'total') return steps;
  return [t(`stage.${stage as RunningStage}`), steps].filter(Boolean).join(' ');
}

const isLimit = (value: unknown): value is Limit =>
  typeof value === 'object' && value !== null && LIMIT_UNITS.includes((value as Limit).unit);

/** A person by the name they sign in with, an invented one by their role, a unit by its own; the clock acts without a name. */
function whoText(actor: string, units: readonly UnitWire[] | undefined, language: Language): string | null {
  if (actor.startsWith('system:')) return null;
  const name = actor.replace(/^(user|demo):/, '');
  const role = actor.startsWith('demo:') ? (ROLE_NAMES as Record<string, Bilingual>)[name] : undefined;
  return (role ?? unitNames(name, units))[language];
}

/** Coded reasons are stored as codes; free ones as they were typed. */
const reasonText = (reason: string, language: Language): string =>
  REJECT_REASONS.some((code) => code === reason) ? textIn(language)(`reject.${reason as (typeof REJECT_REASONS)[number]}`) : reason;
