import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemError } from '../../api/problem.ts';
import type { Give } from '../../features/incidents/use-commands.ts';
import { startMap } from '../../features/areas/start-map.ts';
import { loadDeskTexts } from '../../i18n/desk-texts.ts';
import { useText } from '../../i18n/text.ts';
import { useConnection } from '../../live/connection.ts';
import { deskActOf } from '../../state/desk-keys.ts';
import { handoverPath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { openUnits } from '../../state/unit-dialog.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { isTyping } from '../../ui/is-typing.ts';
import { FailedPage } from '../failed-page.tsx';
import { NotFound } from '../not-found.tsx';
import { loadMapPane } from '../parts.ts';
import { PageBanner } from '../shell/page-banner.tsx';
import { SearchHost } from '../shell/search-host.tsx';
import { useMapUnits } from '../use-map-units.ts';
import { useWayOut } from '../use-way-out.ts';
import { DeskPanes } from './desk-panes.tsx';
import { PhoneDesk } from './phone-desk.tsx';
import { UnitHost } from './unit-host.tsx';
import { useDesk } from './use-desk.ts';
import { useDeskOffers } from './use-desk-offers.ts';
import { useDeskLine } from './use-desk-line.ts';

// The map's code is the largest and starts first. Texts of the desk come with it: nothing is drawn before they are here.
void startMap();
void loadMapPane();
await loadDeskTexts();

const CheatSheet = lazy(async () => ({ default: (await import('../../features/desk/cheat-sheet.tsx')).CheatSheet }));

/** The dispatcher's desk: queue, map and incident, worked by keys. */
export function DeskPage() {
  const t = useText();
  const isPhone = useIsPhone();
  const desk = useDesk();
  const { control, area, areaError, selected, select, marked, unmark } = desk;
  const line = useConnection((connection) => connection.state);
  const giver = useRef<Give | null>(null);
  const onReady = useCallback((give: Give | null) => {
    giver.current = give;
  }, []);
  const [isHelp, setHelp] = useState(false);
  const { me } = useSession();
  const navigate = useNavigate();
  const openHandover = () => void navigate(handoverPath(control.area, me.scope));
  const offers = useDeskOffers(selected, marked.size > 0);
  useMapUnits({ area: isPhone ? null : control.area, isWhole: desk.isNear, offered: offers.map(({ offer }) => offer) });
  const typed = useDeskLine(desk, offers, {
    give: (command, draft) => {
      giver.current?.(command, draft);
      focusRow(selected);
    },
    openPage: () => openHandover(),
  });
  const title = `${t('nav.desk')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '/') typed.setOpen(true);
    else if (event.key === '?') setHelp(true);
    else if (deskActOf(event, me.role)?.act === 'handover') openHandover();
    else if (deskActOf(event, me.role)?.act === 'units') openUnits();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useWayOut(() => {
    if (marked.size > 0) unmark();
    else if (selected !== null) select(null);
  });

  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  const shared = {
    desk,
    offers,
    line: typed,
    onReady,
    onDone: () => focusRow(selected),
    onOpen: (id: number) => {
      select(id);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-incident]')?.focus({ preventScroll: true }));
    },
    onHelp: () => setHelp(true),
    isStale: line === 'stale',
  };
  return (
    <>
      {isPhone ? <PhoneDesk {...shared} /> : <DeskPanes {...shared} />}
      <PageBanner />
      <SearchHost control={control} isReadable />
      <UnitHost area={control.area} onIncident={shared.onOpen} />
      {isHelp && (
        <Suspense>
          <CheatSheet isOpen onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Back to the queue, unless the hand is somewhere by now. */
function focusRow(id: number | null): void {
  requestAnimationFrame(() => {
    const at = document.activeElement;
    if (at === null || at === document.body)
      document.querySelector<HTMLElement>(`[role="row"][data-id="${id}"]`)?.focus({ preventScroll: true });
  });
}
