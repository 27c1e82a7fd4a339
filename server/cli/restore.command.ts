import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { readArchive } from '../backup/archive.ts';
import type { Manifest } from '../backup/manifest.ts';
import { countOf, emptyPostgres, restorePostgres } from '../backup/postgres.ts';
import { headOfFile, type Head } from '../backup/sqlite.ts';
import { loadConfig, placeOf, type Config } from '../config.ts';
import { authDatabase, openDatabase } from '../database.ts';
import { isPostgresUrl } from '../postgres/url.ts';
import { presenceOf } from '../presence.ts';
import { newestMigration } from '../version.ts';
import { print, say } from './context.ts';
import { printVerdict, verifyDatabase } from './verify.command.ts';

/** In the name of the folder for what was there before. */
const STARTED_AT = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '');

export const restoreCommand = (): Command =>
  new Command('restore')
    .argument('<file>', 'an archive that `guantong backup` wrote')
    .description('put a backup into an empty DATA_DIR or database, then verify it')
    .option('--force', 'also where a city is: its files are put aside, in PostgreSQL its tables are dropped')
    .action(async (file: string, { force = false }: { force?: boolean }) => {
      const config = loadConfig();
      const presence = presenceOf(config);
      try {
        const release = await presence.alone();
        if (!release) throw new Error('A server is running on this data: stop it before its data is replaced');
        const manifest = await restore(config, resolve(file), force);
        print(
          `Restored seq ${manifest.seq} of ${manifest.takenAt} (${manifest.engine}, version ${manifest.version}) into ${placeOf(config)}`,
        );
        await verifyRestored(config);
      } finally {
        await presence.leave();
      }
    });

/** Unpacks and checks everything before the first thing at the target is touched. */
async function restore(config: Config, file: string, isForced: boolean): Promise<Manifest> {
  mkdirSync(config.dataDir, { recursive: true });
  const folder = mkdtempSync(join(config.dataDir, '.restore-'));
  try {
    const manifest = await readArchive(file, folder);
    assertFits(manifest, config);
    const put = manifest.engine === 'postgres' ? putPostgres : putSqlite;
    const head = await put(config, folder, isForced);
    if (head.seq !== manifest.seq || head.hash !== manifest.hash)
      throw new Error(`The restored log ends at seq ${head.seq}, the backup was of seq ${manifest.seq}`);
    putEvidence(config, folder);
    putSecret(config, folder);
    return manifest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function assertFits({ engine, migration, version }: Manifest, config: Config): void {
  const target = isPostgresUrl(config.database) ? 'postgres' : 'sqlite';
  if (engine !== target)
    throw new Error(`This backup is of ${engine}, and DATABASE_URL names ${target}: a backup goes back to its own engine`);
  if (migration > newestMigration(engine))
    throw new Error(`This backup was made by version ${version}, which has newer tables: restore it with that version or a later one`);
}

async function putPostgres(config: Config, folder: string, isForced: boolean): Promise<Head> {
  const count = await countOf(config.database);
  if (count > 0 && !isForced)
    throw new Error(
      `${placeOf(config)} is not empty (${count} tables and sequences): name an empty database, or --force drops what is there`,
    );
  if (count > 0) await emptyPostgres(config.database);
  say('Restoring …');
  return restorePostgres(config.database, join(folder, 'guantong.dump'), folder, config.PG_BIN);
}

async function putSqlite(config: Config, folder: string, isForced: boolean): Promise<Head> {
  const targets = [
    { name: 'guantong.db', file: config.database },
    { name: 'auth.db', file: authDatabase(config) },
  ];
  const there = targets.filter(({ file }) => existsSync(file));
  if (there.length > 0 && !isForced)
    throw new Error(`${there.map(({ file }) => file).join(' and ')} is there already: name an empty DATA_DIR, or --force puts it aside`);
  for (const { file } of targets) putAside(file, config);
  for (const { name, file } of targets) {
    const unpacked = join(folder, name);
    if (!existsSync(unpacked)) continue;
    mkdirSync(dirname(file), { recursive: true });
    moveFile(unpacked, file);
  }
  return headOfFile(config.database);
}

/** With its companions: a WAL of another database would be read into the restored one. */
function putAside(file: string, { dataDir }: Config): void {
  const folder = join(dataDir, `before-restore-${STARTED_AT}`);
  for (const each of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(each)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    moveFile(each, join(folder, basename(each)));
    say(`Put aside: ${join(folder, basename(each))}`);
  }
}

/** Photos and documents, under the same names; what lay there before is put aside with the rest. */
function putEvidence({ dataDir, files: { folder: target } }: Config, folder: string): void {
  if (existsSync(target)) {
    const aside = join(dataDir, `before-restore-${STARTED_AT}`);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    moveFolder(target, join(aside, 'files'));
    say(`Put aside: ${join(aside, 'files')}`);
  }
  const unpacked = join(folder, 'files');
  if (existsSync(unpacked)) moveFolder(unpacked, target);
}

function putSecret(config: Config, folder: string): void {
  const unpacked = join(folder, 'secret');
  if (!existsSync(unpacked)) {
    say('The backup has no secret: everybody signs in again');
    return;
  }
  const { file, isNamed } = config.secret;
  if (existsSync(file) && readFileSync(file, 'utf8') === readFileSync(unpacked, 'utf8')) return;
  if (isNamed && existsSync(file)) {
    say(`SECRET_FILE names another secret than the backup's, and stays: everybody signs in again`);
    return;
  }
  putAside(file, config);
  mkdirSync(dirname(file), { recursive: true });
  moveFile(unpacked, file);
}

function moveFolder(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EXDEV') throw fault;
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true });
  }
}

/** Also onto another disk. */
function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EXDEV') throw fault;
    copyFileSync(from, to);
    rmSync(from);
  }
}

async function verifyRestored(config: Config): Promise<void> {
  const database = await openDatabase(config.database, Date.now);
  try {
    printVerdict(await verifyDatabase(database, false));
  } finally {
    await database.close();
  }
}
