import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { editsPlans } from '../../shared/plan-terms.ts';
import type { PlanView } from '../../shared/plan-wire.ts';
import { plansQuery } from '../api/plans.query.ts';
import type { Saved } from '../features/plans/editor/use-plan-editor.ts';
import { useName } from '../i18n/language.ts';
import { loadPlanTexts } from '../i18n/plan-texts.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { useIsWanted, usePageParams } from '../state/use-page-params.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { AreaPage } from './area-page.tsx';
import { BoardWaiting } from './beside.tsx';
import { NotNow, NotTold, useIsNow } from './of-now.tsx';
import { PlansView } from './plans-view.tsx';
import { Bar } from './shell/bar.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { useOverview, type Overview } from './use-overview.ts';

await loadPlanTexts();
const PlanEditor = lazy(async () => ({ default: (await import('../features/plans/editor/plan-editor.tsx')).PlanEditor }));

/** `/area/500103/plans?item=water.leakage`: what is to be reached, what was, and one indicator in full; `write=edit`: the plan as a form. */
export function PlansPage() {
  const [params, setParams] = usePageParams();
  const close = (): boolean => {
    if (!params.has('write')) return false;
    setParams((before) => {
      before.delete('write');
      return before;
    });
    return true;
  };
  const overview = useOverview(close);
  const { control, near } = overview;
  const t = useText();
  const bar = (
    <Bar>
      <Breadcrumb control={control} onNear={near} />
    </Bar>
  );
  return (
    <AreaPage overview={overview} page="plans" bar={bar} label={(name) => t('plans.of', { name })}>
      <h2 className="visually-hidden">{t('plans.title')}</h2>
      <PlansBody overview={overview} onClose={() => void close()} />
    </AreaPage>
  );
}

/** What there is to show, or why there is nothing. */
function PlansBody({ overview, onClose }: { overview: Overview; onClose: () => void }) {
  const { control, area } = overview;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const isPhone = useIsPhone();
  const isNow = useIsNow(control);
  const { data: plans, error } = useQuery({ ...plansQuery(control.area), enabled: isNow && area !== undefined });
  const { write, begin, goOn } = usePlanWriting(overview);
  const mayMake = editsPlans(me.role) && overview.isReadable;
  if (!isNow) return <NotNow page="plans" control={control} />;
  if (error && !plans) return <NotTold page="plans" control={control} error={error} />;
  if (!plans || !area) return <BoardWaiting lines={12} height={36} />;
  const edit = (view: PlanView | null, start: string | null) => (
    <Suspense fallback={<BoardWaiting lines={12} height={36} />}>
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
  const isWanted = useIsWanted();
  const [params, setParams] = usePageParams();
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
    if (!isWanted()) return;
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
