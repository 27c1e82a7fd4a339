import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PlanView } from '../../../../shared/plan-wire.ts';
import { planQuery, PLANS, putPlan } from '../../../api/plans.query.ts';
import { isProblem, ProblemError } from '../../../api/problem.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { nowMs } from '../../../state/clock.ts';
import { useSession } from '../../../state/session.ts';
import { dayOf } from '../../../state/windows.ts';
import { contentOf, liveItems, type Fault } from './plan-content.ts';
import { draftOf, newDraft, type PlanDraft } from './plan-draft.ts';
import { keepPlanDraft, NEW_PLAN, usePlanDrafts } from './plan-drafts.ts';
import { mergePlans, type Merged } from './plan-merge.ts';
import { ITEMS, troubleOf, VERSION, type Trouble } from './trouble.ts';

export type Saved = Pick<PlanView, 'code' | 'node'>;

/** A plan as it is worked at: kept until it is saved, refused field by field, and never written over what somebody else saved meanwhile. */
export function usePlanEditor(view: PlanView | null, area: string, onTroubles: (first: Trouble) => void) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const cache = useQueryClient();
  const { me, city } = useSession();
  const key = view?.code ?? NEW_PLAN;
  const drafts = usePlanDrafts(me.user);
  const fresh = useMemo(
    () =>
      view
        ? draftOf({ code: view.code, node: view.node, seenVersion: view.version }, view.content, view.content)
        : newDraft(area, Number(dayOf(nowMs(), city.timeZone).slice(0, 4))),
    [area, city.timeZone, view],
  );
  const held = drafts.get(key);
  const draft = held ?? fresh;
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [merged, setMerged] = useState<Merged | null>(null);
  const [fetched, setFetched] = useState<PlanView | null>(null);
  const keep = (next: PlanDraft | null): void => keepPlanDraft(me.user, key, next);
  const refuse = (found: readonly Trouble[]): void => {
    setTroubles(found);
    if (found[0]) onTroubles(found[0]);
  };
  const told = (faults: readonly Fault[]): Trouble[] =>
    faults.map(({ item, field, why }) => ({
      item,
      field,
      text: t(field === ITEMS ? 'plans.edit.fault.empty' : `plans.edit.fault.${why}`),
    }));

  /** @returns what was saved; null = it was refused, and the fields say so */
  async function save(): Promise<Saved | null> {
    if (isBusy) return null;
    const { content, faults } = contentOf(draft);
    setTroubles([]);
    if (faults.length > 0) {
      refuse(told(faults));
      return null;
    }
    setBusy(true);
    try {
      const { code, node, seenVersion } = draft;
      await putPlan(code.trim(), { node, seenVersion, content });
      await cache.invalidateQueries({ queryKey: [PLANS] });
      const saved = { code: code.trim(), node };
      // It is there at once when one looks at it.
      if (!view && node === area) await cache.prefetchQuery(planQuery(saved.code, area));
      discard();
      return saved;
    } catch (error) {
      if (view && isProblem(error, 'plan.changed')) {
        setFetched(await cache.fetchQuery({ ...planQuery(view.code, view.area), staleTime: 0 }).catch(() => null));
        setTroubles([{ item: null, field: VERSION, text: error.message }]);
      } else if (error instanceof ProblemError) refuse([troubleOf(error, liveItems(draft), language)].map(wordedNew));
      else refuse([{ item: null, field: '', text: (error as Error).message }]);
      return null;
    } finally {
      setBusy(false);
    }
  }
  const wordedNew = (trouble: Trouble): Trouble =>
    trouble.item === null && trouble.field === 'code' && !view ? { ...trouble, text: t('plans.edit.codeTaken') } : trouble;
  /** What the other saved and what is typed here, as one; null = what is typed cannot be read yet. */
  function merge(theirs: PlanView): PlanDraft | null {
    const { content, faults } = contentOf(draft);
    refuse(told(faults));
    if (faults.length > 0) return null;
    const both = mergePlans(draft.start ?? theirs.content, content, theirs.content);
    const next = draftOf({ code: theirs.code, node: theirs.node, seenVersion: theirs.version }, both.content, theirs.content);
    keep(next);
    setMerged(both);
    return next;
  }
  function discard(): void {
    keep(null);
    setMerged(null);
    setTroubles([]);
  }
  return {
    draft,
    isUnsaved: held !== undefined,
    /** Somebody else has saved it since it was opened. */
    theirs: isBusy ? null : ([fetched, view].find((each) => each && held && each.version > held.seenVersion) ?? null),
    merged,
    troubles,
    setTroubles,
    isBusy,
    keep,
    save,
    merge,
    discard,
  };
}
