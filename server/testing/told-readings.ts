import type { KeptReading, ReadingReads } from '../app/reading-ports.ts';

/** A log of readings in memory, for whoever reads it as rules do. */
export function toldReadings(): { reads: ReadingReads; tell(...readings: Omit<KeptReading, 'id' | 'indicator' | 'flags'>[]): void } {
  const all: KeptReading[] = [];
  return {
    tell: (...readings) => {
      for (const reading of readings) all.push({ ...reading, id: all.length + 1, indicator: 'people.count', flags: [] });
    },
    reads: {
      since: async (id, most) => all.filter((reading) => reading.id > id).slice(0, most),
      these: async (ids) => all.filter(({ id }) => ids.includes(id)),
      buckets: async () => [],
      latest: async () => [...new Map([...all].sort((a, b) => a.atMs - b.atMs).map((reading) => [reading.device, reading])).values()],
    },
  };
}
