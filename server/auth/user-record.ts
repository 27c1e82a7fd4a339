import type { Actor } from '../domain/actor.ts';
import { type Role, ROLES } from '../../shared/terms.ts';
import { actorIdOf, type UserRow } from './auth.ts';

/** A row of better-auth's `user` table with the columns that we add. */
export interface UserRecord {
  id: string;
  username: string;
  name: string;
  role: string | null;
  scope: string | null;
  department: string | null;
  unit: string | null;
  isDisabled: boolean | null;
  isDemo: boolean | null;
  createdAt: Date;
}

/** One person, one spelling: full-width or capital letters must not make a second user. */
export const toUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
export const isUsername = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,39}$/u.test(name);

const isRole = (role: string | null): role is Role => ROLES.includes(role as Role);

/** Deny by default: no role or no node = no entry; a demo user only where the server runs in demo mode. */
export function mayComeIn(user: UserRecord, isDemo: boolean): boolean {
  return user.isDisabled !== true && (isDemo || user.isDemo !== true) && isRole(user.role) && Boolean(user.scope);
}

export function toActor({ username, name, role, scope, department, unit }: UserRecord): Actor {
  if (!isRole(role) || !scope) throw new Error(`User ${username} has no grant`);
  return { id: actorIdOf(username), name, role, scope, department, unit };
}

export function toUserRow(record: UserRecord): UserRow {
  const { role, scope, department, unit } = toActor(record);
  const { username, name, isDisabled, isDemo, createdAt } = record;
  return {
    username,
    name,
    role,
    scope,
    department,
    unit,
    isDisabled: isDisabled === true,
    isDemo: isDemo === true,
    createdAtMs: createdAt.getTime(),
  };
}
