import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { PLAN_NATURES, PLAN_STATES } from '../../shared/plan-terms.ts';
import type { PlanItem, PlanMeasure, PlansWire, PlanView } from '../../shared/plan-wire.ts';
import { childrenQuery } from '../api/areas.query.ts';
import { planQuery } from '../api/plans.query.ts';
import { PlanHead } from '../features/plans/plan-head.tsx';
import { PlanList } from '../features/plans/plan-list.tsx';
import { isBehind, shownYear, treeLines, type PlanFilter } from '../features/plans/plan-model.ts';
import { PlanPanel } from '../features/plans/plan-panel.tsx';
import { PlanTree } from '../features/plans/plan-tree.tsx';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { usePutParams } from '../state/use-put-params.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Beside, BoardWaiting } from './beside.tsx';
import type { Overview } from './use-overview.ts';

const NONE: ReadonlySet<string> = new Set();

interface Props {
  overview: Overview;
  plans: PlansWire;
  isPhone: boolean;
  /** Null = the reader may not make one here. */
  onNew: (() => void) | null;
  onEdit: () => void;
  /** The form of a plan, beginning with an indicator; null = it is only looked at. */
  editor: ((view: PlanView, start: string | null) => ReactNode) | null;
}
/** A plan as a tree, and one of its indicators in full: beside one another, or on a phone one after the other. */
export function PlansView({ overview, plans, isPhone, onNew, onEdit, editor }: Props) {
  const { control, of } = overview;
  const area = overview.area!;
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const [params, put] = usePutParams();
  const [closed, setClosed] = useState(NONE);
  const code = plans.find((plan) => plan.code === params.get('plan'))?.code ?? plans[0]!.code;
  const { data: view, error } = useQuery(planQuery(code, control.area));
  const { data: children } = useQuery(childrenQuery(control.area, of.atMs));
  const departments = useMemo(() => new Map(city.departments.map((each) => [each.code, each.names])), [city.departments]);
  const filter: PlanFilter = {
    nature: PLAN_NATURES.find((each) => each === params.get('nature')) ?? null,
    state: PLAN_STATES.find((each) => each === params.get('standing')) ?? null,
    department: params.get('responsible'),
  };
  if (error && !view)
    return (
      <Notice icon="flag" role="alert" title={t('plans.failed')}>
        {error.message}
      </Notice>
    );
  if (!view) return <BoardWaiting lines={12} height={36} />;
  const lines = treeLines(view, filter, isPhone ? NONE : closed);
  const asked = params.get('item');
  // On a phone an indicator is opened; beside the tree one is always there, and first of all what is behind.
  const first = lines.find(({ row }) => row && isBehind(row.standing.state)) ?? lines.find(({ row }) => row);
  const item = view.content.items.find(
    (each): each is PlanItem & { measure: PlanMeasure } => each.code === asked && each.measure !== undefined,
  );
  const shown = item ?? (isPhone ? undefined : (first?.item as (PlanItem & { measure: PlanMeasure }) | undefined));
  if (editor && view.mayEdit) return editor(view, shown?.code ?? null);
  const row = view.rows.find((each) => each.item === shown?.code);
  const names = new Map(children?.features.map(({ properties }) => [properties.code, properties.name]));
  const toggle = (which: string): void =>
    setClosed((before) => (before.has(which) ? new Set([...before].filter((each) => each !== which)) : new Set([...before, which])));
  const used = new Set(view.content.items.map(({ measure }) => measure?.department));
  const panel = shown && row && (
    <PlanPanel
      key={`${view.code} ${shown.code} ${view.area}`}
      view={view}
      item={shown}
      row={row}
      areaName={name(area.properties.name)}
      department={departments.get(shown.measure.department ?? '') ?? null}
      nameOf={(below) => name(names.get(below) ?? { zh: below, en: below })}
      hrefOf={control.hrefOf}
    />
  );
  const head = (
    <PlanHead
      plans={plans}
      view={view}
      filter={filter}
      departments={city.departments.filter((each) => used.has(each.code)).map((each) => ({ code: each.code, text: name(each.names) }))}
      onPlan={(plan) => put({ plan, item: null })}
      onNew={onNew}
      onEdit={view.mayEdit ? onEdit : null}
      onFilter={({ nature, state, department }) => put({ nature, standing: state, responsible: department })}
    />
  );
  const label = t('plans.tree', { plan: name(view.content.names), name: name(area.properties.name) });
  const nothing = lines.length === 0 && (
    <Notice
      icon="flag"
      title={t('plans.filter.nothing')}
      action={<Button onClick={() => put({ nature: null, standing: null, responsible: null })}>{t('plans.filter.clear')}</Button>}
    />
  );
  const all = isPhone ? (
    <PlanList label={label} lines={lines} onShow={(next) => put({ item: next })} />
  ) : (
    <PlanTree
      label={label}
      lines={lines}
      year={shownYear(view)}
      today={view.today}
      shown={shown?.code ?? null}
      departments={departments}
      onShow={(next) => put({ item: next })}
      onToggle={toggle}
    />
  );
  return (
    <Beside
      isPhone={isPhone}
      board={
        <>
          {head}
          {nothing || all}
        </>
      }
      detail={panel}
      back={t('plans.back')}
      onBack={() => put({ item: null })}
    />
  );
}
