import type { Store } from './store.ts';
import type { UserRecord } from './user-record.ts';

export interface SessionRow {
  user: UserRecord;
  expiresAtMs: number;
}

/** better-auth needs about a millisecond to read a session; with thousands of screens that is a core. This takes microseconds. */
export function sessionRows({ sqlite }: Store): (sessionId: string) => SessionRow | null {
  // Prepared after the migration made the tables. better-auth keeps dates as ISO text and booleans as 0 or 1.
  type Stored = Omit<UserRecord, 'isDisabled' | 'isDemo' | 'createdAt'> &
    Record<'isDisabled' | 'isDemo', number | null> & {
      createdAt: string;
      expiresAt: string;
    };
  const byId = sqlite.prepare<[string], Stored>(
    `SELECT u.id, u.username, u.name, u.role, u.scope, u.department, u.unit, u.isDisabled, u.isDemo, u.createdAt, s.expiresAt
     FROM session s JOIN user u ON u.id = s.userId WHERE s.id = ?`,
  );
  return (sessionId) => {
    const row = byId.get(sessionId);
    if (!row) return null;
    const { isDisabled, isDemo, createdAt, expiresAt, ...rest } = row;
    const user = { ...rest, isDisabled: isDisabled === 1, isDemo: isDemo === 1, createdAt: new Date(createdAt) };
    return { user, expiresAtMs: Date.parse(expiresAt) };
  };
}
