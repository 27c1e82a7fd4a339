import type { CommandBody } from '../../shared/incidents.ts';
import { purgePersonal } from '../app/retention.ts';
import type { Actor } from '../domain/actor.ts';
import { CLOSED_BEFORE_OPENED } from '../domain/weigh.ts';
import { dispatcher, handler, HOUR_MS, importedFacts, importRow, MINUTE_MS, verifier } from './factories.ts';
import { lifeOffTheStraightWay } from './life-course.ts';
import { putReform, rehomeNow } from './reform.ts';
import { OUTSIDE, pointIn, shanghai, type STREETS } from './test-city.ts';
import type { TestStore } from './test-store.ts';

/** Gives commands to one incident after another, keeping count of its version. */
export function lives(store: TestStore) {
  const { incidents, clock } = store;
  return {
    async report(street: (typeof STREETS)[number] | null, category = 'rubbish', more: object = {}) {
      const lngLat = [...(street === null ? OUTSIDE : pointIn(street))];
      const { id } = await incidents.report(dispatcher, { category, lngLat, ...more });
      let version = 1;
      const give = async (actor: Actor, command: string, body: Partial<CommandBody> = {}): Promise<void> => {
        clock.nowMs += 3 * MINUTE_MS;
        ({ version } = await incidents.command(actor, id, command, { seenVersion: version, ...body }));
      };
      return { id, give, refresh: async () => void (version = (await store.queue.write((tx) => tx.load(id)))!.version) };
    },
  };
}

/** One life of every kind: what `verify` must find clean, in a log small enough to read. Gives the id of the first, a closed one. */
export async function everyKindOfLife(store: TestStore): Promise<number> {
  const { report } = lives(store);
  const cleaning = '9001-cleaning';
  const upTo = async (incident: Awaited<ReturnType<typeof report>>, last: 'dispatch' | 'handle', unit = cleaning): Promise<void> => {
    await incident.give(dispatcher, 'register');
    await incident.give(dispatcher, 'dispatch', { unit });
    if (last === 'dispatch') return;
    await incident.give(handler(unit), 'accept');
    await incident.give(handler(unit), 'contact');
    await incident.give(handler(unit), 'start');
    await incident.give(handler(unit), 'handle', { disposition: 'resolved' });
  };
  const closed = await report('9001001');
  await upTo(closed, 'handle');
  await closed.give(verifier, 'verify', { outcome: 'pass' });

  const reworked = await report('9001002', 'burst-pipe');
  await upTo(reworked, 'handle', '9001-water');
  await reworked.give(verifier, 'verify', { outcome: 'fail' });
  await reworked.give(handler('9001-water'), 'handle', { disposition: 'explained' });
  await reworked.give(verifier, 'verify', { outcome: 'pass' });
  await reworked.give(verifier, 'reopen', { reason: 'still leaks' });

  const returned = await report('9002001', 'pothole');
  await upTo(returned, 'dispatch', '9002-cleaning');
  await returned.give(handler('9002-cleaning'), 'return', { reason: 'not ours' });
  await returned.give(dispatcher, 'dispatch', { unit: '9002-water' });
  await returned.give(dispatcher, 'reassign', { unit: '9002-cleaning', reason: 'after all' });
  await returned.give(handler('9002-cleaning'), 'return', { reason: 'no' });

  const corrected = await report('9003001');
  await upTo(corrected, 'handle');
  await corrected.give(verifier, 'verify', { outcome: 'pass' });
  await corrected.give(dispatcher, 'correct', { reason: 'wrong street', lngLat: [...pointIn('9003002')], category: 'pothole' });

  const exercise = await report('9002002', 'burst-pipe', { exercise: true });
  await upTo(exercise, 'dispatch', '90-rescue');
  await (await report(null, 'noise')).give(dispatcher, 'cancel', { reason: 'twice' });
  const answered = await report('9001003', 'noise');
  await answered.give(dispatcher, 'answer', { text: 'told' });
  await (await report('9001003')).give(dispatcher, 'reject', { reason: 'no-such-thing' });
  await (await report('9001001')).give(dispatcher, 'merge', { into: reworked.id });
  const late = await report('9001002', 'rubbish', { occurredAt: new Date(store.clock.nowMs - 3 * HOUR_MS).toISOString() });

  await lifeOffTheStraightWay(store, report);

  const day = 24 * HOUR_MS;
  const reportedAtMs = store.clock.nowMs - 60 * day;
  const row = (externalId: string, changes: Parameters<typeof importedFacts>[1]) =>
    store.queue.write((tx) => importRow(tx, importedFacts(externalId, { reportedAtMs, ...changes })));
  await row('open', { dueAtMs: reportedAtMs + day });
  await row('on-time', { status: 'closed', closedAtMs: reportedAtMs + HOUR_MS, dueAtMs: reportedAtMs + day });
  await row('late', { status: 'closed', closedAtMs: reportedAtMs + 2 * day, dueAtMs: reportedAtMs + day });
  await row('negative', { status: 'closed', closedAtMs: reportedAtMs - HOUR_MS, flags: [CLOSED_BEFORE_OPENED] });
  await row('open', { status: 'closed', closedAtMs: reportedAtMs + 3 * day, dueAtMs: reportedAtMs + day });

  store.clock.nowMs += 6 * HOUR_MS;
  await store.incidents.passDeadlines();
  await late.refresh();
  await late.give(dispatcher, 'correct', { reason: 'no limit for this', category: 'noise' });
  await late.give(dispatcher, 'note', { text: 'seen' });
  await lifeThroughReform(store);
  await store.queue.write((tx) => purgePersonal(tx, answered.id, { actor: 'system:retention', nowMs: store.clock.nowMs, keptDays: 1 }));
  await late.give(dispatcher, 'note', { text: 'still there' });
  return closed.id;
}

/** Incidents that a reform of the next midnight finds open: in a street that ends, with and without a point, and held by a district that ends. */
async function lifeThroughReform(store: TestStore): Promise<void> {
  const { report } = lives(store);
  const moved = await report('9001003', 'pothole');
  await moved.give(dispatcher, 'register');
  const corrected = await report('9001003', 'burst-pipe');
  await report('9001003', 'noise');
  const { id: declared } = await store.incidents.report(dispatcher, { category: 'rubbish', area: '9001003' });
  const held = await report('9002002', 'pothole');
  await held.give(dispatcher, 'register');
  await held.give(dispatcher, 'dispatch', { unit: '9002-water' });

  const reformMs = shanghai.addDays(shanghai.dayStart(store.clock.nowMs), 1);
  await putReform(store.connection, store.queue, reformMs);
  store.clock.nowMs = reformMs + HOUR_MS;
  await rehomeNow(store.connection, store.queue, () => store.clock.nowMs);
  for (const each of [moved, corrected, held]) await each.refresh();
  await moved.give(dispatcher, 'dispatch', { unit: '9001-cleaning' });
  await moved.give(handler('9001-cleaning'), 'accept');
  await corrected.give(dispatcher, 'correct', { reason: 'elsewhere', lngLat: [...pointIn('9003002')] });
  await held.give(dispatcher, 'reassign', { unit: '9001-water', reason: 'the district is no more' });
  await store.incidents.command(dispatcher, declared, 'note', { seenVersion: 2, text: 'where?' });
}
