import type { DatabaseFacts, DiskFacts } from '../facts.ts';
import { fault, mebibytes, ok, warning, type Finding } from '../finding.ts';

/** Below this a burst or a long read, which lets the write-ahead log grow, may stop all writing. */
const FREE_LEAST = 2 ** 28;

export function checkDisk(disk: DiskFacts, database: DatabaseFacts): Finding[] {
  const { dataDir, isThere, isWritable } = disk;
  const findings: Finding[] = [];
  if (!isWritable)
    findings.push(
      fault(
        'disk.read-only',
        [`${dataDir} 不可写`, `${dataDir} cannot be written`],
        ['交给运行服务器的账户：chown', 'give it to the account that runs the server: chown'],
      ),
    );
  else if (isThere) findings.push(ok('disk', `数据目录 ${dataDir}`, `data in ${dataDir}`));
  else findings.push(ok('disk.new', `${dataDir} 尚不存在，首次运行时建立`, `${dataDir} is not there yet; the first run makes it`));
  return [...findings, ...checkKind(disk, database), checkRoom(disk, database)];
}

function checkKind({ networkFileSystem, isInMemory }: DiskFacts, { engine }: DatabaseFacts): Finding[] {
  if (networkFileSystem !== null && engine === 'sqlite')
    return [
      fault(
        'disk.network',
        [
          `数据目录在网络文件系统（${networkFileSystem}）上：SQLite 的锁在那里不可靠，会损坏数据`,
          `DATA_DIR lies on a network file system (${networkFileSystem}): SQLite's locks do not hold there and data gets damaged`,
        ],
        ['移到本地磁盘，或用 PostgreSQL（docs/scaling.md）', 'move it to a local disk, or use PostgreSQL (docs/scaling.md)'],
      ),
    ];
  if (isInMemory && engine === 'sqlite')
    return [
      warning(
        'disk.memory',
        ['数据目录在内存中（tmpfs）：重启机器即丢失', 'DATA_DIR lies in memory (tmpfs): it is gone when the machine restarts'],
        ['移到磁盘上', 'move it to a disk'],
      ),
    ];
  return [];
}

function checkRoom({ freeBytes }: DiskFacts, database: DatabaseFacts): Finding {
  const bytes = database.state === 'open' && database.engine === 'sqlite' ? database.bytes : 0;
  const [free, taken] = [mebibytes(freeBytes), mebibytes(bytes)];
  if (freeBytes < FREE_LEAST)
    return fault(
      'disk.full',
      [`磁盘只剩 ${free}`, `the disk has only ${free} left`],
      ['腾出空间或换大磁盘；写满后一切上报都会被拒绝', 'make room or take a larger disk; when it is full every report is refused'],
    );
  if (freeBytes < bytes + FREE_LEAST)
    return warning(
      'disk.tight',
      [
        `磁盘剩余 ${free}，数据库 ${taken}：不够再放一份`,
        `the disk has ${free} left, the database takes ${taken}: no room for another one`,
      ],
      ['备份写到别的磁盘；重建与整理需要同样大的空间', 'write backups to another disk; to rebuild takes as much room again'],
    );
  return ok('disk.room', `磁盘剩余 ${free}，数据库 ${taken}`, `the disk has ${free} left, the database takes ${taken}`);
}
