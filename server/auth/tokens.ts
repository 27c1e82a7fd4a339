import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Auth, Signed, TokenRow } from './auth.ts';
import { AuthProblem } from './auth-problem.ts';
import type { Cuts } from './cuts.ts';
import { checkedGrant } from './grant.ts';
import type { Store } from './store.ts';

const PREFIX = 'gt_';
/** `lastUsedAtMs` is for spotting forgotten tokens; to the minute is enough and spares a write per request. */
const USED_STEP_MS = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const actorIdOf = (id: number): string => `token:${id}`;

/** Bearer tokens for machines. Only their SHA-256 is kept: 256 random bits need no slow hash. */
export function openTokens({ sql }: Store, cuts: Cuts, now: () => number) {
  type Row = TokenRow & { hash: string };
  const tokens: Auth['tokens'] = {
    async create({ label = '', ...grant }) {
      const { role, scope, department, unit } = checkedGrant(grant);
      const token = PREFIX + randomBytes(32).toString('base64url');
      const text =
        'INSERT INTO tokens (hash, label, role, scope, department, unit, "createdAtMs") VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id';
      const [row] = await sql.all<{ id: number }>(text, hashOf(token), label, role, scope, department, unit, now());
      return { token, id: row!.id };
    },
    list: () =>
      sql.all<TokenRow>(
        'SELECT id, label, role, scope, department, unit, "createdAtMs", "lastUsedAtMs", "revokedAtMs" FROM tokens ORDER BY id',
      ),
    async revoke(id) {
      const ended = await sql.all('UPDATE tokens SET "revokedAtMs" = $1 WHERE id = $2 AND "revokedAtMs" IS NULL RETURNING id', now(), id);
      if (ended.length === 0) throw new AuthProblem('token.unknown', { id });
      await cuts.cut({ sessionId: actorIdOf(id) });
    },
  };

  return {
    tokens,
    /** Found by hash, so timing tells nothing of the token; compared once more in constant time. */
    signedBy: async (token: string): Promise<Signed | null> => {
      if (!token.startsWith(PREFIX)) return null;
      const hash = hashOf(token);
      const [row] = await sql.all<Row>('SELECT * FROM tokens WHERE hash = $1 AND "revokedAtMs" IS NULL', hash);
      if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return null;
      if (now() - (row.lastUsedAtMs ?? 0) >= USED_STEP_MS)
        await sql.all('UPDATE tokens SET "lastUsedAtMs" = $1 WHERE id = $2', now(), row.id);
      const { role, scope, department, unit } = row;
      const id = actorIdOf(row.id);
      return { actor: { id, name: row.label || id, role, scope, department, unit }, sessionId: id, expiresAtMs: null };
    },
  };
}
