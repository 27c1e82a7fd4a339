import { findAged } from './aged.read.ts';
import { readBehind } from './behind.read.ts';
import { countViews } from './desk-view.ts';
import { countHandledBy } from './handled-by.read.ts';
import { countOpenByStatus, readLastNotes } from './handover.read.ts';
import { listIncidents, readBreakdown } from './incidents.read.ts';
import { countOverdueNow } from './overdue-now.read.ts';
import { findOverdueShare } from './overdue-share.read.ts';
import { readPace } from './pace.read.ts';
import { findUnmadeBlock, makeBlock } from './search-block.read.ts';
import { readStageShares } from './stage-shares.read.ts';
import { findStrayed } from './strayed.read.ts';
import { readCellSums, readDurationCounts, readDurations, readKindSums } from './sums.read.ts';
import { readUnitSums } from './unit-sums.read.ts';
import { readUnitTimes } from './unit-times.read.ts';

/** Questions that may take longer than a moment, by name: what the reader worker answers. */
export const readJobs = {
  cellSums: readCellSums,
  kindSums: readKindSums,
  durationCounts: readDurationCounts,
  durations: readDurations,
  unitSums: readUnitSums,
  unitTimes: readUnitTimes,
  list: listIncidents,
  behind: readBehind,
  deskCounts: countViews,
  openByStatus: countOpenByStatus,
  lastNotes: readLastNotes,
  handledBy: countHandledBy,
  breakdown: readBreakdown,
  strayed: findStrayed,
  overdueNow: countOverdueNow,
  overdueShare: findOverdueShare,
  pace: readPace,
  stageShares: readStageShares,
  aged: findAged,
  unmadeBlock: findUnmadeBlock,
  makeBlock,
};
export type ReadJobs = typeof readJobs;
export type ReadJob = keyof ReadJobs;
export type ReadArgs<K extends ReadJob> = Parameters<ReadJobs[K]>[1];
export type ReadAnswer<K extends ReadJob> = Awaited<ReturnType<ReadJobs[K]>>;
