import { keptDrafts } from '../../../state/kept-drafts.ts';
import type { PlanDraft } from './plan-draft.ts';

/** The key of a plan that is not there yet; no code has a plus. */
export const NEW_PLAN = '+';
export const { useDrafts: usePlanDrafts, keepDraft: keepPlanDraft } = keptDrafts<PlanDraft>();
