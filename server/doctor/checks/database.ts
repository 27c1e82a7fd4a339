import type { DatabaseFacts, OpenDatabaseFacts } from '../facts.ts';
import { fault, mebibytes, ok, warning, type Finding } from '../finding.ts';

/** The engine cuts it to 64 MiB by itself; it stays larger only while somebody reads for long. */
const WAL_MOST = 2 ** 28;
const BACKUP_AGE_MS = 2 * 86_400_000;

export function checkDatabase(database: DatabaseFacts): Finding[] {
  const { place } = database;
  if (database.state === 'none')
    return [
      warning(
        'database.none',
        [`${place} 中还没有城市`, `there is no city in ${place} yet`],
        ['guantong init，或 guantong serve --demo', 'guantong init, or guantong serve --demo'],
      ),
    ];
  if (database.state === 'closed')
    return [
      fault(
        'database.closed',
        [`数据库 ${place} 打不开：${database.problem}`, `the database ${place} cannot be opened: ${database.problem}`],
        database.engine === 'postgres'
          ? ['检查 DATABASE_URL 与 PostgreSQL 是否运行', 'check DATABASE_URL, and whether PostgreSQL runs']
          : ['停止服务器，用 guantong restore 恢复最近的备份', 'stop the server and put the last backup back: guantong restore'],
      ),
    ];
  const { version, seq, bytes } = database;
  const engine = database.engine === 'postgres' ? 'PostgreSQL' : 'SQLite';
  return [
    ok(
      'database',
      `${engine} ${version}，${mebibytes(bytes)}，日志至第 ${seq} 条`,
      `${engine} ${version}, ${mebibytes(bytes)}, log up to seq ${seq}`,
    ),
    ...checkTables(database),
    ...checkPages(database),
    ...(database.isReadOnly
      ? [
          fault(
            'database.read-only',
            ['数据库只读（备用服务器？）', 'the database is read-only: a standby?'],
            ['DATABASE_URL 指向主服务器', 'let DATABASE_URL name the primary'],
          ),
        ]
      : []),
    ok(
      'verify',
      '证明日志、事件与合计一致：guantong verify（服务器运行时也可以）',
      'to prove that log, incidents and sums agree: guantong verify (also beside a running server)',
    ),
  ];
}

function checkTables({ migration, newestMigration, timeZone }: OpenDatabaseFacts): Finding[] {
  if (migration === null || timeZone === null)
    return [warning('database.empty', ['数据库中还没有城市', 'there is no city in the database yet'], ['guantong init', 'guantong init'])];
  if (migration > newestMigration)
    return [
      fault(
        'schema.newer',
        ['数据库的表比本程序新：较新的版本用过它', 'the tables are newer than this program: a later release has used them'],
        ['安装那个版本，或恢复升级前的备份', 'install that release, or restore the backup from before the upgrade'],
      ),
    ];
  if (migration < newestMigration)
    return [
      warning(
        'schema.older',
        ['数据库的表比本程序旧：下次启动时更新', 'the tables are older than this program: the next start brings them up to date'],
        ['先备份：guantong backup', 'take a backup first: guantong backup'],
      ),
    ];
  return [ok('schema', '数据库的表与程序一致', 'the tables are those of this program')];
}

function checkPages({ damage, walBytes }: OpenDatabaseFacts): Finding[] {
  const findings: Finding[] = [];
  if (damage !== null && damage.length > 0)
    findings.push(
      fault(
        'database.damaged',
        [`数据库已损坏：${damage.slice(0, 3).join('；')}`, `the database is damaged: ${damage.slice(0, 3).join('; ')}`],
        [
          '停止服务器，恢复最近的备份：guantong restore；再查磁盘',
          'stop the server and restore the last backup: guantong restore; then look at the disk',
        ],
      ),
    );
  else if (damage !== null) findings.push(ok('database.sound', '数据页检查通过（quick_check）', 'its pages are sound (quick_check)'));
  if (walBytes !== null && walBytes > WAL_MOST)
    findings.push(
      warning(
        'database.wal',
        [`预写日志有 ${mebibytes(walBytes)}`, `the write-ahead log has ${mebibytes(walBytes)}`],
        ['有进程长时间读着数据库：找到它，或重启服务器', 'some process reads the database for long: find it, or restart the server'],
      ),
    );
  return findings;
}

export function checkBackup(nowMs: number, lastBackupMs: number | null, { state }: DatabaseFacts): Finding[] {
  if (state !== 'open') return [];
  if (lastBackupMs === null)
    return [
      warning(
        'backup.none',
        ['此数据目录没有备份记录', 'no backup is known of in this DATA_DIR'],
        ['每天一次：guantong backup <文件>（docs/operations.md）', 'once a day: guantong backup <file> (docs/operations.md)'],
      ),
    ];
  const taken = new Date(lastBackupMs).toISOString();
  return nowMs - lastBackupMs <= BACKUP_AGE_MS
    ? [ok('backup', `最近备份 ${taken}`, `last backup ${taken}`)]
    : [
        warning(
          'backup.old',
          [`最近备份是 ${taken}`, `the last backup is of ${taken}`],
          ['检查备份任务（docs/operations.md）', 'look after the backup job (docs/operations.md)'],
        ),
      ];
}
