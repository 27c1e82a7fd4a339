import type { Cut, SignIn } from './auth.ts';
import type { Sql } from './sql.ts';

export type Store = Awaited<ReturnType<typeof openStore>>;

/** Other processes poll each second; a day is for those that slept. */
const KEEP_CUTS_MS = 86_400_000;

const tables = (key: string): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS cuts (id ${key}, "atMs" bigint NOT NULL, "sessionId" text, "userId" text)`,
  `CREATE TABLE IF NOT EXISTS sign_ins (
    id ${key}, "atMs" bigint NOT NULL, username text, address text NOT NULL, agent text NOT NULL, outcome text NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS tokens (
    id ${key}, hash text NOT NULL UNIQUE, label text NOT NULL, role text NOT NULL, scope text NOT NULL,
    department text, unit text, "createdAtMs" bigint NOT NULL, "lastUsedAtMs" bigint, "revokedAtMs" bigint)`,
  'CREATE TABLE IF NOT EXISTS secret_mark (id integer PRIMARY KEY, mark text NOT NULL)',
];

/** Our own tables beside better-auth's; they are there when this resolves. */
export async function openStore(sql: Sql, now: () => number) {
  await sql.settingUp(async () => {
    for (const table of tables(sql.countingKey)) await sql.all(table);
  });
  return {
    sql,
    async addCut({ sessionId = null, userId = null }: { [K in keyof Cut]?: Cut[K] | null }): Promise<number> {
      const text = 'INSERT INTO cuts ("atMs", "sessionId", "userId") VALUES ($1, $2, $3) RETURNING id';
      const [row] = await sql.allInOrder<{ id: number }>(text, now(), sessionId, userId);
      return row!.id;
    },
    cutsAfter: (id: number) =>
      sql.all<{ id: number; sessionId: string | null; userId: string | null }>(
        'SELECT id, "sessionId", "userId" FROM cuts WHERE id > $1 ORDER BY id',
        id,
      ),
    async lastCutId(): Promise<number> {
      const [row] = await sql.all<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM cuts');
      return row?.id ?? 0;
    },
    async addSignIn({ username, address, agent, outcome }: Omit<SignIn, 'id' | 'atMs'>): Promise<void> {
      const text = 'INSERT INTO sign_ins ("atMs", username, address, agent, outcome) VALUES ($1, $2, $3, $4, $5)';
      await sql.all(text, now(), username, address, agent.slice(0, 200), outcome);
    },
    /** By which servers see whether they have the same secret; it does not tell the secret. */
    async secretMark(): Promise<string | null> {
      const [row] = await sql.all<{ mark: string }>('SELECT mark FROM secret_mark');
      return row?.mark ?? null;
    },
    async putSecretMark(mark: string): Promise<void> {
      await sql.all('INSERT INTO secret_mark (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark', mark);
    },
    async dropSignIns(beforeMs: number): Promise<void> {
      await sql.all('DELETE FROM sign_ins WHERE "atMs" < $1', beforeMs);
    },
    async dropCuts(): Promise<void> {
      await sql.all('DELETE FROM cuts WHERE "atMs" < $1', now() - KEEP_CUTS_MS);
    },
    async countSignIns(beforeMs: number): Promise<number> {
      const [row] = await sql.all<{ n: number }>('SELECT count(*) AS n FROM sign_ins WHERE "atMs" < $1', beforeMs);
      return row!.n;
    },
    signIns: (limit: number) => sql.all<SignIn>('SELECT * FROM sign_ins ORDER BY id DESC LIMIT $1', limit),
  };
}
