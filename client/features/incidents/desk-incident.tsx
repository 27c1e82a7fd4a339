import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import type { CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentDetail, IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { incidentQuery } from '../../api/incidents.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Attachments } from './attachments.tsx';
import { Clocks } from './clocks.tsx';
import { DeskCommands } from './desk-commands.tsx';
import { letterOf } from './command-model.ts';
import { DrawerSkeleton } from './drawer-skeleton.tsx';
import { IncidentGone } from './incident-gone.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { TimelineSteps } from './timeline-steps.tsx';
import { useAttach, type Attach } from './use-attach.ts';
import { useCommands, type Give } from './use-commands.ts';
import drawer from './drawer.module.css';
import styles from './desk.module.css';

const REFRESH_MS = 30_000;

interface Props {
  id: number;
  /** As the queue knows it: what it says stands at once, the rest follows. */
  row: IncidentWire | undefined;
  onReady: (give: Give | null) => void;
  onChoose: (command: CommandName) => boolean;
  onDone: (command: CommandName, isGiven: boolean) => void;
  onClose: () => void;
}

/** The right pane of the desk: one incident, and what may be done with it by key. */
export function DeskIncident({ id, row, onReady, onChoose, onDone, onClose }: Props) {
  const t = useText();
  const { data: detail, error, refetch } = useQuery({ ...incidentQuery(id), refetchInterval: REFRESH_MS });
  const takeEarly = useEarlyKey(detail === undefined);
  const attach = useAttach(detail);
  const number = detail?.incident.number ?? row?.number ?? `#${id}`;
  const close = (
    <Button kind="icon" aria-label={t('drawer.close')} title={`${t('drawer.close')} (Esc)`} onClick={onClose}>
      <Icon name="close" />
    </Button>
  );
  return (
    <section
      className={styles.incident}
      aria-label={t('drawer.label', { number })}
      tabIndex={-1}
      data-incident={id}
      data-version={detail?.incident.version}
    >
      {!detail && error && <IncidentGone error={error} onRetry={() => void refetch()} />}
      {!detail && !error && !row && <DrawerSkeleton close={close} />}
      {!detail && !error && row && <Parts incident={row} detail={null} attach={attach} close={close} />}
      {detail && (
        <>
          <Parts incident={detail.incident} detail={detail} attach={attach} close={close} />
          <Given key={id} detail={detail} attach={attach} onReady={onReady} takeEarly={takeEarly} onChoose={onChoose} onDone={onDone} />
        </>
      )}
    </section>
  );
}

function Parts({
  incident,
  detail,
  attach,
  close,
}: {
  incident: IncidentWire;
  detail: IncidentDetail | null;
  attach: Attach;
  close: ReactNode;
}) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: units } = useQuery(unitsQuery(city.area));
  const label = t('drawer.label', { number: incident.number });
  return (
    <>
      <IncidentHeader incident={incident} directory={directory} close={close} />
      <div className={drawer.body} tabIndex={0} role="group" aria-label={label}>
        <Clocks incident={incident} />
        {detail && <IncidentFacts detail={detail} directory={directory} units={units} name={name} />}
        {detail && <Attachments detail={detail} attach={attach} />}
        <TimelineSteps incident={incident} directory={directory} units={units} />
      </div>
    </>
  );
}

function Given({
  detail,
  attach,
  onReady,
  takeEarly,
  onChoose,
  onDone,
}: Pick<Props, 'onReady' | 'onChoose' | 'onDone'> & { detail: IncidentDetail; attach: Attach; takeEarly: () => string | null }) {
  const control = useCommands(detail, { onReady, onChoose, onDone, onAttach: () => attach.pick() });
  const begin = useEffectEvent((letter: string | null) => {
    if (letter !== null) control.press(letter);
  });
  useEffect(() => begin(takeEarly()), [takeEarly]);
  return <DeskCommands detail={detail} control={control} attach={attach} />;
}

/** A key pressed before the incident is here counts once it is: hands are faster than lines. */
function useEarlyKey(isWaiting: boolean): () => string | null {
  const key = useRef<string | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isWaiting || event.defaultPrevented || isTyping(event.target) || event.key.length !== 1) return;
    if (!event.ctrlKey && !event.metaKey && !event.altKey) key.current = letterOf(event);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return useCallback(() => {
    const pressed = key.current;
    key.current = null;
    return pressed;
  }, []);
}
