import type { CallUses } from './app/calls.ts';
import type { Incidents } from './app/incidents.ts';
import type { Catalogue } from './app/ports.ts';
import { rehomeStrayed } from './app/rehome.ts';
import { applyRetention } from './app/retention.ts';
import type { Auth } from './auth/auth.ts';
import type { OpenDatabase } from './database.ts';
import type { CityReader } from './db/city.read.ts';
import type { Reader } from './db/reads/reader.ts';
import { filesReader } from './db/files.repo.ts';
import { passingRows } from './db/retention.repo.ts';
import { makeSearchBlock } from './db/search-index.ts';
import type { FileStore } from './files/file-store.ts';
import { sweepFiles } from './files/sweep-files.ts';
import { callsJob } from './jobs/calls.job.ts';
import { deadlineJob } from './jobs/deadlines.job.ts';
import { recountJob } from './jobs/recount.job.ts';
import { feedsJob } from './jobs/feeds.job.ts';
import { rehomingJob } from './jobs/rehoming.job.ts';
import { retentionJob } from './jobs/retention.job.ts';
import { rulesJob } from './jobs/rules.job.ts';
import { supervisionJob } from './jobs/supervision.job.ts';
import { searchIndexJob } from './jobs/search-index.job.ts';
import type { FeedHouse } from './feed-house.ts';
import type { RuleHouse } from './rule-house.ts';
import { retentionOf, type Retention } from '../shared/retention.ts';

export interface ClockworkDeps {
  database: OpenDatabase;
  files: FileStore;
  reader: Reader;
  city: CityReader;
  incidents: Incidents;
  calls: Pick<CallUses, 'passOn' | 'slice'>;
  recountHour(): Promise<boolean>;
  rules: Pick<RuleHouse, 'run' | 'actions'>;
  feeds: Pick<FeedHouse, 'due' | 'poll'>;
  auth: Auth;
  catalogue(): Promise<Catalogue>;
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
  now(): number;
}

/** What the server does by itself, in one process at a time: deadlines, calls that nobody answers, supervision by rule, homes after a change of the tree, retention, the search index, buckets of marked devices, rules, feeds of alerts. */
export function clockwork(deps: ClockworkDeps): { treeChanged(): void; stop(): Promise<void> } {
  const { database, files, reader, city, incidents, calls, recountHour, rules, feeds, auth, catalogue, isMine, onFault, now } = deps;
  const { connection, queue: store } = database;
  const deadlines = deadlineJob({ commands: incidents, isMine, onFault });
  const unanswered = callsJob({ calls, isMine, onFault });
  const rehoming = rehomingJob({
    rehome: () => rehomeStrayed({ store, catalogue, findStrayed: (query) => reader.ask('strayed', query), now }),
    isMine,
    onFault,
  });
  const retention = retentionJob({
    apply: async (goOn) => {
      await applyRetention({
        store,
        rows: passingRows(connection),
        findAged: (query) => reader.ask('aged', query),
        rules: async () => retentionOf(await city.setting<Partial<Retention>>('retention')),
        purgeSignIns: auth.purge,
        now,
        goOn,
      });
      await sweepFiles({ files, rows: filesReader(connection), write: (work) => store.write(work), now });
    },
    isMine,
    onFault,
  });
  const supervision = supervisionJob({
    async supervise() {
      const rule = (await catalogue()).supervision.overdueShare;
      return rule ? incidents.superviseByShare(rule, (query) => reader.ask('overdueShare', query)) : 0;
    },
    isMine,
    onFault,
  });
  const searchIndex = searchIndexJob({ makeBlock: () => makeSearchBlock(connection, store, reader), isMine, onFault });
  const judging = rulesJob({ ...rules, isMine, onFault });
  const asking = feedsJob({ ...feeds, isMine, onFault, wallNow: () => performance.now() });
  const recount = recountJob({ recountHour, isMine, onFault });
  return {
    treeChanged: rehoming.wake,
    async stop() {
      await Promise.all(
        [deadlines, unanswered, rehoming, retention, supervision, searchIndex, recount, judging, asking].map((each) => each.stop()),
      );
    },
  };
}
