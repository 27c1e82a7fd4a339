import Database from 'better-sqlite3';
import pg from 'pg';

/**
 * When this process has committed to the city's database, ms UTC. The log does not say it: each event is recorded at its own instant,
 * and whoever writes the same rows again needs to know which of them shared a transaction.
 */
export const commitsAtMs: number[] = [];

const note = (text: unknown): void => {
  if (typeof text === 'string' && /(?:^|; )COMMIT$/.test(text)) commitsAtMs.push(Date.now());
};

const { prepare } = Database.prototype;
Database.prototype.prepare = function (this: Database.Database, text: string) {
  const statement = prepare.call(this, text);
  if (text !== 'COMMIT' || !this.name.endsWith('guantong.db')) return statement;
  const run = statement.run.bind(statement) as (...values: unknown[]) => Database.RunResult;
  statement.run = (...values: unknown[]) => {
    note(text);
    return run(...values);
  };
  return statement;
} as typeof prepare;

const { query } = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]): unknown {
    note(args[0]);
    return query.apply(this, args);
  },
});
