import { useText } from '../../i18n/text.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { useSession } from '../../state/session.ts';
import type { Figure } from './figure-model.ts';
import styles from './figures.module.css';

/** A missed target is said in words and in weight, never in colour. */
export function Verdict({ figure: { verdict, target, share }, isLong = false }: { figure: Figure; isLong?: boolean }) {
  const t = useText();
  const { city } = useSession();
  if (verdict === 'noData') return <span className={styles.verdict}>{t('figures.noData')}</span>;
  if (verdict === 'tooFew')
    return <span className={styles.verdict}>{t(isLong ? 'figures.tooFew' : 'figures.few', { n: city.minimumN })}</span>;
  if (share !== null) return <span className={styles.verdict}>{t('figures.share', { value: share })}</span>;
  if (target === null) return <span className={styles.verdict}>{isLong ? t('figures.noTarget') : ''}</span>;
  const words = t(verdict === 'missed' ? 'figures.missed' : 'figures.met');
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      {isLong ? `${words} · ${t('figures.target', { target })}` : `${target} ${words}`}
    </span>
  );
}

/** The arrow is the direction of change alone; good or bad is the verdict's word. */
export function Change({ figure: { change }, isLong = false }: { figure: Figure; isLong?: boolean }) {
  const t = useText();
  const isPhone = useIsPhone();
  if (!change) return <span className={styles.change}>{'\u00a0'}</span>;
  if (change.direction === 0) return <span className={styles.change}>{change.text}</span>;
  const isUp = change.direction > 0;
  return (
    <span className={styles.change} data-long={isLong}>
      <span role="img" aria-label={t(isUp ? 'figures.up' : 'figures.down')}>
        {isUp ? '▲' : '▼'}
      </span>{' '}
      {isPhone && !isLong ? change.text : t('figures.vsUsual', { value: change.text })}
    </span>
  );
}
