import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ALERT_ROLES } from '../../../shared/alert-roles.ts';
import { alertQuery, alertsQuery } from '../../api/alerts.query.ts';
import { ProblemError } from '../../api/problem.ts';
import { startMap } from '../../features/areas/start-map.ts';
import { loadAlertTexts } from '../../i18n/alert-texts.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useConnection } from '../../live/connection.ts';
import { groupOf } from '../../state/place.ts';
import { useReplay } from '../../state/replay.ts';
import { useSession } from '../../state/session.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { Notice } from '../../ui/notice.tsx';
import { FailedPage } from '../failed-page.tsx';
import frame from '../kpi-page.module.css';
import { NotFound } from '../not-found.tsx';
import { PhoneNav, PhoneTop } from '../phone-frame.tsx';
import { PageBanner } from '../shell/page-banner.tsx';
import { Rail } from '../shell/rail.tsx';
import { SearchHost } from '../shell/search-host.tsx';
import { useOverview } from '../use-overview.ts';
import { AlertMap } from './alert-map.tsx';
import { AlertsSide } from './alerts-side.tsx';
import { AlertsTopBar } from './alerts-top-bar.tsx';
import { OpenAlert } from './open-alert.tsx';
import { useAlertPlace } from './use-alert-place.ts';
import styles from './alerts-page.module.css';

void startMap();
await loadAlertTexts();

/** `/area/500103/alerts`: what holds at an area, what is under way, what was; and what is written anew. */
export function AlertsPage() {
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const [place, go] = useAlertPlace();
  const { alert, write } = place;
  const last = useRef<number | null>(null);
  const close = (): boolean => {
    if (write !== null) go({ write: null });
    else if (alert !== null) {
      last.current = alert;
      go({ alert: null });
    } else return false;
    return true;
  };
  const overview = useOverview(close);
  const { control, area, areaError, isReadable } = overview;
  const isStale = useConnection((connection) => connection.state === 'stale');
  const isReplay = useReplay((state) => state.replay !== null);
  const isMine = isReadable && area !== undefined && groupOf(control.area) === null;
  const { data: held } = useQuery({ ...alertsQuery(control.area), enabled: isMine });
  const { data: opened } = useQuery({ ...alertQuery(control.area, alert ?? 0), enabled: isMine && alert !== null });
  const areaName = area ? name(area.properties.name) : '';
  useEffect(() => {
    document.title = `${t('nav.alerts')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  // Back to the row that was open.
  useEffect(() => {
    if (alert !== null || last.current === null) return;
    document.querySelector<HTMLElement>(`[data-alert-row="${last.current}"]`)?.focus({ preventScroll: true });
    last.current = null;
  }, [alert]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  const isWriting = write !== null && (!isReplay || write === 'feeds');
  const isOpen = alert !== null || isWriting;
  const looked = alert !== null && write !== 'draft' && write !== 'notice' && write !== 'feeds' ? opened : undefined;
  const map = (
    <AlertMap
      area={looked?.area ?? control.area}
      alerts={looked ? [looked] : isWriting && write !== 'feeds' ? [] : (held?.alerts ?? [])}
      isWhole={looked !== undefined}
      onGo={control.go}
    />
  );
  const mayWrite = {
    draft: !isReplay && ALERT_ROLES.draft.includes(me.role),
    notice: !isReplay && ALERT_ROLES.notice.includes(me.role),
  };
  return (
    <div className={frame.page} data-stale={isStale}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          <AlertsTopBar control={control} onNear={overview.near} />
        </>
      )}
      <PageBanner />
      <main className={styles.main} data-open={isOpen} data-stale={isStale} aria-label={`${t('nav.alerts')} ${areaName}`}>
        {area && !isMine ? (
          <Notice icon="warning" title={t('alert.notYours')}>
            {t('alert.notYoursHint')}
          </Notice>
        ) : (
          <>
            {!(isPhone && isOpen) && (
              <AlertsSide area={control.area} areaName={areaName} isReady={isMine} place={place} mayWrite={mayWrite} onGo={go} />
            )}
            {!isPhone && map}
            {(!isPhone || isOpen) && isMine && (
              <OpenAlert area={control.area} place={place} isWriting={isWriting} map={isPhone ? map : null} onGo={go} onClose={close} />
            )}
          </>
        )}
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}
