import type { SupervisionRules } from '../../../shared/supervision-rules.ts';

/** When the level above supervises by itself: proposed, not published. */
export const SUPERVISION: SupervisionRules = {
  returns: 2,
  farOverdue: true,
  overdueShare: { share: 0.5, minimumN: 30 },
};
