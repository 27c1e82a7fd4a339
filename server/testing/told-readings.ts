import type { KeptReading, RawReads, ReadingReads } from '../app/reading-ports.ts';

/** A log of readings in memory, for whoever reads it as rules do. */
export function toldReadings(): {
  reads: ReadingReads & RawReads;
  tell(...readings: Omit<KeptReading, 'id' | 'indicator' | 'flags'>[]): void;
} {
  const all: KeptReading[] = [];
  return {
    tell: (...readings) => {
      for (const reading of readings) all.push({ ...reading, id: all.length + 1, indicator: 'people.count', flags: [] });
    },
    reads: {
      since: async (id, most) => all.filter((reading) => reading.id > id).slice(0, most),
      these: async (ids) => all.filter(({ id }) => ids.includes(id)),
      before: async ({ devices, upToId, atMs }) =>
        all.filter((each) => devices.includes(each.device) && each.id <= upToId && each.atMs <= atMs).sort((a, b) => b.atMs - a.atMs)[0] ??
        null,
      newest: async ({ device, upToId, fromMs, beforeMs, limit }) =>
        all
          .filter((each) => each.device === device && each.id <= upToId && each.atMs >= fromMs && each.atMs < beforeMs)
          .sort((a, b) => b.atMs - a.atMs)
          .slice(0, limit),
      buckets: async () => [],
      latest: async () => [...new Map([...all].sort((a, b) => a.atMs - b.atMs).map((reading) => [reading.device, reading])).values()],
    },
  };
}
