import { useQuery } from '@tanstack/react-query';
import { SEAT_NAMES } from '../../../shared/unit-states.ts';
import { HEIGHT } from '../../../shared/wall-budget.ts';
import { dutyQuery } from '../../api/units.query.ts';
import { onDuty } from '../../features/units/duty-list.tsx';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { pageAt } from '../paging.ts';
import styles from '../wall.module.css';

/** Who holds which seat now. */
export function DutyPanel({ room, data }: PanelProps<'duty'>) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { data: duty, dataUpdatedAt } = useQuery(dutyQuery(data.code));
  const now = onDuty(duty);
  // English seats and units are long: they take two lines.
  const isTall = language === 'en';
  const size = Math.max(1, Math.floor((room.heightEm - HEIGHT.title) / (isTall ? 2 * HEIGHT.line : HEIGHT.row)));
  const page = useTicked((at) => pageAt(now.length, size, at).page);
  const { pages } = pageAt(now.length, size, 0);
  return (
    <PanelFrame
      title={t('wall.duty')}
      mark={pages > 1 && <span className={styles.quiet}>{t('wall.page', { page: page + 1, pages })}</span>}
      source={duty ? { kind: 'asked', answeredAtMs: dataUpdatedAt, promiseMs: 300_000 } : null}
    >
      {duty && now.length === 0 && <p className={styles.quiet}>{t('wall.noDuty')}</p>}
      <ul className={styles.pairs} data-tall={isTall}>
        {now.slice(page * size, page * size + size).map((entry) => (
          <li key={`${entry.seat} ${entry.user ?? ''} ${entry.unit ?? ''} ${entry.from}`}>
            <span>{name(SEAT_NAMES[entry.seat])}</span>
            <b>{entry.name ?? (entry.unitNames ? name(entry.unitNames) : (entry.user ?? entry.unit))}</b>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}
