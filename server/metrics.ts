import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricSources {
  /** Last event in the sums / heard by the tail / in the database. */
  seq(): number;
  tailSeq(): number;
  headSeq(): Promise<number>;
  cubeBytes(): number;
  sockets(): number;
  /** Since the start. */
  sent(): { frames: number; resets: number };
  holdsJobs(): boolean;
  writesWaiting(): number;
  readsWaiting(): number;
  databaseBytes(): Promise<number>;
  /** null = none is known of here. */
  lastBackupMs(): number | null;
  build: { version: string; engine: string };
}
export interface Metrics {
  /** Prometheus text. */
  text(): Promise<string>;
  served(request: { method: string; route: string; status: number; seconds: number }): void;
  refused(code: string): void;
  /** Rows of a batch of readings, by what became of them. */
  readings(outcome: string, n: number): void;
  /** The oldest command of a group, from its coming to its COMMIT. */
  written(ms: number): void;
}

/** They are gauges whose names end like counters', which `promtool check metrics` refuses; and nobody looks at them. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** What operators watch; docs/operations.md says when to look. */
export function metricsOf(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);

  /** What cannot be read just now is left out: a scrape tells the rest all the same. */
  const gauge = (name: string, help: string, read: () => number | null | Promise<number | null>): void => {
    const collect = async function (this: Gauge): Promise<void> {
      const value = await Promise.resolve()
        .then(read)
        .catch(() => null);
      if (value === null) this.remove();
      else this.set(value);
    };
    void new Gauge({ name, help, registers, collect });
  };
  const counter = (name: string, help: string, read: () => number): void => {
    const collect = function (this: Counter): void {
      this.reset();
      this.inc(read());
    };
    void new Counter({ name, help, registers, collect });
  };
  gauge('guantong_log_seq', 'Last event of the log that this process has heard', sources.tailSeq);
  gauge('guantong_log_lag_events', 'Events in the log that this process has not heard yet', async () =>
    Math.max(0, (await sources.headSeq()) - sources.tailSeq()),
  );
  gauge('guantong_sums_seq', 'Last event that the sums hold', sources.seq);
  gauge('guantong_cube_bytes', 'Memory of the sums', sources.cubeBytes);
  gauge('guantong_sockets', 'Connected screens', sources.sockets);
  counter('guantong_frames_sent_total', 'Frames sent, counted once for each room and tick', () => sources.sent().frames);
  counter('guantong_resets_sent_total', 'Rooms and screens that were told to fetch afresh', () => sources.sent().resets);
  gauge('guantong_jobs_holder', '1 in the one process that passes deadlines', () => (sources.holdsJobs() ? 1 : 0));
  gauge('guantong_write_queue_commands', 'Commands that wait for the writing queue', sources.writesWaiting);
  gauge('guantong_read_queue_questions', 'Slow reads that wait for an answer', sources.readsWaiting);
  gauge('guantong_database_bytes', "Size of the city's database, with its write-ahead log", sources.databaseBytes);
  gauge('guantong_last_backup_timestamp_seconds', 'When the last backup with this DATA_DIR was taken; absent when there is none', () => {
    const ms = sources.lastBackupMs();
    return ms === null ? null : ms / 1000;
  });
  new Gauge({ name: 'guantong_build_info', help: 'Always 1', registers, labelNames: ['version', 'engine'] }).set(sources.build, 1);

  const http = new Histogram({
    name: 'guantong_http_request_duration_seconds',
    help: 'Time to answer a request, by route and class of status',
    registers,
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
  const write = new Histogram({
    name: 'guantong_write_duration_seconds',
    help: 'From the coming of a command to its COMMIT, of the oldest one in each group',
    registers,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  });
  const refused = new Counter({
    name: 'guantong_commands_refused_total',
    help: 'Reports and commands that a rule refused, by its code',
    registers,
    labelNames: ['code'],
  });
  const readings = new Counter({
    name: 'guantong_readings_total',
    help: 'Readings that were told, by what became of them; unreadable = messages of a broker',
    registers,
    labelNames: ['outcome'],
  });
  return {
    text: () => registry.metrics(),
    served: ({ method, route, status, seconds }) => http.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
    refused: (code) => refused.inc({ code }),
    readings: (outcome, n) => readings.inc({ outcome }, n),
    written: (ms) => write.observe(ms / 1000),
  };
}
