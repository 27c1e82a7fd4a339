import { useMemo } from 'react';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import type { RuleContent, TriedWire } from '../../../shared/rule-wire.ts';
import { VITAL_STATE_NAMES } from '../../../shared/vital-terms.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { Chart } from '../../charts/chart.tsx';
import { triedOption } from '../../charts/tried.chart.ts';
import { formatMoment, formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTheme } from '../../state/use-theme.ts';
import { useSession } from '../../state/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useRootScale } from '../../ui/root-scale.ts';
import { subjectWords } from './subject-words.ts';
import styles from './rules.module.css';

interface Props {
  tried: TriedWire;
  /** The rule that was tried. */
  content: RuleContent;
  /** What is typed has changed since. */
  isOld: boolean;
  names: RuleNames;
}
const SHOWN = 50;

/** What a rule would have done: how often, when, and over which values. */
export function TriedView({ tried, content, isOld, names }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const { city } = useSession();
  const scale = useRootScale();
  const { raised, perDay, firings, series, samples, subjects, step, isPartial } = tried;
  const most = Math.max(...perDay.map((day) => day.raised));
  const days = perDay.filter((day) => day.raised > 0).length;
  const option = useMemo(() => {
    if (!series) return null;
    return triedOption(
      {
        points: series.points.map(([at, value]) => ({ atMs: Date.parse(at), value })),
        limits: content.levels.flatMap(({ above, below }) => [above, below].filter((each) => each !== undefined)),
        firings: firings
          .filter(({ subject }) => subject === series.subject)
          .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to ?? tried.to) })),
        fromMs: Date.parse(tried.from),
        toMs: Date.parse(tried.to),
        timeZone: city.timeZone,
        language,
      },
      readChartTokens(theme, scale),
    );
  }, [series, content, firings, tried.from, tried.to, city.timeZone, language, theme, scale]);
  return (
    <section className={styles.tried} aria-label={t('rules.tried')} data-old={isOld}>
      <h3>{t('rules.triedTitle', { n: raised })}</h3>
      <p className={styles.quiet}>
        {samples === 0 ? t('rules.triedNothing') : t('rules.triedOf', { samples, subjects, step: t(`rules.step.${step}`) })}
        {raised > 0 && ` ${t('rules.triedDays', { days, most })}`}
        {isPartial && ` ${t('rules.triedPartial', { to: formatMoment(Date.parse(tried.to), city.timeZone) })}`}
        {isOld && ` ${t('rules.triedOld')}`}
      </p>
      {series && option && (
        <figure className={styles.figure}>
          <figcaption>{subjectWords(series, names, name)}</figcaption>
          <Chart option={option} label={t('rules.triedChart', { n: firings.length })} />
        </figure>
      )}
      {firings.length > 0 && (
        <DataTable
          label={t('rules.firings')}
          caption={t('rules.firingsFirst', { n: Math.min(SHOWN, firings.length), of: raised })}
          columns={[t('rules.firedAt'), t('rules.level'), t('rules.where'), t('rules.for'), t('rules.worst')]}
          rows={firings.slice(0, SHOWN).map((firing) => ({
            key: `${firing.subject} ${firing.from}`,
            cells: [
              formatMoment(Date.parse(firing.from), city.timeZone),
              name(VITAL_STATE_NAMES[firing.level]),
              subjectWords(firing, names, name),
              firing.to === null ? t('rules.still') : formatSpan(Date.parse(firing.to) - Date.parse(firing.from), language),
              String(Number(firing.value.toFixed(3))),
            ],
          }))}
        />
      )}
    </section>
  );
}
