import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { plansQuery } from '../api/plans.query.ts';
import { ProblemError } from '../api/problem.ts';
import { useName } from '../i18n/language.ts';
import { loadPlanTexts } from '../i18n/plan-texts.ts';
import { useText } from '../i18n/text.ts';
import { groupOf } from '../state/place.ts';
import { useReplay } from '../state/replay.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { PhoneNav, PhoneTop } from './phone-frame.tsx';
import { PlansView, PlansWaiting } from './plans-view.tsx';
import { Bar } from './shell/bar.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { useOverview, type Overview } from './use-overview.ts';
import frame from './kpi-page.module.css';

await loadPlanTexts();

/** `/area/500103/plans?item=water.leakage`: what is to be reached, what was, and one indicator in full. */
export function PlansPage() {
  const overview = useOverview();
  const { control, area, areaError, isReadable } = overview;
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const areaName = area ? name(area.properties.name) : '';
  useEffect(() => {
    document.title = `${t('nav.plans')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  return (
    <div className={frame.page}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          <Bar>
            <Breadcrumb control={control} onNear={overview.near} />
          </Bar>
        </>
      )}
      <PageBanner />
      <main className={frame.main} aria-label={t('plans.of', { name: areaName })}>
        <h2 className="visually-hidden">{t('plans.title')}</h2>
        <PlansBody overview={overview} isPhone={isPhone} />
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}

/** What there is to show, or why there is nothing. */
function PlansBody({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const { control, area } = overview;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const isReplay = useReplay((state) => state.replay !== null);
  const isNow = control.view.at === null && !isReplay && groupOf(control.area) === null;
  const { data: plans, error } = useQuery({ ...plansQuery(control.area), enabled: isNow && area !== undefined });
  if (!isNow) {
    const back = control.view.at !== null && <Button onClick={() => control.change({ at: null })}>{t('at.back')}</Button>;
    return (
      <Notice icon="flag" title={t('plans.nowOnly')} action={back}>
        {t('plans.nowOnlyHint')}
      </Notice>
    );
  }
  if (error && !plans) {
    const isElsewhere = error instanceof ProblemError && error.code === 'scope.denied';
    return (
      <Notice
        icon="flag"
        role="alert"
        title={t(isElsewhere ? 'plans.elsewhere' : 'plans.failed')}
        action={isElsewhere ? <Link to={control.hrefOf(me.scope)}>{t('plans.toOwn')}</Link> : undefined}
      >
        {isElsewhere ? undefined : error.message}
      </Notice>
    );
  }
  if (!plans || !area) return <PlansWaiting />;
  if (plans.length === 0)
    return (
      <Notice icon="flag" title={t('plans.none', { name: name(area.properties.name) })}>
        {t('plans.noneHint')}
      </Notice>
    );
  return <PlansView key={control.area} overview={overview} plans={plans} isPhone={isPhone} />;
}
