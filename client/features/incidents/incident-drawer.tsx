import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { incidentQuery } from '../../api/incidents.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Attachments } from './attachments.tsx';
import { Clocks } from './clocks.tsx';
import { Commands } from './commands.tsx';
import { DrawerSkeleton } from './drawer-skeleton.tsx';
import { IncidentGone } from './incident-gone.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { Presence } from './presence.tsx';
import { TimelineSteps } from './timeline-steps.tsx';
import { useAttach } from './use-attach.ts';
import styles from './drawer.module.css';

const REFRESH_MS = 30_000;

interface Props {
  id: number;
  /** What other features offer to do with it. */
  renderActs: (incident: IncidentWire) => ReactNode;
  onClose: () => void;
}

/** One incident opened: clocks, who holds it, what happened, and what one may do now. */
export function IncidentDrawer({ id, renderActs, onClose }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const panel = useRef<HTMLElement>(null);
  // Frames refresh it at once; the interval is for incidents outside of the room that is open.
  const { data: detail, error, refetch } = useQuery({ ...incidentQuery(id), refetchInterval: REFRESH_MS });
  const { data: directory } = useQuery(directoryQuery);
  const { data: units } = useQuery(unitsQuery(city.area));
  const attach = useAttach(detail);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const close = (
    <>
      {detail && renderActs(detail.incident)}
      <Button kind="icon" aria-label={t('drawer.close')} title={`${t('drawer.close')} (Esc)`} onClick={onClose}>
        <Icon name="close" />
      </Button>
    </>
  );
  const number = detail?.incident.number ?? `#${id}`;
  return (
    <aside
      ref={panel}
      className={styles.drawer}
      aria-label={t('drawer.label', { number })}
      tabIndex={-1}
      data-incident={id}
      data-version={detail?.incident.version}
    >
      {!detail && !error && <DrawerSkeleton close={close} />}
      {!detail && error && (
        <>
          <header className={styles.head}>
            <span className={styles.headTop}>
              <span className={styles.gap} />
              {close}
            </span>
          </header>
          <IncidentGone error={error} onRetry={() => void refetch()} />
        </>
      )}
      {detail && (
        <>
          <IncidentHeader
            incident={detail.incident}
            directory={directory}
            present={<Presence incident={id} isWorking={isWorking} />}
            close={close}
          />
          <div className={styles.body} tabIndex={0} role="group" aria-label={t('drawer.label', { number })}>
            <Clocks incident={detail.incident} />
            <IncidentFacts detail={detail} directory={directory} units={units} name={name} />
            <Attachments detail={detail} attach={attach} />
            <TimelineSteps incident={detail.incident} directory={directory} units={units} />
          </div>
          <Commands key={id} detail={detail} attach={attach} onWorking={setWorking} />
        </>
      )}
    </aside>
  );
}
