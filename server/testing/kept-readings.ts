import type { BucketStep, ReadingFlag } from '../../shared/readings.ts';
import type { KeptReading, ReadingBucket } from '../app/reading-ports.ts';
import type { VitalChannel, VitalReads } from '../app/vital-ports.ts';

const STEP_MS: Record<BucketStep, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
type Given = Pick<KeptReading, 'device' | 'indicator' | 'area' | 'atMs' | 'value'> & { flags?: readonly ReadingFlag[] };

/** Readings in memory, as the port has them. Days begin at midnight UTC. */
export function keptReadings(channels: VitalChannel[] = []): VitalReads & { keep(...given: Given[]): void; channelList: VitalChannel[] } {
  const rows: KeptReading[] = [];
  const good = (indicator: string) => rows.filter((row) => row.indicator === indicator && row.flags.length === 0);
  return {
    channelList: channels,
    keep(...given) {
      for (const each of given) rows.push({ flags: [], ...each, id: rows.length + 1, receivedMs: each.atMs });
    },
    channels: async () => channels,
    head: async () => ({ lastId: rows.length, devicesRev: channels.length }),
    since: async (id, most) => rows.slice(id, id + most),
    these: async (ids) => rows.filter(({ id }) => ids.includes(id)),
    latest: async (indicator) => [
      ...new Map(
        good(indicator)
          .sort((a, b) => a.atMs - b.atMs)
          .map((row) => [row.device, row]),
      ).values(),
    ],
    async buckets({ indicator, devices, step, fromMs, toMs }) {
      const found = new Map<string, ReadingBucket>();
      for (const { device, atMs, value } of good(indicator).sort((a, b) => a.atMs - b.atMs)) {
        const startMs = Math.floor(atMs / STEP_MS[step]) * STEP_MS[step];
        if ((devices && !devices.includes(device)) || startMs < fromMs || startMs >= toMs) continue;
        const key = `${device} ${startMs}`;
        const held = found.get(key) ?? { device, indicator, startMs, n: 0, sum: 0, min: value, max: value, last: value, lastAtMs: atMs };
        found.set(key, {
          ...held,
          n: held.n + 1,
          sum: held.sum + value,
          min: Math.min(held.min, value),
          max: Math.max(held.max, value),
          last: value,
          lastAtMs: atMs,
        });
      }
      return [...found.values()];
    },
  };
}
