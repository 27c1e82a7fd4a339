import { resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check, Clean, Convert, Default, Errors } from 'typebox/value';

const Environment = Type.Object({
  DATA_DIR: Type.String({ default: './data' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^(file:|postgres(ql)?://)' })),
  HOST: Type.String({ default: '0.0.0.0' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65_535 }),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
  TLS_CERT: Type.Optional(Type.String()),
  TLS_KEY: Type.Optional(Type.String()),
});
export type Config = Static<typeof Environment> & { dataDir: string; databaseFile: string };

/** The only reader of the environment. Fails at start with every problem at once and never prints a value. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const candidate = Convert(Environment, Default(Environment, Clean(Environment, { ...env })));
  if (!Check(Environment, candidate)) {
    const problems = [...Errors(Environment, candidate)].map((e) => `${e.instancePath.slice(1) || 'environment'} ${e.message}`);
    throw new Error(`Bad configuration:\n  ${problems.join('\n  ')}`);
  }
  if (candidate.DATABASE_URL?.startsWith('postgres'))
    throw new Error('DATABASE_URL: the server does not run on PostgreSQL yet; leave it out to use the embedded database');
  const dataDir = resolve(candidate.DATA_DIR);
  const databaseFile = candidate.DATABASE_URL?.startsWith('file:')
    ? resolve(candidate.DATABASE_URL.slice('file:'.length))
    : resolve(dataDir, 'guantong.db');
  return { ...candidate, dataDir, databaseFile };
}
