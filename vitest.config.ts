import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The suffix says what a test needs; a plain `.test.ts` needs nothing (docs: CONTRIBUTING.md). */
const folders = '{shared,server,client,seed,bench}/**';
/** They share one PostgreSQL server, with a database for each test. */
const globalSetup = 'server/testing/postgres-server.ts';
const suffixed = ['db', 'live', 'dom', 'property'].map((suffix) => `**/*.${suffix}.test.{ts,tsx}`);

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Many wait for processes of their own: two workers left a machine of two cores idle for a quarter of the time.
    maxWorkers: Math.max(3, Math.floor(availableParallelism() / 2)),
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/*.test.ts`],
          exclude: ['**/node_modules/**', ...suffixed],
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      { test: { name: 'property', include: [`${folders}/*.property.test.ts`], pool: 'threads', isolate: false, testTimeout: 180_000 } },
      { test: { name: 'dom', include: [`${folders}/*.dom.test.{ts,tsx}`], environment: 'jsdom', testTimeout: 30_000 } },
      {
        test: {
          name: 'db',
          include: [`${folders}/*.db.test.ts`],
          pool: 'forks',
          isolate: false,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'live',
          include: [`${folders}/*.live.test.ts`],
          pool: 'forks',
          isolate: false,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
