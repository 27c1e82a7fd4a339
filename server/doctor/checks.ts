import { checkFiles, checkPort } from './checks/access.ts';
import { checkCalendar } from './checks/calendar.ts';
import { checkClock } from './checks/clock.ts';
import { checkBackup, checkDatabase } from './checks/database.ts';
import { checkDisk } from './checks/disk.ts';
import { checkMachine } from './checks/machine.ts';
import { checkProgram } from './checks/program.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';

/** Everything that the facts say, in the order in which one would mend it. */
export const findingsOf = ({ nowMs, program, machine, disk, clock, database, files, port, lastBackupMs }: Facts): Finding[] => [
  ...checkProgram(program),
  ...checkDisk(disk, database),
  ...checkDatabase(database),
  ...checkBackup(nowMs, lastBackupMs, database),
  ...checkFiles(files),
  ...checkClock(nowMs, clock, database),
  ...checkCalendar(nowMs, clock, database),
  ...checkPort(port),
  ...checkMachine(machine),
];
