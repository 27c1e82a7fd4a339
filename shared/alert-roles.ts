import type { AlertCommand } from './alert-terms.ts';
import type { Role } from './terms.ts';

/** Who may do what with alerts. Whoever relays a message says nothing of their own; a draft binds nobody; what an issuer said is a leader's to record. */
export const ALERT_ROLES: Readonly<Record<'relay' | 'notice' | 'draft' | AlertCommand, readonly Role[]>> = {
  relay: ['dispatcher', 'shift-leader', 'commander', 'system'],
  notice: ['dispatcher', 'shift-leader', 'commander'],
  draft: ['officer', 'dispatcher', 'shift-leader', 'commander'],
  publish: ['shift-leader', 'commander'],
  withdraw: ['officer', 'dispatcher', 'shift-leader', 'commander'],
  raise: ['shift-leader', 'commander'],
  lower: ['shift-leader', 'commander'],
  lift: ['shift-leader', 'commander'],
};
