import type { Role } from '../../shared/terms.ts';

/** Who acts: a signed-in person, a token or the house itself. `scope` is the node whose subtree they may act on. */
export interface Actor {
  /** Stable id that the log keeps, e.g. `user:wang` or `token:7`. */
  id: string;
  name: string;
  role: Role;
  scope: string;
  department: string | null;
  unit: string | null;
}
