import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { SEAT_NAMES } from '../../../shared/unit-states.ts';
import { dutyQuery } from '../../api/units.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { PopupButton } from '../../ui/popup-button.tsx';
import { onDuty } from './duty-list.tsx';
import styles from './units.module.css';

const load = () => import('./duty-popup.tsx');
const DutyPopup = lazy(async () => ({ default: (await load()).DutyPopup }));

/** At the desk's head: who leads the shift, and how many seats are taken; all of them on request. */
export function DutyButton({ area, areaName }: { area: string; areaName: string }) {
  const t = useText();
  const name = useName();
  const { data: duty } = useQuery(dutyQuery(area));
  const now = onDuty(duty);
  const [first] = now;
  const who = first && (first.name ?? (first.unitNames ? name(first.unitNames) : (first.user ?? first.unit)));
  return (
    <PopupButton
      label={t('duty.of', { name: areaName })}
      hasPopup="dialog"
      className={styles.head}
      preload={load}
      renderPopup={(control) => <DutyPopup control={control} area={area} areaName={areaName} />}
    >
      <span className={styles.quiet}>{first ? name(SEAT_NAMES[first.seat]) : t('duty.title')}</span>
      <strong>{who ?? '–'}</strong>
      {now.length > 1 && <span className={styles.quiet}>+{now.length - 1}</span>}
    </PopupButton>
  );
}
