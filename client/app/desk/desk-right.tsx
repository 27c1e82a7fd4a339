import { DeskAlerts } from '../../features/alerts/desk-alerts.tsx';
import { BatchPanel } from '../../features/incidents/batch-panel.tsx';
import { DeskIncident } from '../../features/incidents/desk-incident.tsx';
import { showIncident } from '../show-incident.tsx';
import { useText } from '../../i18n/text.ts';
import { Notice } from '../../ui/notice.tsx';
import type { DeskParts } from './desk-parts.ts';

const alertsAt = (place: string) => <DeskAlerts place={place} />;

/** The incident that is selected, or the rows that are marked. */
export function DeskRight({ desk, offers, line, onReady, onDone, onOpen }: DeskParts) {
  const t = useText();
  const { selected, select, marked, unmark, book } = desk;
  const rows = [...marked].flatMap((id) => book?.rows.get(id) ?? []);
  if (rows.length > 0) return <BatchPanel rows={rows} onReady={onReady} onChoose={line.begin} onClose={unmark} />;
  if (selected === null)
    return (
      <Notice icon="list" title={t('desk.none')}>
        {t('desk.noneHint')}
      </Notice>
    );
  return (
    <DeskIncident
      key={selected}
      id={selected}
      row={book?.rows.get(selected)}
      offers={offers}
      renderActs={showIncident}
      renderPlace={alertsAt}
      isTyping={line.isOpen && line.text.trim() !== ''}
      onOpen={onOpen}
      onReady={onReady}
      onChoose={line.begin}
      onDone={onDone}
      onClose={() => select(null)}
    />
  );
}
