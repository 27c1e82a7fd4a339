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
import { Branches } from './branches.tsx';
import { Clocks } from './clocks.tsx';
import { DeskCommands } from './desk-commands.tsx';
import { isCommandKey, pressedOf, type Pressed } from './command-model.ts';
import { DrawerSkeleton } from './drawer-skeleton.tsx';
import { Duplicates } from './duplicates.tsx';
import { IncidentGone } from './incident-gone.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { Links } from './links.tsx';
import { Presence } from './presence.tsx';
import { RecallCountdown } from './recall-countdown.tsx';
import { TimelineSteps } from './timeline-steps.tsx';
import { UnitOffers } from './unit-offers.tsx';
import { evidenceOf, useAttach, type Attach } from './use-attach.ts';
import { useCommands, type CommandsControl, type Give } from './use-commands.ts';
import type { HeldOffer } from './use-offers.ts';
import drawer from './drawer.module.css';
import styles from './desk.module.css';

const REFRESH_MS = 30_000;

interface Props {
  id: number;
  /** As the queue knows it: what it says stands at once, the rest follows. */
  row: IncidentWire | undefined;
  /** The units to send; none where nobody is to be sent. */
  offers: readonly HeldOffer[];
  /** What other features offer to do with it. */
  renderActs: (incident: IncidentWire) => ReactNode;
  /** What other features say of where it lies. */
  renderPlace?: (place: string) => ReactNode;
  /** The command line is being written for it. */
  isTyping: boolean;
  onReady: (give: Give | null) => void;
  onChoose: (command: CommandName) => boolean;
  onDone: (command: CommandName, isGiven: boolean) => void;
  /** Another incident, that this one has to do with. */
  onOpen: (id: number) => void;
  onClose: () => void;
}

/** The right pane of the desk: one incident, and what may be done with it by key. */
export function DeskIncident({
  id,
  row,
  offers,
  renderActs,
  renderPlace,
  isTyping: isTypingLine,
  onReady,
  onChoose,
  onDone,
  onOpen,
  onClose,
}: Props) {
  const t = useText();
  const { data: detail, error, refetch } = useQuery({ ...incidentQuery(id), refetchInterval: REFRESH_MS });
  const takeEarly = useEarlyKey(detail === undefined);
  const attach = useAttach(detail);
  const number = detail?.incident.number ?? row?.number ?? `#${id}`;
  const known = detail?.incident ?? row;
  const place = known && renderPlace?.(known.place);
  const close = (
    <>
      {known && renderActs(known)}
      <Button kind="icon" aria-label={t('drawer.close')} title={`${t('drawer.close')} (Esc)`} onClick={onClose}>
        <Icon name="close" />
      </Button>
    </>
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
      {!detail && !error && row && (
        <Parts
          incident={row}
          detail={null}
          attach={attach}
          control={null}
          isTyping={isTypingLine}
          onOpen={onOpen}
          close={close}
          place={place}
        />
      )}
      {detail && (
        <Opened
          key={id}
          detail={detail}
          units={offers}
          attach={attach}
          takeEarly={takeEarly}
          isTyping={isTypingLine}
          onReady={onReady}
          onChoose={onChoose}
          onDone={onDone}
          onOpen={onOpen}
          close={close}
          place={place}
        />
      )}
    </section>
  );
}

interface PartsProps {
  incident: IncidentWire;
  detail: IncidentDetail | null;
  attach: Attach;
  control: CommandsControl | null;
  isTyping: boolean;
  onOpen: (id: number) => void;
  close: ReactNode;
  place: ReactNode;
}
function Parts({ incident, detail, attach, control, isTyping: isTypingLine, onOpen, close, place }: PartsProps) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: units } = useQuery(unitsQuery(city.area));
  const label = t('drawer.label', { number: incident.number });
  const present = <Presence incident={incident.id} isWorking={isTypingLine || (control !== null && control.chosen !== null)} />;
  return (
    <>
      <IncidentHeader incident={incident} directory={directory} present={present} close={close} />
      {place}
      <div className={drawer.body} tabIndex={0} role="group" aria-label={label}>
        <Clocks incident={incident} />
        {detail && control && (
          <>
            <IncidentFacts detail={detail} directory={directory} units={units} name={name} isDesk />
            <Branches detail={detail} units={units} control={control} />
            <Duplicates detail={detail} control={control} onOpen={onOpen} />
            <Links incident={incident} onOpen={onOpen} />
            <Attachments detail={detail} attach={attach} />
          </>
        )}
        <TimelineSteps incident={incident} directory={directory} units={units} />
      </div>
    </>
  );
}

type OpenedProps = Pick<Props, 'onReady' | 'onChoose' | 'onDone' | 'isTyping' | 'onOpen'> & {
  detail: IncidentDetail;
  attach: Attach;
  units: readonly HeldOffer[];
  takeEarly: () => Pressed | null;
  close: ReactNode;
  place: ReactNode;
};
/** The incident with what may be done with it. */
function Opened({ detail, attach, units, onReady, takeEarly, onChoose, onDone, ...rest }: OpenedProps) {
  const { city } = useSession();
  const control = useCommands(detail, {
    onReady,
    onDone,
    unitOf: (digit) => units[Number(digit) - 1]?.offer.unit ?? null,
    onAttach: () => attach.pick(),
    // The line asks for one thing; where evidence is asked for the form shows what is missing.
    onChoose: (command) => (command !== 'handle' || evidenceOf(detail.incident, city).length === 0) && onChoose(command),
  });
  const begin = useEffectEvent((pressed: Pressed | null) => {
    if (pressed !== null) control.press(pressed);
  });
  useEffect(() => begin(takeEarly()), [takeEarly]);
  const canSend = detail.commands.includes('dispatch') && !control.state.isPending;
  const recall = control.offers.find(({ command, branch }) => command === 'recall' && branch === null);
  return (
    <>
      <Parts incident={detail.incident} detail={detail} attach={attach} control={control} {...rest} />
      {recall && <RecallCountdown incident={detail.incident} onRecall={() => void control.choose(recall)} />}
      {units.length > 0 && control.chosen === null && (
        <UnitOffers offers={units} onPick={canSend ? (unit) => void control.sendUnit(unit) : null} />
      )}
      <DeskCommands detail={detail} control={control} attach={attach} />
    </>
  );
}

/** A key pressed before the incident is here counts once it is: hands are faster than lines. */
function useEarlyKey(isWaiting: boolean): () => Pressed | null {
  const kept = useRef<Pressed | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isWaiting || event.defaultPrevented || isTyping(event.target)) return;
    const pressed = pressedOf(event);
    if (pressed === null) return;
    kept.current = pressed;
    // Else the browser takes Alt and a letter for its menus.
    if (pressed.isLate && isCommandKey(pressed.letter)) event.preventDefault();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return useCallback(() => {
    const pressed = kept.current;
    kept.current = null;
    return pressed;
  }, []);
}
