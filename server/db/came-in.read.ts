import { asc, inArray, sql } from 'drizzle-orm';
import type { CameIn, CameInReads } from '../app/rule-ports.ts';
import type { Connection } from './connection.ts';
import { eventLogReader } from './event-log.ts';

/** Incidents as they came in: out of the log for whoever follows it, out of their rows for whoever looks back. */
export function cameInReads({ reader, schema }: Pick<Connection, 'reader' | 'schema'>): CameInReads {
  const log = eventLogReader(reader, schema);
  const { incidents: i } = schema;
  return {
    async since(seq, most) {
      const events = await log.after(seq, most);
      const cameIn = events.flatMap((event): CameIn[] => {
        const { place, category, exercise } = event.decided;
        if (event.version !== 1) return [];
        return [
          {
            seq: event.seq,
            id: event.id,
            place,
            category,
            atMs: event.occurredAtMs,
            seenMs: event.recordedAtMs,
            isExercise: exercise,
          },
        ];
      });
      return { upTo: events.at(-1)?.seq ?? seq, cameIn };
    },
    lastSeq: log.lastSeq,
    async reported({ places, categories, fromMs, toMs, limit }) {
      const where = [
        sql`${i.reportedAtMs} >= ${fromMs} and ${i.reportedAtMs} < ${toMs}`,
        ...(places === null ? [] : [inArray(i.place, [...places])]),
        ...(categories.length === 0 ? [] : [inArray(i.category, [...categories])]),
      ];
      const rows = await reader
        .select({ id: i.id, place: i.place, category: i.category, atMs: i.reportedAtMs, exercise: i.exercise })
        .from(i)
        .where(sql.join(where, sql` and `))
        .orderBy(asc(i.reportedAtMs), asc(i.id))
        .limit(limit);
      return rows.map(({ exercise, ...row }) => ({ ...row, seq: 0, seenMs: row.atMs, isExercise: Number(exercise) === 1 }));
    },
  };
}
