import { useQuery } from '@tanstack/react-query';
import { dutyQuery } from '../../api/units.query.ts';
import { useText } from '../../i18n/text.ts';
import { DutyList, onDuty } from './duty-list.tsx';
import styles from './units.module.css';

/** In the area's panel, where somebody is entered; nothing where no roster is kept. */
export function DutyPanel({ area }: { area: string }) {
  const t = useText();
  const { data: duty } = useQuery(dutyQuery(area));
  if (onDuty(duty).length === 0) return null;
  return (
    <section className={styles.panel} aria-label={t('duty.title')}>
      <h2>{t('duty.title')}</h2>
      <DutyList area={area} />
    </section>
  );
}
