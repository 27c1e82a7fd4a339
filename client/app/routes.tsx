import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { DESK_ROLES } from '../../shared/terms.ts';
import { readsRules } from '../../shared/rule-terms.ts';
import { operatesWall } from '../../shared/wall-control.ts';
import { cityQuery, meQuery } from '../api/session.query.ts';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { SessionContext } from '../state/session.ts';
import { PageFrame } from './shell/page-frame.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';
import { loadKpi, loadOverview, loadVitals } from './start.ts';

const OverviewPage = lazy(async () => ({ default: (await loadOverview()).OverviewPage }));
const KpiPage = lazy(async () => ({ default: (await loadKpi()).KpiPage }));
const AlertsPage = lazy(async () => ({ default: (await import('./alerts/alerts-page.tsx')).AlertsPage }));
const VitalsPage = lazy(async () => ({ default: (await loadVitals()).VitalsPage }));
const PlansPage = lazy(async () => ({ default: (await import('./plans-page.tsx')).PlansPage }));
const DevicesPage = lazy(async () => ({ default: (await import('./devices/devices-page.tsx')).DevicesPage }));
const DeskPage = lazy(async () => ({ default: (await import('./desk/desk-page.tsx')).DeskPage }));
const HandoverPage = lazy(async () => ({ default: (await import('./desk/handover-page.tsx')).HandoverPage }));
const RulesPage = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }));
const WallsPage = lazy(async () => ({ default: (await import('./walls-page.tsx')).WallsPage }));
const ScenesPage = lazy(async () => ({ default: (await import('./scenes-page.tsx')).ScenesPage }));
const WallPreview = lazy(async () => {
  const [{ WallPreview: Preview }, { loadWallTexts }] = await Promise.all([
    import('../wall/preview-page.tsx'),
    import('../i18n/wall-texts.ts'),
  ]);
  await loadWallTexts();
  return { default: Preview };
});
const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }));

/** Nothing is shown to a stranger: the page asked for waits behind the sign-in, at its own address. */
export function AppRoutes() {
  const me = useQuery(meQuery);
  const city = useQuery({ ...cityQuery, enabled: Boolean(me.data) });
  const { search, pathname } = useLocation();
  if (me.isError || city.isError)
    return <FailedPage error={me.error ?? city.error} onRetry={() => void (me.isError ? me.refetch() : city.refetch())} />;
  if (me.data === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  if (!me.data || !city.data) return <ShellSkeleton />;
  return (
    <SessionContext value={{ me: me.data, city: city.data }}>
      <PageFrame isPicture={pathname === '/wall/preview'}>
        <Suspense fallback={<ShellSkeleton />}>
          <Routes>
            <Route path="/" element={<Navigate to={`/area/${encodeURIComponent(me.data.scope)}${search}`} replace />} />
            <Route path="/area/:code" element={<OverviewPage />} />
            <Route path="/area/:code/kpi" element={<KpiPage />} />
            <Route path="/area/:code/alerts" element={<AlertsPage />} />
            <Route path="/alerts" element={<Navigate to={`/area/${encodeURIComponent(me.data.scope)}/alerts${search}`} replace />} />
            <Route path="/area/:code/vitals" element={<VitalsPage />} />
            <Route path="/vitals" element={<Navigate to={`/area/${encodeURIComponent(me.data.scope)}/vitals${search}`} replace />} />
            <Route path="/area/:code/plans" element={<PlansPage />} />
            <Route path="/plans" element={<Navigate to={`/area/${encodeURIComponent(me.data.scope)}/plans${search}`} replace />} />
            <Route path="/area/:code/devices" element={<DevicesPage />} />
            <Route path="/devices" element={<Navigate to={`/area/${encodeURIComponent(me.data.scope)}/devices${search}`} replace />} />
            <Route path="/group/:group" element={<OverviewPage />} />
            {DESK_ROLES.has(me.data.role) && <Route path="/desk" element={<DeskPage />} />}
            {DESK_ROLES.has(me.data.role) && <Route path="/desk/handover" element={<HandoverPage />} />}
            {readsRules(me.data.role) && <Route path="/rules" element={<RulesPage />} />}
            {operatesWall(me.data.role) && <Route path="/walls" element={<WallsPage />} />}
            {operatesWall(me.data.role) && <Route path="/walls/scenes" element={<ScenesPage />} />}
            <Route path="/wall/preview" element={<WallPreview />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </PageFrame>
    </SessionContext>
  );
}
