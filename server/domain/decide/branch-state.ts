import { isBranchOver } from '../../../shared/command-words.ts';
import { branchesOf, type Branch } from '../extra.ts';
import type { Incident } from '../incident.ts';

/** What the incident may not close before. */
export const openBranches = ({ extra }: Incident): readonly Branch[] => branchesOf(extra).filter(({ status }) => !isBranchOver(status));

export const branchOf = ({ extra }: Incident, id: number): Branch | undefined => branchesOf(extra).find((branch) => branch.id === id);

/** All branches, one of them changed. */
export const withBranch = ({ extra }: Incident, id: number, changes: Partial<Branch>): readonly Branch[] =>
  branchesOf(extra).map((branch) => (branch.id === id ? { ...branch, ...changes } : branch));
