import { ROLES } from '../../shared/terms.ts';
import type { Grant } from './auth.ts';
import { AuthProblem } from './auth-problem.ts';

/** Whether the node exists is for the caller to ask: the tree lives in the city's own database. */
export function checkedGrant({ role, scope, department = null, unit = null }: Grant): Required<Grant> {
  if (!ROLES.includes(role) || scope.trim() === '') throw new AuthProblem('grant.invalid', { role, scope });
  return { role, scope, department, unit };
}
