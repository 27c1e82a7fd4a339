import { useQuery } from '@tanstack/react-query';
import { summaryQuery, usualQuery, type FiguresOf } from '../../api/figures.query.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { sixFigures, type Measure } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import type { RateName } from '../../../shared/measures.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFigure } from './figure-model.ts';
import { FigureRow } from './figure-row.tsx';
import { FiguresSkeleton } from './figures-skeleton.tsx';
import { HeroFigure } from './hero-figure.tsx';
import styles from './figures.module.css';

interface Props {
  of: FiguresOf;
  areaName: string;
  measure: RateName;
  /** Absent where the caller may read totals only. */
  onOpenRows: ((measure: Measure) => void) | null;
}

/** The picked measure large, five others in one aligned table. */
export function FiguresPanel({ of, areaName, measure, onOpenRows }: Props) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const { data: summary, error, refetch } = useQuery(summaryQuery(of));
  const { data: usual } = useQuery(usualQuery(of));
  if (!summary && error) {
    return (
      <section className={styles.failed}>
        <Notice
          icon="warning"
          role="alert"
          title={t('error.title')}
          action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
        >
          {error.message}
        </Notice>
      </section>
    );
  }
  if (!summary) return <FiguresSkeleton />;
  const given = { summary, usual, targets: city.targets, minimumN: city.minimumN, language };
  const [hero, ...others] = sixFigures(measure).map((name) => toFigure(name, given));
  return (
    <section aria-label={t('figures.title', { name: areaName })}>
      <HeroFigure figure={hero!} summary={summary} onOpenRows={onOpenRows} />
      <ul>
        {others.map((figure) => (
          <FigureRow key={figure.measure} figure={figure} summary={summary} onOpenRows={onOpenRows} />
        ))}
      </ul>
    </section>
  );
}
