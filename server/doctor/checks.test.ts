import { describe, expect, it } from 'vitest';
import { findingsOf } from './checks.ts';
import type { Facts, OpenDatabaseFacts } from './facts.ts';
import { reportText } from './finding.ts';

const NOW_MS = Date.UTC(2026, 10, 28, 8);
const MIB = 2 ** 20;
const open: OpenDatabaseFacts = {
  version: '3.50.0',
  bytes: 900 * MIB,
  walBytes: 4 * MIB,
  damage: [],
  migration: 1_763_000_000_000,
  newestMigration: 1_763_000_000_000,
  seq: 42,
  lastRecordedMs: NOW_MS - 1_000,
  timeZone: 'Asia/Shanghai',
  isZoneKnown: true,
  calendarYears: [2025, 2026, 2027],
  clockOffsetMs: null,
  isReadOnly: false,
};
const sound: Facts = {
  nowMs: NOW_MS,
  program: { version: '0.1.0', node: '22.12.0', nodeNeeded: '20.19', sqlite: { version: '3.50.0' }, missingTools: [] },
  machine: { cores: 4, memoryBytes: 8 * 2 ** 30, hasChineseFont: true },
  disk: { dataDir: '/data', isThere: true, isWritable: true, freeBytes: 50 * 2 ** 30, networkFileSystem: null, isInMemory: false },
  clock: { notBeforeMs: 1_763_000_000_000, isSynchronized: true, zoneData: '2026a' },
  database: { engine: 'sqlite', place: '/data/guantong.db', state: 'open', ...open },
  files: [{ path: '/data/secret', isOpenToOthers: false, isReadable: true }],
  port: { host: '0.0.0.0', port: 8080, state: 'free', serverPid: null },
  lastBackupMs: NOW_MS - 3_600_000,
};
const with_ = <K extends keyof Facts>(key: K, changes: Partial<Facts[K]>): Facts => ({
  ...sound,
  [key]: { ...(sound[key] as object), ...changes },
});
const database = (changes: Partial<OpenDatabaseFacts>): Facts => with_('database', changes as never);
const postgres = (changes: Partial<OpenDatabaseFacts>): Facts =>
  database({ engine: 'postgres', walBytes: null, damage: null, ...changes } as never);
const bad = (facts: Facts): string[] =>
  findingsOf(facts)
    .filter(({ level }) => level !== 'ok')
    .map(({ code, level }) => `${level} ${code}`);

it('finds nothing on a sound machine, with either engine, and beside a running server', () => {
  expect(bad(sound)).toEqual([]);
  expect(bad(postgres({ clockOffsetMs: 12 }))).toEqual([]);
  expect(bad(with_('port', { state: 'guantong', serverPid: 42 }))).toEqual([]);
  expect(bad({ ...sound, clock: { ...sound.clock, isSynchronized: null } })).toEqual([]);
});

describe('each planted fault is the only one found', () => {
  it.each<[string, string, Facts]>([
    ['an old Node', 'fault node.old', with_('program', { node: '20.18.3' })],
    ['a missing engine', 'fault sqlite.missing', with_('program', { sqlite: { problem: 'NODE_MODULE_VERSION 115' } })],
    ['no compiler', 'warning tools.missing', with_('program', { missingTools: ['g++'] })],
    ['one core', 'warning machine.small', with_('machine', { cores: 1 })],
    ['half a gigabyte', 'warning machine.small', with_('machine', { memoryBytes: 2 ** 29 })],
    ['no Chinese font', 'warning fonts.missing', with_('machine', { hasChineseFont: false })],
    ['a full disk', 'fault disk.full', with_('disk', { freeBytes: 100 * MIB })],
    ['a tight disk', 'warning disk.tight', with_('disk', { freeBytes: 1_000 * MIB })],
    ['a folder of somebody else', 'fault disk.read-only', with_('disk', { isWritable: false })],
    ['NFS', 'fault disk.network', with_('disk', { networkFileSystem: 'nfs' })],
    ['tmpfs', 'warning disk.memory', with_('disk', { isInMemory: true })],
    [
      'a clock of 1970',
      'fault clock.past',
      { ...sound, nowMs: 5, lastBackupMs: 0, database: { ...sound.database, lastRecordedMs: null } as never },
    ],
    ['a clock left alone', 'warning clock.alone', with_('clock', { isSynchronized: false })],
    ['a clock put back', 'fault clock.behind-log', database({ lastRecordedMs: NOW_MS + 3_600_000 })],
    ['clocks apart', 'warning clock.apart', postgres({ clockOffsetMs: -2_500 })],
    ['clocks far apart', 'fault clock.apart', postgres({ clockOffsetMs: 45_000 })],
    ['an unknown zone', 'fault zone.unknown', database({ timeZone: 'Mars/Olympus', isZoneKnown: false })],
    ['a calendar without next year, in November', 'warning calendar.year', database({ calendarYears: [2025, 2026] })],
    ['a calendar without this year', 'warning calendar.year', database({ calendarYears: [2025, 2027] })],
    ['no data', 'warning database.none', { ...sound, database: { engine: 'sqlite', place: '/data/guantong.db', state: 'none' } }],
    [
      'no database there',
      'fault database.closed',
      { ...sound, database: { engine: 'postgres', place: 'db/city', state: 'closed', problem: 'ECONNREFUSED' } },
    ],
    ['an empty database', 'warning database.empty', postgres({ migration: null, timeZone: null, lastRecordedMs: null, seq: 0 })],
    ['a newer schema', 'fault schema.newer', database({ migration: open.newestMigration + 1 })],
    ['an older schema', 'warning schema.older', database({ migration: open.newestMigration - 1 })],
    ['damaged pages', 'fault database.damaged', database({ damage: ['Tree 5 page 7: btreeInitPage() returns error code 11'] })],
    ['a standby', 'fault database.read-only', postgres({ isReadOnly: true })],
    ['a WAL that grows', 'warning database.wal', database({ walBytes: 300 * MIB })],
    ['no backup', 'warning backup.none', { ...sound, lastBackupMs: null }],
    ['an old backup', 'warning backup.old', { ...sound, lastBackupMs: NOW_MS - 3 * 86_400_000 }],
    ['a secret for all', 'fault file.open', { ...sound, files: [{ path: '/data/secret', isOpenToOthers: true, isReadable: true }] }],
    ['a secret for others', 'fault file.closed', { ...sound, files: [{ path: '/data/secret', isOpenToOthers: false, isReadable: false }] }],
    ['a taken port', 'fault port.taken', with_('port', { state: 'other' })],
    ['port 443', 'fault port.forbidden', with_('port', { state: 'forbidden', port: 443 })],
    ['a foreign address', 'fault port.host', with_('port', { state: 'no-such-host', host: '192.0.2.1' })],
  ])('%s', (_what, expected, facts) => expect(bad(facts)).toEqual([expected]));
});

it('a network file system and one in memory hold no data where the database is elsewhere', () => {
  for (const changes of [{ networkFileSystem: 'nfs' }, { isInMemory: true }])
    expect(bad({ ...postgres({}), disk: { ...sound.disk, ...changes } })).toEqual([]);
});

it('says everything in both languages, with a remedy for what is not right', () => {
  const all = findingsOf({
    ...with_('disk', { freeBytes: 5 }),
    files: [{ path: '/data/secret', isOpenToOthers: true, isReadable: false }],
  });
  for (const { text, remedy, level } of all) {
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
    expect(remedy === undefined, text.en).toBe(level === 'ok');
  }
  expect(reportText(all, 'en')).toMatch(/FAULT {4}the disk has only .*\n +→ make room[^]*\nfaults: 3, warnings: 0$/);
  expect(reportText(all, 'zh')).toMatch(/故障 {2}磁盘只剩[^]*\n故障 3，注意 0$/);
});
