import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { editsPlans } from '../../shared/plan-terms.ts';
import type { PlanView } from '../../shared/plan-wire.ts';
import { plansQuery } from '../api/plans.query.ts';
import { ProblemError } from '../api/problem.ts';
import type { Saved } from '../features/plans/editor/use-plan-editor.ts';
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
const PlanEditor = lazy(async () => ({ default: (await import('../features/plans/editor/plan-editor.tsx')).PlanEditor }));

/** `/area/500103/plans?item=water.leakage`: what is to be reached, what was, and one indicator in full; `write=edit`: the plan as a form. */
export function PlansPage() {
  const [params, setParams] = useSearchParams();
  const close = (): boolean => {
    if (!params.has('write')) return false;
    setParams((before) => {
      before.delete('write');
      return before;
    });
    return true;
  };
  const overview = useOverview(close);
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
        <PlansBody overview={overview} isPhone={isPhone} onClose={() => void close()} />
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}

/** What there is to show, or why there is nothing. */
function PlansBody({ overview, isPhone, onClose }: { overview: Overview; isPhone: boolean; onClose: () => void }) {
  const { control, area } = overview;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const isReplay = useReplay((state) => state.replay !== null);
  const isNow = control.view.at === null && !isReplay && groupOf(control.area) === null;
  const { data: plans, error } = useQuery({ ...plansQuery(control.area), enabled: isNow && area !== undefined });
  const { write, begin, goOn } = usePlanWriting(overview);
  const mayMake = editsPlans(me.role) && overview.isReadable;
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
  const edit = (view: PlanView | null, start: string | null) => (
    <Suspense fallback={<PlansWaiting />}>
      <PlanEditor view={view} area={control.area} start={start} isPhone={isPhone} onSaved={goOn} onClose={onClose} />
    </Suspense>
  );
  if (write === 'new' && mayMake) return edit(null, null);
  if (plans.length === 0)
    return (
      <Notice
        icon="flag"
        title={t('plans.none', { name: name(area.properties.name) })}
        action={mayMake && <Button onClick={() => begin('new')}>{t('plans.edit.new')}</Button>}
      >
        {t('plans.noneHint')}
      </Notice>
    );
  return (
    <PlansView
      key={control.area}
      overview={overview}
      plans={plans}
      isPhone={isPhone}
      onNew={mayMake ? () => begin('new') : null}
      onEdit={() => begin('edit')}
      editor={write === 'edit' ? edit : null}
    />
  );
}

/** What is being written, in the address; afterwards one looks at what was saved, with the hand on the tree. */
function usePlanWriting({ control }: Overview) {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const write = params.get('write');
  const wrote = useRef(write);
  useEffect(() => {
    if (wrote.current !== null && write === null) document.querySelector<HTMLElement>('main [role=treegrid]')?.focus();
    wrote.current = write;
  }, [write]);
  const begin = (what: 'new' | 'edit'): void =>
    setParams((before) => {
      before.set('write', what);
      return before;
    });
  const goOn = ({ code, node }: Saved, item: string | null): void => {
    // A plan of a part of the area is not seen from here.
    const [path = '', search] = control.hrefOf(write === 'new' ? node : control.area).split('?');
    const next = new URLSearchParams(search);
    next.set('plan', code);
    if (item === null) next.delete('item');
    else next.set('item', item);
    void navigate(`${path}?${next.toString()}`, { replace: true });
  };
  return { write, begin, goOn };
}
