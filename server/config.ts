import { resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check, Clean, Convert, Default, Errors } from 'typebox/value';
import { isPostgresUrl } from './postgres/url.ts';
import type { MqttOptions } from './intake/mqtt/mqtt-intake.ts';
import { openAddresses } from './intake/feeds/open-addresses.ts';
import { topicPattern } from './intake/mqtt/topic-pattern.ts';
import type { SecretPlace } from './secret.ts';
import type { Language } from '../shared/terms.ts';

const Environment = Type.Object({
  DATA_DIR: Type.String({ default: './data' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^(file:|postgres(ql)?://)' })),
  HOST: Type.String({ default: '0.0.0.0' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65_535 }),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
  TRUSTED_PROXIES: Type.String({ default: 'loopback', minLength: 1 }),
  TLS_CERT: Type.Optional(Type.String()),
  TLS_KEY: Type.Optional(Type.String()),
  SECRET_FILE: Type.Optional(Type.String({ minLength: 1 })),
  /** Where photos and documents of incidents lie; servers that share a city share it. */
  FILES_DIR: Type.Optional(Type.String({ minLength: 1 })),
  /** The largest of them, MB. */
  FILE_LIMIT_MB: Type.Number({ default: 20, minimum: 1, maximum: 500 }),
  /** A broker to listen to, such as `mqtt://user:password@host:1883`. */
  MQTT_URL: Type.Optional(Type.String({ pattern: '^mqtts?://' })),
  MQTT_TOPIC: Type.String({ default: '+/{device}/{indicator}', minLength: 1 }),
  /** 4 = MQTT 3.1.1. */
  MQTT_VERSION: Type.Integer({ default: 5, minimum: 4, maximum: 5 }),
  /** By which the broker knows this city again. */
  MQTT_CLIENT_ID: Type.String({ default: 'guantong', minLength: 1, maxLength: 65 }),
  /** Inner addresses or networks at which feeds of alerts may lie, by commas; the others are never asked. */
  FEEDS_PRIVATE: Type.String({ default: '' }),
  /** Where pg_dump and pg_restore lie, if not where they usually do. */
  PG_BIN: Type.Optional(Type.String({ minLength: 1 })),
});
export type Config = Static<typeof Environment> & {
  dataDir: string;
  /** A file, or `postgres://…`. */
  database: string;
  secret: SecretPlace;
  files: { folder: string; limitBytes: number };
  mqtt: MqttOptions | null;
};

/** The only reader of the environment. Fails at start with every problem at once and never prints a value. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const candidate = Convert(Environment, Default(Environment, Clean(Environment, { ...env })));
  if (!Check(Environment, candidate)) {
    const problems = [...Errors(Environment, candidate)].map((e) => `${e.instancePath.slice(1) || 'environment'} ${e.message}`);
    throw new Error(`Bad configuration:\n  ${problems.join('\n  ')}`);
  }
  const dataDir = resolve(candidate.DATA_DIR);
  // Said at the start, not when the broker is first there.
  topicPattern(candidate.MQTT_TOPIC);
  openAddresses(candidate.FEEDS_PRIVATE);
  const { DATABASE_URL = `file:${resolve(dataDir, 'guantong.db')}`, SECRET_FILE } = candidate;
  return {
    ...candidate,
    dataDir,
    database: isPostgresUrl(DATABASE_URL) ? DATABASE_URL : resolve(DATABASE_URL.slice('file:'.length)),
    files: { folder: resolve(candidate.FILES_DIR ?? resolve(dataDir, 'files')), limitBytes: candidate.FILE_LIMIT_MB * 1_048_576 },
    mqtt:
      candidate.MQTT_URL === undefined
        ? null
        : {
            url: candidate.MQTT_URL,
            topic: candidate.MQTT_TOPIC,
            version: candidate.MQTT_VERSION === 4 ? 4 : 5,
            clientId: candidate.MQTT_CLIENT_ID,
          },
    secret: { file: resolve(SECRET_FILE ?? resolve(dataDir, 'secret')), isNamed: SECRET_FILE !== undefined },
  };
}

/** Where the city is, as a person may read it: an address without its password. */
export function placeOf({ database, dataDir }: Pick<Config, 'database' | 'dataDir'>): string {
  if (!isPostgresUrl(database)) return dataDir;
  const { host, pathname } = new URL(database);
  return `${host}${pathname}`;
}

/** The language of whoever sits at this terminal. */
export const languageOfSystem = (env: Readonly<Record<string, string | undefined>> = process.env): Language =>
  /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh' : 'en';
