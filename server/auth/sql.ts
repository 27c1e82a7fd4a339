import type { BetterAuthOptions } from 'better-auth';

/** The database of users and sessions, for the few statements of ours. `$1`, `$2` … are values; names are quoted alike everywhere. */
export interface Sql {
  /** What better-auth works on. */
  database: NonNullable<BetterAuthOptions['database']>;
  /** The type of a key that counts by itself and never gives a number twice. */
  countingKey: string;
  all<T>(text: string, ...values: readonly (string | number | null)[]): Promise<T[]>;
  /** The same, one after another among all processes: a key given out earlier is there earlier. */
  allInOrder<T>(text: string, ...values: readonly (string | number | null)[]): Promise<T[]>;
  /** Makes or changes tables while nobody else does. */
  settingUp<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
