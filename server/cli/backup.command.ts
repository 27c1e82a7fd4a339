import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { writeArchive, type Evidence, type Part } from '../backup/archive.ts';
import { markBackup } from '../backup/mark.ts';
import { ARCHIVE_FORMAT, type Manifest } from '../backup/manifest.ts';
import { dumpPostgres } from '../backup/postgres.ts';
import { copySqlite } from '../backup/sqlite.ts';
import { loadConfig, type Config } from '../config.ts';
import { authDatabase } from '../database.ts';
import { isPostgresUrl } from '../postgres/url.ts';
import { packageVersion } from '../version.ts';
import { print, say } from './context.ts';

export const backupCommand = (): Command =>
  new Command('backup')
    .argument('<file>', 'the archive to write, e.g. guantong.tar.gz; it must not be there yet')
    .description('write the city, its users and its secret into one archive, also while a server is writing')
    .option('--without-secret', "leave the server's secret out: after a restore everybody signs in again")
    .action(async (file: string, { withoutSecret = false }: { withoutSecret?: boolean }) => {
      const manifest = await backup(loadConfig(), resolve(file), !withoutSecret);
      const { seq, takenAt, engine, files } = manifest;
      print(
        `Backup of seq ${seq}, ${takenAt}, ${engine}, ${mebibytes(statSync(file).size)}: ${file} (${files.map(({ name }) => name).join(', ')})`,
      );
    });

/** Takes the archive; a running server notices nothing but the reading. */
export async function backup(config: Config, file: string, isWithSecret: boolean): Promise<Manifest> {
  if (existsSync(file)) throw new Error(`${file} is there already: a backup never overwrites another`);
  // Beside the archive: there must be room for it anyway, and it holds what nobody else may read.
  const folder = mkdtempSync(join(dirname(file), `.${basename(file)}-`));
  try {
    const takenAt = new Date().toISOString();
    const engine = isPostgresUrl(config.database) ? 'postgres' : 'sqlite';
    const { head, parts } =
      engine === 'postgres'
        ? await dumpPostgres(config.database, folder, config.PG_BIN)
        : await copySqlite({ database: config.database, auth: authDatabase(config) }, folder, progress());
    say('Packing …');
    const all = isWithSecret ? [...parts, ...secretPart(config, folder)] : parts;
    const manifest = await writeArchive(
      file,
      { product: 'guantong', format: ARCHIVE_FORMAT, version: packageVersion(), takenAt, engine, ...head },
      all,
      evidenceIn(config.files.folder),
    );
    markBackup(config.dataDir, manifest);
    return manifest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every photo and document there is, by folders of a thousand incidents. Those that came after the copy of the database do no harm. */
async function* evidenceIn(folder: string): AsyncGenerator<Evidence> {
  const names = async (path: string): Promise<string[]> => readdir(path).catch(() => []);
  for (const shelf of (await names(folder)).filter((name) => /^\d+$/.test(name)))
    for (const name of await names(join(folder, shelf))) yield { name: `files/${shelf}/${name}`, path: join(folder, shelf, name) };
}

function secretPart({ secret }: Config, folder: string): Part[] {
  if (!existsSync(secret.file)) return [];
  const path = join(folder, 'secret');
  copyFileSync(secret.file, path);
  return [{ name: 'secret', path }];
}

/** A line for each tenth. */
function progress(): (share: number) => void {
  let told = 0;
  return (share) => {
    const tenths = Math.floor(share * 10);
    if (tenths <= told) return;
    told = tenths;
    say(`Copying: ${tenths * 10} %`);
  };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
