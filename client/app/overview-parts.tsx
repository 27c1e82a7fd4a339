import { lazy, Suspense, type ReactNode } from 'react';
import { BreakdownPanel } from '../features/figures/breakdown-panel.tsx';
import { FiguresPanel } from '../features/figures/figures-panel.tsx';
import { RankingPanel } from '../features/figures/ranking-panel.tsx';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Overview } from './use-overview.ts';
import styles from './overview-page.module.css';

const MapPane = lazy(async () => ({ default: (await import('../features/areas/map-pane.tsx')).MapPane }));
const SeriesPanel = lazy(async () => ({ default: (await import('../features/figures/series-panel.tsx')).SeriesPanel }));
const IncidentSheet = lazy(async () => ({ default: (await import('../features/incidents/incident-sheet.tsx')).IncidentSheet }));

/** The parts of the overview with what each needs of it; a part that fails leaves the others working. */
export function FiguresColumn({ overview }: { overview: Overview }) {
  const { of, names, isReadable, openRows } = overview;
  const { view, hrefOf, change } = overview.control;
  const name = useName();
  const areaName = overview.area ? name(overview.area.properties.name) : '';
  return (
    <>
      <FiguresPanel of={of} areaName={areaName} measure={view.measure} onOpenRows={isReadable ? openRows : null} />
      <SeriesPart overview={overview} />
      <BreakdownPanel
        of={of}
        picked={view.filters.category ?? null}
        onPick={(category) => change({ filters: withCategory(view.filters, category) })}
      />
      {overview.area && (
        <RankingPanel
          of={of}
          tier={overview.area.properties.tier}
          names={names}
          measure={view.measure}
          hrefOf={hrefOf}
          onNear={overview.near}
        />
      )}
    </>
  );
}

export function SeriesPart({ overview }: { overview: Overview }) {
  return (
    <Part>
      <Suspense fallback={<div className={styles.seriesRoom} />}>
        <SeriesPanel of={overview.of} />
      </Suspense>
    </Part>
  );
}

export function MapPart({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const t = useText();
  const { control, of, counts, hovered, near, openIncident } = overview;
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
        />
      </Suspense>
    </Part>
  );
}

export function IncidentsPart({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const name = useName();
  const { me } = useSession();
  const { control, of, rows, area, scope, counts, isReadable, openIncident } = overview;
  const { view, change, hrefOf } = control;
  return (
    <Part>
      <Suspense>
        <IncidentSheet
          of={rows}
          areaName={area ? name(area.properties.name) : ''}
          scopeName={scope ? name(scope.properties.name) : me.scope}
          view={of.view}
          tab={view.list}
          behind={view.behind}
          selected={view.incident}
          counts={counts}
          isReadable={isReadable || area === undefined}
          isPhone={isPhone}
          onTab={(list) => change({ list }, { replace: true })}
          onBack={() => change({ behind: null })}
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
      fallback={(retry) => (
        <Notice icon="warning" role="alert" title={t('error.page')} action={<Button onClick={retry}>{t('error.retry')}</Button>}>
          {t('error.pageHint')}
        </Notice>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

function withCategory({ category: _, ...filters }: Overview['control']['view']['filters'], category: string | null) {
  return category === null ? filters : { ...filters, category };
}
