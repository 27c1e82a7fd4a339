import { lazy, Suspense, useEffect } from 'react';
import { ProblemError } from '../api/problem.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useConnection } from '../live/connection.ts';
import { usePreferences } from '../state/preferences.ts';
import { useReplay } from '../state/replay.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { SheetHandle } from '../ui/sheet-handle.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import { showIncident } from './show-incident.tsx';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { loadIncidentDrawer } from './parts.ts';
import { AlertsPart, FiguresColumn, IncidentsPart, MapPart } from './overview-parts.tsx';
import { PhoneOverview } from './phone-overview.tsx';
import { DayBanner } from './shell/day-banner.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useOverview } from './use-overview.ts';
import styles from './overview-page.module.css';

const IncidentDrawer = lazy(async () => ({ default: (await loadIncidentDrawer()).IncidentDrawer }));

export function OverviewPage() {
  const overview = useOverview();
  const isPhone = useIsPhone();
  const t = useText();
  const name = useName();
  const { city, me } = useSession();
  const line = useConnection((connection) => connection.state);
  const isStale = line === 'stale';
  const isSheetOpen = usePreferences((state) => state.isSheetOpen);
  const { control, areaError, area, closeIncident } = overview;
  const { incident } = control.view;
  const isReplay = useReplay((state) => state.replay !== null);
  const title = `${isReplay ? `${t('replay.mark')} · ` : ''}${area ? `${name(area.properties.name)} · ` : ''}${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  const drawer = incident !== null && (
    <Suspense fallback={<div className={styles.drawer} />}>
      <div className={styles.drawer}>
        {isPhone && (
          <SheetHandle label={t('drawer.close')} isExpanded onPress={closeIncident} onPull={(to) => to === 'down' && closeIncident()} />
        )}
        <IncidentDrawer key={incident} id={incident} renderActs={showIncident} onClose={closeIncident} />
      </div>
    </Suspense>
  );
  const banner = <PageBanner>{control.view.at === null ? null : <DayBanner control={control} area={area} />}</PageBanner>;
  const search = <SearchHost control={control} isReadable={overview.isReadable} />;
  if (isPhone) {
    return (
      <>
        <PhoneOverview overview={overview} isStale={isStale} />
        {incident !== null && <div className={styles.veil} onClick={closeIncident} aria-hidden="true" />}
        {drawer}
        {search}
        {banner}
      </>
    );
  }
  return (
    <div
      className={styles.page}
      data-drawer={incident !== null}
      data-sheet={isSheetOpen}
      data-stale={isStale}
      data-columns={area?.properties.children === 0 ? 1 : 2}
    >
      <SkipLink to="incidents">{t('nav.skip')}</SkipLink>
      <Rail control={control} deskOf={overview.isReadable ? control.area : me.scope} />
      <TopBar control={control} onNear={overview.near} />
      {banner}
      <main className={styles.map} aria-label={area ? name(area.properties.name) : name(city.names)}>
        <AlertsPart overview={overview} />
        <div className={styles.mapRoom}>
          <MapPart overview={overview} isPhone={false} />
        </div>
      </main>
      <div className={styles.sheet} id="incidents">
        <IncidentsPart overview={overview} isPhone={false} />
      </div>
      {drawer}
      <div className={styles.column}>
        <FiguresColumn overview={overview} />
      </div>
      {search}
    </div>
  );
}
