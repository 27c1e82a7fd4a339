import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { alertGround } from './app/alert-ground.ts';
import { alertUses } from './app/alerts.ts';
import { alertViews } from './app/alert-views.ts';
import { callUses, touchesCalls } from './app/calls.ts';
import { cityInfo } from './app/city-info.ts';
import { savedViewUses } from './app/saved-views.ts';
import { screenBeats } from './app/screen-beats.ts';
import { screenUses } from './app/screens.ts';
import { shownNames } from './app/shown-names.ts';
import { wallClipUses } from './app/wall-clips.ts';
import { wallPieceUses } from './app/wall-pieces.ts';
import { incidentCommands, type Incidents } from './app/incidents.ts';
import type { Catalogue } from './app/ports.ts';
import { startReplay, type Replay } from './app/replay.ts';
import { unitViews } from './app/unit-views.ts';
import { unitCommands } from './app/units.ts';
import { ensureDemoUsers, type DemoUser } from './auth/demo-users.ts';
import { authPlugin } from './auth/fastify-auth.ts';
import type { Auth } from './auth/auth.ts';
import { openAuth } from './auth/open-auth.ts';
import { lastBackupMs } from './backup/mark.ts';
import { authDatabase, openDatabase, type OpenDatabase } from './database.ts';
import { alertsRepo } from './db/alerts.repo.ts';
import { areasReader } from './db/areas.read.ts';
import { callsRepo } from './db/calls.repo.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { cityReader } from './db/city.read.ts';
import { dutyReader } from './db/duty.repo.ts';
import { packageRoot } from './db/connection.ts';
import { eventLogReader } from './db/event-log.ts';
import { filesReader } from './db/files.repo.ts';
import { savedViews } from './db/saved-views.repo.ts';
import { screensRepo } from './db/screens.repo.ts';
import { wallClipsRepo } from './db/wall-clips.repo.ts';
import { wallPiecesRepo } from './db/wall-pieces.repo.ts';
import { fileStore } from './files/file-store.ts';
import { incidentsWriter } from './db/incidents.repo.ts';
import { logTail } from './db/log-tail.ts';
import { playedLog } from './db/played-log.ts';
import type { ReplayRun } from './domain/replay-run.ts';
import { buildReader } from './db/reads/reader.ts';
import { unitsReader } from './db/units.repo.ts';
import type { MqttOptions } from './intake/mqtt/mqtt-intake.ts';
import { readCap } from './intake/cap/read-cap.ts';
import { writeAtom } from './intake/cap/write-atom.ts';
import { writeCap } from './intake/cap/write-cap.ts';
import { sumsSource } from './sums-source.ts';
import { actorOfScreen } from './domain/screen.ts';
import { buildHttp } from './http/build.ts';
import { openRequests } from './http/open-requests.ts';
import { clockwork } from './clockwork.ts';
import { countedRefusals } from './counted-refusals.ts';
import { demoPeople } from './demo-people.ts';
import { every, type Repeated } from './every.ts';
import { keptSums } from './kept-sums.ts';
import { faultLog } from './fault-log.ts';
import { feedHouse } from './feed-house.ts';
import { metricsOf } from './metrics.ts';
import type { Presence } from './presence.port.ts';
import { mqttWhileHeld } from './mqtt-while-held.ts';
import { presenceOf } from './presence.ts';
import { planHouse } from './plan-house.ts';
import { readingHouse } from './reading-house.ts';
import { ruleHouse } from './rule-house.ts';
import { clientBuild } from './client-build.ts';
import { attachRealtime, type Realtime } from './realtime/realtime.ts';
import { buildSums, type Sums } from './sums/sums.ts';
import { rebuildIfDue } from './rebuild-due.ts';
import { secretOf, type SecretPlace } from './secret.ts';
import { packageVersion } from './version.ts';
import { vitalUses } from './app/vitals.ts';
import { vitalReads } from './db/vitals.read.ts';
import { unitsWithPinyin } from './unit-pinyin.ts';
import { userNames } from './user-names.ts';

export interface ComposeOptions {
  dataDir: string;
  /** A file, or `postgres://…`. */
  database: string;
  secret: SecretPlace;
  /** Where photos and documents lie, and how large one may be; absent = in DATA_DIR, 20 MB. */
  files?: { folder: string; limitBytes: number };
  publicUrl?: string | undefined;
  trustedProxies?: string;
  isQuiet: boolean;
  /** A broker to listen to. */
  mqtt?: MqttOptions | null;
  /** Inner addresses at which feeds of alerts may lie. */
  feedsPrivate?: string;
  /** Certificate and key, PEM; absent = plain HTTP. */
  tls?: { cert: Buffer; key: Buffer } | null;
  now(): number;
  /** The data is a copy that was cut for a replay: it is played from here, and nobody may write. `now` is not the city's clock then. */
  replay?: Omit<ReplayRun, 'wallMs'>;
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
  /** Tells all screens that this process ends and another starts. */
  announceRestart(): void;
  /** Finishes what is under way, takes nothing new, and puts by what the next process starts from. */
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
  let replay: Replay | null = null;
  const now = (): number => replay?.now() ?? options.now();
  const say = (text: string): void => void process.stderr.write(text);
  const fault = faultLog(say, Date.now);
  const database = await openDatabase(options.database, now, { isServer: true });
  const { connection, queue } = database;
  await rebuildIfDue(connection, presence, say);
  const wallNow = (): number => performance.now();
  if (options.replay)
    replay = startReplay(
      { ...options.replay, wallMs: wallNow() },
      { log: await playedLog(connection), wallNow, onChange: () => realtime?.tellReplay(), onTakenBack: countAnew },
    );
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const catalogues = catalogueReader(connection.reader, connection.schema);
  let current = await catalogues.current();
  const catalogue = async (): Promise<Catalogue> => (current = await catalogues.current());

  const reader = buildReader(connection);
  const city = cityReader(context);
  const info = cityInfo(city, catalogue, now, () => replay?.state() ?? null);
  const areas = areasReader(context);
  const log = eventLogReader(connection.reader, connection.schema);
  const rows = incidentsWriter(connection.reader, connection.schema);
  const { statics, departments } = { statics: info.unitStatics, departments: info.departments };
  const units = unitViews({
    reads: { ...unitsReader(connection.reader, connection.schema), times: (asked) => reader.ask('unitTimes', asked) },
    catalogue,
    statics,
    departments,
    handledBy: (ask) => reader.ask('handledBy', ask),
    incident: rows.load,
    now,
  });

  const source = sumsSource(reader, info);
  /** Over one tree for good: what is counted under one edition must not be read under another. */
  const newSums = ({ time, tree }: Catalogue): Sums => buildSums({ time, tree: () => tree, now, source });
  const kept = keptSums({ connection, time: () => current.time, file: join(options.dataDir, 'sums.image'), now, say });
  let sums = newSums(current);
  let awaited = sums;
  let summed: { tree: Catalogue['tree']; epochMs: number } | null = null;
  let realtime: Realtime | null = null;
  const tail = logTail(connection, fault);
  tail.subscribe((changes) => sums.onChanges(changes));
  tail.subscribe((changes) => realtime?.onChanges(changes));
  tail.subscribe((changes) => changes.some(touchesCalls) && realtime?.callsChanged());
  queue.onCommit(() => tail.wake());

  async function loadSums(): Promise<number> {
    const next = (awaited = newSums(current));
    const seq = await kept.fill(next);
    // Others may have been begun meanwhile, from a later state.
    if (next === awaited) sums = next;
    return seq;
  }
  async function countAnew(seq: number): Promise<void> {
    tail.rewind(await loadSums());
    realtime?.takenBack(seq);
  }
  /** An import has made another edition of the tree, or one begins now: sums of the old one would be of areas that are gone. */
  async function followTree(): Promise<void> {
    const { tree } = await catalogue();
    const epochMs = tree.epochOf(now());
    if (tree === summed?.tree && epochMs === summed.epochMs) return;
    tail.rewind(await loadSums());
    summed = { tree, epochMs };
    realtime?.treeChanged();
    jobs?.treeChanged();
  }

  const isDemo = (await city.setting<boolean>('isDemo')) ?? false;
  const screenRows = screensRepo(connection);
  const auth = await openAuth({
    database: authDatabase(options),
    secret: secretOf(options.secret),
    isDemo,
    isReplay: replay !== null,
    otherServers: await presence.others(),
    screenOf: async (hash) => {
      const screen = await screenRows.byHash(hash);
      return screen && actorOfScreen(screen);
    },
    now: options.now,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
  });
  const shown = isDemo ? await ensureDemoUsers(auth, demoPeople(current, await info.units())) : [];
  const metrics = metricsOf({
    seq: () => sums.seq(),
    tailSeq: tail.seq,
    headSeq: log.lastSeq,
    cubeBytes: () => sums.bytes(),
    sockets: () => realtime?.clients() ?? 0,
    sent: () => realtime?.sent() ?? { frames: 0, resets: 0 },
    holdsJobs: () => isJobsHolder,
    writesWaiting: queue.waiting,
    readsWaiting: reader.waiting,
    databaseBytes: connection.bytes,
    lastBackupMs: () => lastBackupMs(options.dataDir),
    build: { version: packageVersion(), engine: connection.dialect.engine },
  });
  queue.onCommit(metrics.written);
  const incidents = countedRefusals(incidentCommands(queue, now), metrics.refused);
  const requests = openRequests();
  const { folder = join(options.dataDir, 'files'), limitBytes = FILE_LIMIT_BYTES } = options.files ?? {};
  const files = fileStore(folder);
  const fileRows = filesReader(connection);
  const views = savedViewUses(queue, savedViews(connection), catalogue, now);
  const clientRoot = join(packageRoot(), 'dist/client');
  const build = clientBuild(clientRoot);
  const pieces = wallPieceUses({
    store: queue,
    rows: wallPiecesRepo(connection),
    screens: screenRows,
    catalogue,
    onChanged: () => realtime?.screensChanged(),
    now,
  });
  const clips = wallClipUses({
    store: queue,
    rows: wallClipsRepo(connection),
    screens: screenRows,
    catalogue,
    onChanged: () => realtime?.screensChanged(),
    now,
  });
  const alertRows = alertsRepo(connection);
  const screens = screenUses({
    store: queue,
    rows: screenRows,
    alerts: alertRows,
    catalogue,
    newCode: auth.screenKeys.code,
    cut: auth.cutScreen,
    holding: pieces.holding,
    clips: clips.telling,
    onChanged: () => realtime?.screensChanged(),
    now,
  });
  const calls = callUses({ store: queue, rows: callsRepo(connection), catalogue, onChanged: () => realtime?.callsChanged(), now });
  const drawn = areas.withGeometry;
  const alerts = alertUses({
    store: queue,
    rows: alertRows,
    catalogue,
    ground: alertGround({ catalogue, drawn, now }),
    readCap,
    onChanged: () => realtime?.alertsChanged(),
    now,
  });
  const feeds = feedHouse({
    database,
    alerts,
    catalogue,
    secret: secretOf(options.secret),
    openTo: options.feedsPrivate ?? '',
    now,
  });
  const beats = screenBeats({ rows: screenRows, write: queue.write, namesOf: () => shownNames(pieces, catalogue, now), build, now });

  const { recountHour, ...readings } = readingHouse({ database, city, catalogue, count: metrics.readings, now });
  const vitals = vitalUses({ reads: vitalReads(connection, readings.reads), catalogue, isReplay: replay !== null, breathe, now });
  const rules = ruleHouse({
    database,
    readings: readings.reads,
    incidents,
    alerts,
    catalogue,
    onChanged: () => realtime?.alarmsChanged(),
    now,
  });

  const app = await buildHttp({
    authPlugin: authPlugin({ auth }),
    now,
    catalogue,
    incidents,
    units: { ...unitCommands(queue, now), inArea: units.inArea, one: units.one, offers: units.offers, times: units.times },
    userNames: userNames(auth.users.list, wallNow),
    sums: {
      seq: () => sums.seq(),
      summary: (...asked) => sums.summary(...asked),
      groupSummary: (...asked) => sums.groupSummary(...asked),
      series: (...asked) => sums.series(...asked),
      groupSeries: (...asked) => sums.groupSeries(...asked),
      ratesBy: (...asked) => sums.ratesBy(...asked),
      unitRates: (...asked) => sums.unitRates(...asked),
      breakdown: (...asked) => sums.breakdown(...asked),
      groupBreakdown: (...asked) => sums.groupBreakdown(...asked),
    },
    reads: {
      categoriesOf: info.categoriesOf,
      list: async (ask) => reader.ask('list', { ...ask, counted: sums.listCount(ask) }),
      behind: async (ask) => reader.ask('behind', ask),
      deskCounts: async (ask) => reader.ask('deskCounts', ask),
      openByStatus: async (ask) => reader.ask('openByStatus', ask),
      overdueNow: async (places) => reader.ask('overdueNow', { places }),
      lastNotes: async (ids) => reader.ask('lastNotes', { ids }),
      duty: dutyReader(connection.reader, connection.schema).of,
      pace: (query) => reader.ask('pace', query),
      stageShares: (asked) => reader.ask('stageShares', asked),
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
      units: unitsWithPinyin(info.units),
      async signInInfo() {
        const { names } = await info.info();
        return {
          city: names,
          isDemo,
          isReplay: replay !== null,
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
    files: {
      limitBytes,
      put: (incident, content) => files.put(incident, content, limitBytes),
      open: files.open,
      find: fileRows.find,
      note: (file) => queue.write((tx) => tx.putFile(file)),
    },
    views,
    alerts,
    alertViews: alertViews({ rows: alertRows, catalogue, drawn, readCap, writeCap, now }),
    writeAtom,
    feeds: feeds.feeds,
    readings: readings.readings,
    devices: readings.devices,
    importDevices: readings.importDevices,
    deviceViews: readings.deviceViews,
    vitals,
    rules: rules.rules,
    tryRule: rules.tryRule,
    ...planHouse({ database, catalogue, now }),
    screens,
    calls,
    screenBeats: beats,
    wallPieces: pieces,
    wallClips: clips,
    screenKeys: auth.screenKeys,
    replay,
    changesSince: (area, sinceSeq, actor) => realtime!.changesSince(area, sinceSeq, actor),
    openRequests: requests,
    observe: metrics.served,
    metrics: metrics.text,
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
  let jobs: ReturnType<typeof clockwork> | null = null;
  const repeated: Repeated[] = [];
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
        unitsSince: units.since,
        alertsSince: (rev) => (rev === 0 ? alertRows.current(now()) : alertRows.since(rev)),
        onVitals: vitals.onChanged,
        alarms: { since: rules.rules.since, lastRev: rules.rules.lastRev },
        screens: { since: screens.since, stateOf: screens.stateOf, beat: beats.beat },
        calls,
        rowsByIds: async (ids) => (await Promise.all(ids.map(rows.load))).filter((row) => row !== null),
        now,
        wallNow: options.now,
        relay: connection.relay ?? undefined,
        replay: () => replay?.state() ?? null,
        build,
        log: { warn: (detail, message) => app.log.warn(detail, message), error: (detail, message) => app.log.error(detail, message) },
      });
      tail.start(seq);
      // Figures are those of now before the first is asked for.
      for (const head = await log.lastSeq(); tail.seq() < head; ) await new Promise((resolve) => setTimeout(resolve, 5));
      repeated.push(
        every(1_000, auth.pollCuts, fault),
        every(1_000, followTree, fault),
        every(3_600_000, () => sums.prune(breathe), fault),
      );
      if (replay) {
        // What the clockwork said then is in the recording.
        repeated.push(every(REPLAY_STEP_MS, replay.step, fault));
        return;
      }
      const isMine = async (): Promise<boolean> => (isJobsHolder = await presence.holdsJobs().catch(lostJobs));
      jobs = clockwork({
        database,
        files,
        reader,
        city,
        incidents,
        calls,
        recountHour,
        rules,
        feeds,
        auth,
        catalogue,
        isMine,
        onFault: fault,
        now,
      });
      repeated.push(every(1_000, vitals.tick, fault));
      if (options.mqtt)
        repeated.push(
          mqttWhileHeld(
            options.mqtt,
            readings.mqttDeps({
              say: (text) => void (options.isQuiet || say(`${text}\n`)),
              onFault: fault,
              unreadable: () => metrics.readings('unreadable', 1),
            }),
            isMine,
          ),
        );
      repeated.push(every(KEEP_BEATS_MS, beats.flush, fault));
      repeated.push(every(KEEP_SUMS_MS, () => kept.keep(sums), fault));
    },
    announceRestart: () => realtime?.announceRestart(),
    async stop() {
      await Promise.all([requests.close(FINISH_MS), jobs?.stop(), ...repeated.map((each) => each.stop())]);
      await beats.flush().catch(fault);
      await queue.drained();
      // Screens are told of it yet, and the sums that are put by hold it, where that does not take long.
      const head = await log.lastSeq().catch(() => 0);
      for (const until = performance.now() + TELL_MS; sums.seq() < head && performance.now() < until; )
        await new Promise((resolve) => setTimeout(resolve, 5));
      await realtime?.close();
      app.server.closeAllConnections();
      await app.close();
      await tail.stop();
      if (!replay) await kept.keep(sums).catch(fault);
      await reader.close();
      await auth.close();
      await database.close();
      await presence.leave();
    },
  };
}

const FILE_LIMIT_BYTES = 20 * 1_048_576;
/** What a request may take that is under way when the process is told to end. */
const FINISH_MS = 10_000;
const TELL_MS = 500;
/** So much of the log a start reads at most after a crash. */
const KEEP_SUMS_MS = 300_000;
/** What a restart forgets of screens at most. */
const KEEP_BEATS_MS = 5_000;
/** How finely the clock of a replay goes. */
const REPLAY_STEP_MS = 50;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
