import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { cityInfo } from './app/city-info.ts';
import { incidentCommands, type Incidents } from './app/incidents.ts';
import type { Catalogue } from './app/ports.ts';
import { rehomeStrayed } from './app/rehome.ts';
import { demoUsers, ensureDemoUsers, type DemoUser } from './auth/demo-users.ts';
import { authPlugin } from './auth/fastify-auth.ts';
import type { Auth } from './auth/auth.ts';
import { openAuth } from './auth/open-auth.ts';
import { authDatabase, openDatabase, type OpenDatabase } from './database.ts';
import { areasReader } from './db/areas.read.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { cityReader } from './db/city.read.ts';
import { packageRoot } from './db/connection.ts';
import { eventLogReader } from './db/event-log.ts';
import { incidentsWriter } from './db/incidents.repo.ts';
import { logTail } from './db/log-tail.ts';
import { METRIC_COUNT } from './domain/metrics.ts';
import { buildReader } from './db/reads/reader.ts';
import { buildHttp } from './http/build.ts';
import { keptSums } from './kept-sums.ts';
import { faultLog } from './fault-log.ts';
import { metricsOf } from './metrics.ts';
import type { Presence } from './presence.port.ts';
import { presenceOf } from './presence.ts';
import { attachRealtime, type Realtime } from './realtime/realtime.ts';
import { deadlineJob } from './jobs/deadlines.job.ts';
import { rehomingJob, type RehomingJob } from './jobs/rehoming.job.ts';
import type { SumsSource } from './sums/ports.ts';
import { buildSums, type Sums } from './sums/sums.ts';
import { rebuildIfDue } from './rebuild-due.ts';
import { secretOf, type SecretPlace } from './secret.ts';

export interface ComposeOptions {
  dataDir: string;
  /** A file, or `postgres://…`. */
  database: string;
  secret: SecretPlace;
  publicUrl?: string | undefined;
  trustedProxies?: string;
  isQuiet: boolean;
  /** Certificate and key, PEM; absent = plain HTTP. */
  tls?: { cert: Buffer; key: Buffer } | null;
  now(): number;
}
export interface House {
  app: FastifyInstance;
  auth: Auth;
  incidents: Incidents;
  sums(): Sums;
  database: OpenDatabase;
  isDemo: boolean;
  /** This process does the clockwork, as far as it knows. */
  holdsJobs(): boolean;
  demoUsers: readonly DemoUser[];
  catalogue(): Promise<Catalogue>;
  /** Everything that runs by itself: log tail, deadlines, session cuts. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The one place where adapters meet use cases. Waits while a command works alone on the data. */
export async function compose(options: ComposeOptions): Promise<House> {
  const presence = presenceOf(options);
  try {
    await presence.enter(() => process.stderr.write('A command works alone on this database; the server starts when it is done\n'));
    return await composeEntered(options, presence);
  } catch (error) {
    await presence.leave();
    throw error;
  }
}

async function composeEntered(options: ComposeOptions, presence: Presence): Promise<House> {
  const { now } = options;
  const say = (text: string): void => void process.stderr.write(text);
  const fault = faultLog(say, Date.now);
  const database = await openDatabase(options.database, now, { isServer: true });
  const { connection, queue } = database;
  await rebuildIfDue(connection, presence, say);
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const catalogues = catalogueReader(connection.reader, connection.schema);
  let current = await catalogues.current();
  const catalogue = async (): Promise<Catalogue> => (current = await catalogues.current());

  const reader = buildReader(connection);
  const city = cityReader(context);
  const info = cityInfo(city, catalogue, now);
  const areas = areasReader(context);
  const log = eventLogReader(connection.reader, connection.schema);
  const rows = incidentsWriter(connection.reader, connection.schema);

  const source: SumsSource = {
    cellSums: (query, byHour) => reader.ask('cellSums', { query, byHour }),
    durationCounts: (query) => reader.ask('durationCounts', { query, from: METRIC_COUNT }),
    durations: (query, kind) => reader.ask('durations', { query, kind }),
    breakdown: (query) => reader.ask('breakdown', query),
    categoriesOf: info.categoriesOf,
    departments: info.departments,
  };
  /** Over one tree for good: what is counted under one edition must not be read under another. */
  const newSums = ({ time, tree }: Catalogue): Sums =>
    buildSums({
      time,
      tree: () => tree,
      now,
      source,
    });
  const kept = keptSums({ connection, time: () => current.time, file: join(options.dataDir, 'sums.image'), now, say });
  let sums = newSums(current);
  let summed: { tree: Catalogue['tree']; epochMs: number } | null = null;
  let realtime: Realtime | null = null;
  const tail = logTail(connection, fault);
  tail.subscribe((changes) => sums.onChanges(changes));
  tail.subscribe((changes) => realtime?.onChanges(changes));
  queue.onCommit(tail.wake);

  async function loadSums(): Promise<number> {
    const next = newSums(current);
    const seq = await kept.fill(next);
    sums = next;
    return seq;
  }
  /** An import has made another edition of the tree, or one begins now: sums of the old one would be of areas that are gone. */
  async function followTree(): Promise<void> {
    const { tree } = await catalogue();
    const epochMs = tree.epochOf(now());
    if (tree === summed?.tree && epochMs === summed.epochMs) return;
    tail.rewind(await loadSums());
    summed = { tree, epochMs };
    realtime?.treeChanged();
    rehoming?.wake();
  }

  const isDemo = (await city.setting<boolean>('isDemo')) ?? false;
  const auth = await openAuth({
    database: authDatabase(options),
    secret: secretOf(options.secret),
    isDemo,
    otherServers: await presence.others(),
    now,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
  });
  const shown = isDemo ? await ensureDemoUsers(auth, demoUsersOf(current, await info.units())) : [];
  const incidents = incidentCommands(queue, now);
  const clientRoot = join(packageRoot(), 'dist/client');

  const app = await buildHttp({
    authPlugin: authPlugin({ auth }),
    now,
    catalogue,
    incidents,
    sums: {
      seq: () => sums.seq(),
      summary: (...asked) => sums.summary(...asked),
      groupSummary: (...asked) => sums.groupSummary(...asked),
      series: (...asked) => sums.series(...asked),
      breakdown: (...asked) => sums.breakdown(...asked),
    },
    reads: {
      categoriesOf: info.categoriesOf,
      list: async (ask) => reader.ask('list', { ...ask, counted: sums.listCount(ask) }),
      incident: rows.load,
      personal: city.personal,
      stepTexts: city.stepTexts,
      timeline: log.ofStream,
      areas: areas.withGeometry,
      rivers: () => city.setting<string>('rivers'),
      importRun: city.importRun,
    },
    city: {
      ...info,
      async signInInfo() {
        const { names } = await info.info();
        return {
          city: names,
          isDemo,
          demoUsers: shown.map(({ username, password, role, scope, scopeNames, tier }) => ({
            username,
            password,
            role,
            scope,
            scopeNames,
            tier,
          })),
        };
      },
    },
    changesSince: (area, sinceSeq, actor) => realtime!.changesSince(area, sinceSeq, actor),
    metrics: metricsOf({
      seq: () => sums.seq(),
      tailSeq: tail.seq,
      cubeBytes: () => sums.bytes(),
      sockets: () => realtime?.clients() ?? 0,
      holdsJobs: () => isJobsHolder,
    }),
    ready: async () => void (await connection.dataVersion()),
    clientRoot: existsSync(join(clientRoot, 'index.html')) ? clientRoot : null,
    trustedProxies: options.trustedProxies ?? 'loopback',
    isQuiet: options.isQuiet,
    tls: options.tls ?? null,
  });

  let isJobsHolder = false;
  const lostJobs = (error: unknown): never => {
    isJobsHolder = false;
    throw error;
  };
  let deadlines: { stop(): Promise<void> } | null = null;
  let rehoming: RehomingJob | null = null;
  const timers: NodeJS.Timeout[] = [];
  return {
    app,
    auth,
    incidents,
    sums: () => sums,
    database,
    isDemo,
    holdsJobs: () => isJobsHolder,
    demoUsers: shown,
    catalogue,
    async start() {
      summed = { tree: current.tree, epochMs: current.tree.epochOf(now()) };
      const seq = await loadSums();
      realtime = await attachRealtime(app.server, {
        actorOf: auth.actorOf,
        onCut: auth.onCut,
        isTrustedOrigin: (origin, host) => ['http', 'https'].some((protocol) => auth.isTrustedOrigin(origin, `${protocol}://${host}`)),
        tree: () => current.tree,
        figures: (...asked) => sums.figures(...asked),
        recent: tail.recent,
        rowsByIds: async (ids) => (await Promise.all(ids.map(rows.load))).filter((row) => row !== null),
        now,
        log: { warn: (detail, message) => app.log.warn(detail, message), error: (detail, message) => app.log.error(detail, message) },
      });
      tail.start(seq);
      // Figures are those of now before the first is asked for.
      for (const head = await log.lastSeq(); tail.seq() < head; ) await new Promise((resolve) => setTimeout(resolve, 5));
      const isMine = async (): Promise<boolean> => (isJobsHolder = await presence.holdsJobs().catch(lostJobs));
      deadlines = deadlineJob({ commands: incidents, isMine, onFault: fault });
      rehoming = rehomingJob({
        rehome: () => rehomeStrayed({ store: queue, catalogue, findStrayed: (query) => reader.ask('strayed', query), now }),
        isMine,
        onFault: fault,
      });
      timers.push(
        every(1_000, auth.pollCuts, fault),
        every(1_000, followTree, fault),
        every(KEEP_SUMS_MS, () => kept.keep(sums), fault),
        every(3_600_000, () => sums.prune(breathe), fault),
      );
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await deadlines?.stop();
      await rehoming?.stop();
      await realtime?.close();
      await app.close();
      await tail.stop();
      await kept.keep(sums).catch(fault);
      await reader.close();
      await auth.close();
      await database.close();
      await presence.leave();
    },
  };
}

/** So much of the log a start reads at most after a crash. */
const KEEP_SUMS_MS = 300_000;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Again and again, but never twice at once. */
function every(ms: number, work: () => Promise<void>, onFault: (fault: unknown) => void): NodeJS.Timeout {
  let isRunning = false;
  return setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void work()
      .catch(onFault)
      .finally(() => (isRunning = false));
  }, ms);
}

/** Demo people for the city at hand: its root, its two first districts, and a street. */
function demoUsersOf({ tree }: Catalogue, units: Awaited<ReturnType<ReturnType<typeof cityInfo>['units']>>): DemoUser[] {
  const at = Number.MAX_SAFE_INTEGER;
  const node = (code: string) => {
    const row = tree.latest(code)!;
    return { code, names: row.names, tier: row.tier };
  };
  const districts = tree.children(tree.root, at);
  const [first, second] = [districts.find((code) => tree.children(code, at).length > 0) ?? districts[0], districts.at(-1)];
  if (first === undefined) return [];
  const street = tree.children(first, at)[0];
  return demoUsers({
    city: node(tree.root),
    district: node(first),
    ...(second !== undefined && second !== first ? { otherDistrict: node(second) } : {}),
    ...(street === undefined ? {} : { street: node(street) }),
    units: units.filter((unit) => tree.isWithin(first, unit.node, at)),
  });
}
