import type { ClockFacts, DatabaseFacts } from '../facts.ts';
import { fault, ok, warning, type Finding } from '../finding.ts';

const OFFSET_WARNING_MS = 1_000;
const OFFSET_FAULT_MS = 30_000;
/** The log's own time never goes back, so a moment ahead of this clock is another server's. */
const AHEAD_MS = 60_000;
const NTP = 'timedatectl set-ntp true';

export function checkClock(nowMs: number, clock: ClockFacts, database: DatabaseFacts): Finding[] {
  const now = new Date(nowMs).toISOString();
  const open = database.state === 'open' ? database : null;
  const findings: Finding[] = [];
  if (nowMs < clock.notBeforeMs)
    findings.push(
      fault(
        'clock.past',
        [`系统时钟 ${now} 早于本程序`, `the system clock says ${now}, which is before this program was made`],
        [`校准时钟：${NTP}`, `set the clock: ${NTP}`],
      ),
    );
  else if (clock.isSynchronized === false)
    findings.push(
      warning(
        'clock.alone',
        [`系统时钟 ${now} 没有与时间服务器同步`, `the system clock, ${now}, is not synchronized`],
        [`时限按时钟计算：${NTP}`, `limits go by it: ${NTP}`],
      ),
    );
  else
    findings.push(
      clock.isSynchronized
        ? ok('clock', `系统时钟 ${now}，已同步`, `system clock ${now}, synchronized`)
        : ok('clock', `系统时钟 ${now}；是否同步此处看不出`, `system clock ${now}; whether it is synchronized cannot be told here`),
    );
  if (open && open.lastRecordedMs !== null && open.lastRecordedMs > nowMs + AHEAD_MS)
    findings.push(
      fault(
        'clock.behind-log',
        [
          `日志最后一条记于 ${new Date(open.lastRecordedMs).toISOString()}，晚于现在：时钟被调回`,
          `the log ends at ${new Date(open.lastRecordedMs).toISOString()}, which is later than now: the clock was put back`,
        ],
        ['校准时钟；在此之前的新记录都会记成那一刻', 'set the clock; until then all that is new is recorded at that moment'],
      ),
    );
  return [...findings, ...(open ? [...checkZone(open, clock), ...checkOffset(open.clockOffsetMs)] : [])];
}

function checkZone({ timeZone, isZoneKnown }: { timeZone: string | null; isZoneKnown: boolean }, { zoneData }: ClockFacts): Finding[] {
  if (timeZone === null) return [];
  return isZoneKnown
    ? [ok('zone', `城市时区 ${timeZone}，时区数据 ${zoneData}`, `time zone of the city ${timeZone}, zone data ${zoneData}`)]
    : [
        fault(
          'zone.unknown',
          [`此 Node 不认识城市的时区 ${timeZone}`, `this Node does not know the city's time zone ${timeZone}`],
          ['用带完整 ICU 的 Node', 'use a Node with the full ICU data'],
        ),
      ];
}

function checkOffset(offsetMs: number | null): Finding[] {
  if (offsetMs === null) return [];
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  if (Math.abs(offsetMs) < OFFSET_WARNING_MS)
    return [ok('clock.database', `与数据库服务器时钟相差 ${seconds} 秒`, `${seconds} s apart from the database server's clock`)];
  return [
    (Math.abs(offsetMs) < OFFSET_FAULT_MS ? warning : fault)(
      'clock.apart',
      [`与数据库服务器时钟相差 ${seconds} 秒`, `${seconds} s apart from the database server's clock`],
      [`两台机器都同步：${NTP}`, `synchronize both machines: ${NTP}`],
    ),
  ];
}
