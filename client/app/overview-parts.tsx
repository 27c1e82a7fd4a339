import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { alertsQuery } from '../api/alerts.query.ts';
import { FiguresPanel } from '../features/figures/figures-panel.tsx';
import { DutyPanel } from '../features/units/duty-panel.tsx';
import { placeDepth } from '../features/incidents/list-columns.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { groupOf } from '../state/place.ts';
import { useSession } from '../state/session.ts';
import { useStable } from '../state/use-stable.ts';
import { behindOf } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { loadAlertStrip, loadIncidentSheet, loadLowerPanels, loadMapPane } from './parts.ts';
import { useAlertedAreas } from './use-alerted-areas.ts';
import type { Overview } from './use-overview.ts';
import styles from './overview-page.module.css';

const AlertStrip = lazy(async () => ({ default: (await loadAlertStrip()).AlertStrip }));
const MapPane = lazy(async () => ({ default: (await loadMapPane()).MapPane }));
const LowerPanels = lazy(async () => ({ default: (await loadLowerPanels()).LowerPanels }));
const IncidentSheet = lazy(async () => ({ default: (await loadIncidentSheet()).IncidentSheet }));

/** The parts of the overview with what each needs of it; a part that fails leaves the others working. */
export function FiguresColumn({ overview }: { overview: Overview }) {
  const { of, isReadable, openRows } = overview;
  const { view } = overview.control;
  const name = useName();
  const areaName = overview.area ? name(overview.area.properties.name) : '';
  return (
    <>
      <FiguresPanel of={of} areaName={areaName} measure={view.measure} onOpenRows={isReadable ? openRows : null} />
      <LowerPart overview={overview} />
      {isReadable && groupOf(of.area) === null && <DutyPanel area={of.area} />}
    </>
  );
}

export function LowerPart({ overview }: { overview: Overview }) {
  return (
    <Part>
      <Suspense fallback={<div className={styles.seriesRoom} aria-busy="true" />}>
        <LowerPanels overview={overview} />
      </Suspense>
    </Part>
  );
}

export function MapPart({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const t = useText();
  const { control, of, counts, hovered, near, openIncident } = overview;
  const alerts = useAlertedAreas(alertArea(overview));
  return (
    <Part>
      <Suspense fallback={<p className={styles.room}>{t('map.loading')}</p>}>
        <MapPane
          of={of}
          measure={control.view.measure}
          openCount={counts?.open ?? null}
          hoveredArea={hovered}
          selectedIncident={control.view.incident}
          hrefOf={control.hrefOf}
          onGo={control.go}
          onHover={near}
          onIncident={openIncident}
          isPhone={isPhone}
          alerts={alerts}
        />
      </Suspense>
    </Part>
  );
}

/** Alerts are those of now, at areas that there are and that one may ask about. */
const alertArea = ({ area, isReadable, of }: Overview): string | null =>
  area !== undefined && isReadable && groupOf(of.area) === null ? of.area : null;
export function AlertsPart({ overview }: { overview: Overview }) {
  const area = alertArea(overview);
  const { data } = useQuery({ ...alertsQuery(area ?? ''), enabled: area !== null });
  // Mostly nothing holds: then nothing is fetched for it either.
  if (area === null || !data || data.alerts.length === 0) return null;
  return (
    <Part>
      <Suspense>
        <AlertStrip area={area} names={overview.names} />
      </Suspense>
    </Part>
  );
}

export function IncidentsPart({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const name = useName();
  const { me } = useSession();
  const { control, of, rows, area, scope, counts, isReadable, openIncident } = overview;
  const { view, change, hrefOf } = control;
  const t = useText();
  const behind = useStable(behindOf(view), `${view.behind} ${view.part} ${view.dimension} ${view.unit} ${view.holder}`);
  if (view.at !== null) {
    return (
      <Notice icon="list" title={t('at.noRows')} action={<Button onClick={() => change({ at: null })}>{t('at.back')}</Button>}>
        {t('at.noRowsHint')}
      </Notice>
    );
  }
  return (
    <Part>
      <Suspense>
        <IncidentSheet
          of={rows}
          areaName={area ? name(area.properties.name) : ''}
          depth={placeDepth(area?.properties)}
          scopeName={scope ? name(scope.properties.name) : me.scope}
          view={of.view}
          tab={view.list}
          behind={behind}
          text={view.q}
          selected={view.incident}
          counts={counts}
          isReadable={area === undefined ? null : isReadable}
          isPhone={isPhone}
          onTab={(list) => change({ list }, { replace: true })}
          onBack={() => change({ behind: null, q: null })}
          onOpen={openIncident}
          toScope={hrefOf(me.scope)}
        />
      </Suspense>
    </Part>
  );
}

function Part({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <ErrorBoundary
      renderFailed={(retry) => (
        <Notice icon="warning" role="alert" title={t('error.page')} action={<Button onClick={retry}>{t('error.retry')}</Button>}>
          {t('error.pageHint')}
        </Notice>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
