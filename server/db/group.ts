import { sql } from 'drizzle-orm';
import { followCalls, touchesCalls } from '../app/calls.ts';
import type { Catalogue, PersonalData, StepText, Tx } from '../app/ports.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import { callsRepo } from './calls.repo.ts';
import { catalogueReader } from './catalogue.repo.ts';
import { cellsWriter, sumsBuffer } from './cells.repo.ts';
import type { Connection } from './connection.ts';
import { prepare, type Queryable } from './dialect.ts';
import { eventLogWriter, type LogHead } from './event-log.ts';
import { filesWriter } from './files.repo.ts';
import { foundWriter } from './found.repo.ts';
import { hotWrite } from './hot-write.ts';
import { incidentsWriter, rowBuffer } from './incidents.repo.ts';
import type { Schema } from './schema.ts';
import { dutyWriter } from './duty.repo.ts';
import { unitBook } from './unit-book.ts';
import { unitsWriter } from './units.repo.ts';
import { salted } from './salted.ts';
import type { Group } from './write-queue.ts';

/** Makes the transaction that use cases see, on the writing connection; statements are prepared once. */
export function groupOpener(connection: Connection, now: () => number): () => Promise<Group> {
  const { writer: db, schema, dialect } = connection;
  const catalogues = catalogueReader(db, schema);
  const log = eventLogWriter(db, dialect, schema);
  const incidents = incidentsWriter(db, schema);
  const cells = cellsWriter(db, schema);
  const side = sideStatements(db, schema);
  const found = foundWriter(db, schema);
  const unitRows = unitsWriter(db, schema);
  const duty = dutyWriter(db, schema);
  const files = filesWriter(db, schema);
  const calls = callsRepo(connection);

  return async () => {
    let catalogue = await catalogues.current();
    const head = await log.head();
    const recordedAtMs = Math.max(now(), head.recordedAtMs);
    const buffer = sumsBuffer(cells, () => catalogue.time.hourOf);
    const rows = rowBuffer(incidents);
    const units = unitBook(unitRows);
    const numbers = new Map<string, number>();
    let before: { head: LogHead; numbers: [string, number][]; catalogue: Catalogue } = { head: { ...head }, numbers: [], catalogue };

    const tx: Tx = {
      recordedAtMs,
      get catalogue() {
        return catalogue;
      },
      nextIncidentId: () => (head.stream += 1),
      async nextNumber(atMs) {
        const day = catalogue.time.dayKey(atMs);
        const last = numbers.get(day) ?? (await side.number(day));
        numbers.set(day, last + 1);
        return `${day}-${String(last + 1).padStart(6, '0')}`;
      },
      load: rows.load,
      async append(state, events) {
        let after: Incident | null = state;
        for (const event of events) {
          const nowMs = Math.max(now(), head.recordedAtMs);
          await log.append(head, event, nowMs);
          const earlier: Incident | null = after;
          after = evolve(earlier, event);
          await units.follow(earlier, after, event);
          if (touchesCalls({ before: earlier, after }))
            await followCalls(calls, { before: earlier, after, event, tree: catalogue.tree, nowMs });
        }
        if (!after) throw new Error('An append needs at least one event');
        rows.put(after);
        buffer.gather(state, after);
        return { after, seq: head.seq };
      },
      units,
      putDuty: duty.replace,
      findOuterId: side.findOuterId,
      putOuterId: side.putOuterId,
      putPersonal: side.putPersonal,
      personalOf: side.personalOf,
      putStepText: side.putStepText,
      async purgePersonal(incident) {
        const [hadTexts, shown] = [await side.purgePersonal(incident), await files.dropAll(incident, recordedAtMs)];
        return hadTexts || shown > 0;
      },
      findFile: files.find,
      putFile: files.put,
      keepFile: files.keep,
      findIdempotent: (actor, key) => side.findIdempotent(actor, key, recordedAtMs),
      putIdempotent: (actor, key, bodyHash, response) => side.putIdempotent(actor, key, bodyHash, response, recordedAtMs),
      async addFound(names) {
        if (await found.add(names, catalogue)) catalogue = await catalogues.uncommitted();
      },
      async dueUnsaid(nowMs, limit) {
        await rows.write();
        return incidents.due(nowMs, limit);
      },
      async wakesUntold(nowMs, limit) {
        await rows.write();
        return incidents.wakes(nowMs, limit);
      },
    };
    return {
      tx,
      mark() {
        buffer.mark();
        before = { head: { ...head }, numbers: [...numbers], catalogue };
      },
      keep() {
        buffer.keep();
        rows.keep();
        units.keep();
      },
      drop() {
        Object.assign(head, before.head);
        catalogue = before.catalogue;
        numbers.clear();
        for (const [day, last] of before.numbers) numbers.set(day, last);
        buffer.mark();
        rows.drop();
        units.drop();
      },
      async finish() {
        await rows.write();
        await units.write();
        for (const [day, last] of numbers) await side.putNumber(day, last);
        await buffer.write();
      },
    };
  };
}

/** An Idempotency-Key is good for a day. */
const KEPT_MS = 24 * 3_600_000;

/** The small tables beside the log: numbers, outer ids, personal data, idempotency keys. */
function sideStatements(db: Queryable, { numbers, outerIds, personal, stepTexts, idempotency }: Schema) {
  const p = sql.placeholder;
  const number = prepare(
    db
      .select({ last: numbers.last })
      .from(numbers)
      .where(sql`${numbers.day} = ${p('day')}`),
    'number_get',
  );
  const putNumber = hotWrite<{ day: string; last: number }>(
    db
      .insert(numbers)
      .values({ day: p('day'), last: p('last') })
      .onConflictDoUpdate({ target: numbers.day, set: { last: sql`excluded.last` } }),
    'number_put',
  );
  const outer = prepare(
    db
      .select({ incident: outerIds.incident, rowHash: outerIds.rowHash })
      .from(outerIds)
      .where(sql`${outerIds.system} = ${p('system')} and ${outerIds.externalId} = ${p('externalId')}`),
    'outer_get',
  );
  const putOuter = hotWrite<{ system: string; externalId: string; incident: number; rowHash: string | null }>(
    db
      .insert(outerIds)
      .values({ system: p('system'), externalId: p('externalId'), incident: p('incident'), rowHash: p('rowHash') })
      .onConflictDoUpdate({
        target: [outerIds.system, outerIds.externalId],
        set: { incident: sql`excluded.incident`, rowHash: sql`excluded.row_hash` },
      }),
    'outer_put',
  );
  const putPersonal = hotWrite<PersonalData & { incident: number; salt: string }>(
    db
      .insert(personal)
      .values({
        incident: p('incident'),
        description: p('description'),
        reporterName: p('reporterName'),
        reporterContact: p('reporterContact'),
        salt: p('salt'),
      })
      .onConflictDoUpdate({
        target: personal.incident,
        set: {
          description: sql`excluded.description`,
          reporterName: sql`excluded.reporter_name`,
          reporterContact: sql`excluded.reporter_contact`,
          salt: sql`excluded.salt`,
        },
      }),
    'personal_put',
  );
  const personalOf = prepare(
    db
      .select({
        description: personal.description,
        reporterName: personal.reporterName,
        reporterContact: personal.reporterContact,
      })
      .from(personal)
      .where(sql`${personal.incident} = ${p('incident')}`),
    'personal_get',
  );
  const putStepText = hotWrite<StepText & { incident: number; version: number; salt: string }>(
    db.insert(stepTexts).values({ incident: p('incident'), version: p('version'), reason: p('reason'), text: p('text'), salt: p('salt') }),
    'step_text_put',
  );
  const dropPersonal = prepare(
    db
      .delete(personal)
      .where(sql`${personal.incident} = ${p('incident')}`)
      .returning({ incident: personal.incident }),
    'personal_drop',
  );
  const dropStepTexts = prepare(
    db
      .delete(stepTexts)
      .where(sql`${stepTexts.incident} = ${p('incident')}`)
      .returning({ version: stepTexts.version }),
    'step_texts_drop',
  );
  const key = prepare(
    db
      .select({ bodyHash: idempotency.bodyHash, response: idempotency.response })
      .from(idempotency)
      .where(sql`${idempotency.actor} = ${p('actor')} and ${idempotency.key} = ${p('key')} and ${idempotency.atMs} > ${p('sinceMs')}`),
    'idempotency_get',
  );
  const putKey = prepare(
    db
      .insert(idempotency)
      .values({ actor: p('actor'), key: p('key'), bodyHash: p('bodyHash'), response: p('response'), atMs: p('atMs') })
      .onConflictDoUpdate({
        target: [idempotency.actor, idempotency.key],
        set: { bodyHash: sql`excluded.body_hash`, response: sql`excluded.response`, atMs: sql`excluded.at_ms` },
      }),
    'idempotency_put',
  );
  return {
    async number(day: string): Promise<number> {
      const [row] = await number.execute({ day });
      return row?.last ?? 0;
    },
    putNumber: (day: string, last: number): Promise<void> => putNumber({ day, last }),
    async findOuterId(system: string, externalId: string) {
      const [row] = await outer.execute({ system, externalId });
      return row ?? null;
    },
    putOuterId: (system: string, externalId: string, incident: number, rowHash: string | null): Promise<void> =>
      putOuter({ system, externalId, incident, rowHash }),
    async putPersonal(
      incident: number,
      data: { description: string | null; reporterName: string | null; reporterContact: string | null },
    ): Promise<string> {
      const { salt, hash } = salted(data);
      await putPersonal({ incident, ...data, salt });
      return hash;
    },
    async personalOf(incident: number): Promise<PersonalData | null> {
      const [row] = await personalOf.execute({ incident });
      return row ?? null;
    },
    async putStepText(incident: number, version: number, data: StepText): Promise<string> {
      const { salt, hash } = salted(data);
      await putStepText({ incident, version, reason: data.reason, text: data.text, salt });
      return hash;
    },
    async purgePersonal(incident: number): Promise<boolean> {
      const dropped = [...(await dropPersonal.execute({ incident })), ...(await dropStepTexts.execute({ incident }))];
      return dropped.length > 0;
    },
    async findIdempotent(actor: string, name: string, nowMs: number) {
      const [row] = await key.execute({ actor, key: name, sinceMs: nowMs - KEPT_MS });
      return row ?? null;
    },
    putIdempotent: async (actor: string, name: string, bodyHash: string, response: string, atMs: number): Promise<void> =>
      void (await putKey.execute({ actor, key: name, bodyHash, response, atMs })),
  };
}
