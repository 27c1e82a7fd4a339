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
export function openTokens({ sqlite }: Store, cuts: Cuts, now: () => number) {
  type Row = TokenRow & { hash: string };
  const insert = sqlite.prepare(
    'INSERT INTO tokens (hash, label, role, scope, department, unit, createdAtMs) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byHash = sqlite.prepare<[string], Row>('SELECT * FROM tokens WHERE hash = ? AND revokedAtMs IS NULL');
  const touch = sqlite.prepare('UPDATE tokens SET lastUsedAtMs = ? WHERE id = ?');
  const revoke = sqlite.prepare('UPDATE tokens SET revokedAtMs = ? WHERE id = ? AND revokedAtMs IS NULL');
  const list = sqlite.prepare<[], TokenRow>(
    'SELECT id, label, role, scope, department, unit, createdAtMs, lastUsedAtMs, revokedAtMs FROM tokens ORDER BY id',
  );

  const tokens: Auth['tokens'] = {
    create({ label = '', ...grant }) {
      const { role, scope, department, unit } = checkedGrant(grant);
      const token = PREFIX + randomBytes(32).toString('base64url');
      const { lastInsertRowid } = insert.run(hashOf(token), label, role, scope, department, unit, now());
      return { token, id: Number(lastInsertRowid) };
    },
    list: () => list.all(),
    revoke(id) {
      if (revoke.run(now(), id).changes === 0) throw new AuthProblem('token.unknown', { id });
      cuts.cut({ sessionId: actorIdOf(id) });
    },
  };

  return {
    tokens,
    /** Found by hash, so timing tells nothing of the token; compared once more in constant time. */
    signedBy: (token: string): Signed | null => {
      if (!token.startsWith(PREFIX)) return null;
      const hash = hashOf(token);
      const row = byHash.get(hash);
      if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return null;
      if (now() - (row.lastUsedAtMs ?? 0) >= USED_STEP_MS) touch.run(now(), row.id);
      const { role, scope, department, unit } = row;
      const id = actorIdOf(row.id);
      return { actor: { id, name: row.label || id, role, scope, department, unit }, sessionId: id, expiresAtMs: null };
    },
  };
}
