import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { lastBackupMs } from '../backup/mark.ts';
import { languageOfSystem, loadConfig, placeOf, type Config } from '../config.ts';
import { authDatabase } from '../database.ts';
import { findingsOf } from '../doctor/checks.ts';
import type { Facts } from '../doctor/facts.ts';
import { reportText } from '../doctor/finding.ts';
import { probeDisk, probeFiles, probeMachine, probeProgram, probeSynchronized } from '../doctor/probes/machine.ts';
import { probePort } from '../doctor/probes/port.ts';
import { probePostgresDatabase } from '../doctor/probes/postgres.ts';
import { probeSqliteDatabase } from '../doctor/probes/sqlite.ts';
import { isPostgresUrl } from '../postgres/url.ts';
import { liveServer } from '../server-mark.ts';
import { newestMigration, packageVersion } from '../version.ts';
import type { Language } from '../../shared/terms.ts';
import { print } from './context.ts';

/** As bin/guantong.js demands it. */
const NODE_NEEDED = '20.19';

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('look whether everything is there and sound; changes nothing, also beside a running server; exits 1 for a fault')
    .addOption(new Option('--lang <language>', 'of what it says; default: as LANG').choices(['zh', 'en']))
    .option('--json', 'the findings as JSON')
    .action(async ({ lang, json = false }: { lang?: Language; json?: boolean }) => {
      const findings = findingsOf(await gather(loadConfig()));
      print(json ? JSON.stringify(findings, null, 2) : reportText(findings, lang ?? languageOfSystem()));
      if (findings.some(({ level }) => level === 'fault')) process.exitCode = 1;
    });

async function gather(config: Config): Promise<Facts> {
  const { dataDir, database, secret, HOST, PORT, TLS_CERT, TLS_KEY } = config;
  const isRemote = isPostgresUrl(database);
  const newest = newestMigration(isRemote ? 'postgres' : 'sqlite');
  const local = isRemote ? [] : [database, authDatabase(config)];
  return {
    nowMs: Date.now(),
    program: probeProgram(packageVersion(), NODE_NEEDED),
    machine: probeMachine(),
    disk: probeDisk(dataDir),
    clock: { notBeforeMs: newest, isSynchronized: probeSynchronized(), zoneData: process.versions['tz'] ?? '?' },
    database: isRemote ? await probePostgresDatabase(database, placeOf(config), newest) : probeSqliteDatabase(database, newest),
    files: probeFiles([
      secret.file,
      ...local.flatMap((file) => [file, `${file}-wal`]),
      join(dataDir, 'sums.image'),
      ...(TLS_KEY === undefined ? [] : [TLS_KEY]),
    ]),
    port: await probePort(HOST, PORT, TLS_CERT !== undefined, existsSync(dataDir) ? liveServer(dataDir) : null),
    lastBackupMs: lastBackupMs(dataDir),
  };
}
