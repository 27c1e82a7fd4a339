import { useQuery } from '@tanstack/react-query';
import type { AlertShelf } from '../../../shared/alert-terms.ts';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { alertsQuery, shelfQuery } from '../../api/alerts.query.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { inOrder } from './alert-model.ts';
import { AlertRow } from './alert-row.tsx';
import { OlderAlerts } from './older-alerts.tsx';
import styles from './alerts.module.css';

/** What has a tab of its own; what is still to begin stands under what holds. */
export const SHELVES = ['in-force', 'draft', 'past'] as const satisfies readonly AlertShelf[];
export type ShelfTab = (typeof SHELVES)[number];

interface Props {
  area: string;
  areaName: string;
  shelf: ShelfTab;
  selected: number | null;
  onOpen: (id: number) => void;
}

/** The alerts of an area on one shelf, each as a button. */
export function AlertList({ area, areaName, shelf, selected, onOpen }: Props) {
  const t = useText();
  const isNow = shelf === 'in-force';
  const { data: now } = useQuery({ ...alertsQuery(area), enabled: isNow });
  const { data: coming } = useQuery({ ...shelfQuery(area, 'coming'), enabled: isNow });
  const { data: other } = useQuery({ ...shelfQuery(area, shelf === 'past' ? 'past' : 'draft'), enabled: !isNow });
  // Whatever ends by the clock leaves by itself.
  useTicked((ms) => inOrder(now?.alerts ?? [], ms).length);
  const shown = isNow ? now && inOrder(now.alerts, nowMs()) : other?.alerts;
  if (!shown)
    return (
      <div className={styles.waiting} aria-busy="true">
        <Skeleton height={54} />
        <Skeleton height={54} />
      </div>
    );
  const later = isNow ? (coming?.alerts ?? []) : [];
  const rows = (alerts: readonly AlertWire[]) => (
    <ul className={styles.rows} onKeyDown={moveFocus}>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} area={area} isSelected={alert.id === selected} onOpen={() => onOpen(alert.id)} />
      ))}
    </ul>
  );
  return (
    <div className={styles.list}>
      {shown.length === 0 && later.length === 0 && (
        <Notice icon={isNow ? 'quiet' : 'list'} title={t(`alert.none.${shelf}`, { area: areaName })}>
          {t(`alert.noneHint.${shelf}`)}
        </Notice>
      )}
      {shown.length > 0 && rows(shown)}
      {later.length > 0 && (
        <>
          <h3 className={styles.part}>{t('alert.coming')}</h3>
          {rows(later)}
        </>
      )}
      {shelf === 'past' && other?.next != null && <OlderAlerts area={area} before={other.next} renderRows={rows} />}
    </div>
  );
}

/** Arrows go from row to row. */
function moveFocus(event: React.KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
