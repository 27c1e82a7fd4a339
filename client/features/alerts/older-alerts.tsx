import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { shelfQuery } from '../../api/alerts.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';

interface Props {
  area: string;
  before: number;
  renderRows: (alerts: readonly AlertWire[]) => ReactNode;
}
/** A further page of the history, once somebody wants it. */
export function OlderAlerts({ area, before, renderRows }: Props) {
  const t = useText();
  const [isWanted, setWanted] = useState(false);
  const { data } = useQuery({ ...shelfQuery(area, 'past', before), enabled: isWanted });
  if (!data)
    return (
      <Button kind="quiet" disabled={isWanted} onClick={() => setWanted(true)}>
        {t('alert.older')}
      </Button>
    );
  return (
    <>
      {renderRows(data.alerts)}
      {data.next !== null && <OlderAlerts area={area} before={data.next} renderRows={renderRows} />}
    </>
  );
}
