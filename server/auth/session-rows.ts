import type { Sql } from './sql.ts';
import type { UserRecord } from './user-record.ts';

export interface SessionRow {
  user: UserRecord;
  expiresAtMs: number;
}

/** better-auth needs about a millisecond to read a session; with thousands of screens that is a core. This takes microseconds. */
export function sessionRows(sql: Sql): (sessionId: string) => Promise<SessionRow | null> {
  // On SQLite better-auth keeps dates as ISO text and booleans as 0 or 1.
  type Stored = Omit<UserRecord, 'isDisabled' | 'isDemo' | 'createdAt'> &
    Record<'isDisabled' | 'isDemo', number | boolean | null> &
    Record<'createdAt' | 'expiresAt', string | Date>;
  const byId = `SELECT u.id, u.username, u.name, u.role, u.scope, u.department, u.unit, u."isDisabled", u."isDemo", u."createdAt",
      s."expiresAt"
     FROM "session" s JOIN "user" u ON u.id = s."userId" WHERE s.id = $1`;
  return async (sessionId) => {
    const [row] = await sql.all<Stored>(byId, sessionId);
    if (!row) return null;
    const { isDisabled, isDemo, createdAt, expiresAt, ...rest } = row;
    const user = { ...rest, isDisabled: Boolean(isDisabled), isDemo: Boolean(isDemo), createdAt: new Date(createdAt) };
    return { user, expiresAtMs: new Date(expiresAt).getTime() };
  };
}
