import type { CommandBody } from '../../shared/incidents.ts';
import type { Actor } from '../domain/actor.ts';
import { actor, DAY_MS, dispatcher, handler, MINUTE_MS, verifier } from './factories.ts';
import { CITY, type STREETS } from './test-city.ts';
import type { TestStore } from './test-store.ts';

interface One {
  id: number;
  give(by: Actor, command: string, body?: Partial<CommandBody>): Promise<void>;
  refresh(): Promise<void>;
}
type Report = (street: (typeof STREETS)[number], category?: string) => Promise<One>;

const CLEANING = '9001-cleaning';
const WATER = '9001-water';
const leader = actor('shift-leader');
const commander = actor('commander');
const callTaker = actor('call-taker');
const street = actor('dispatcher', '9001002', { id: 'user:street' });

const sent = async (one: One, unit = CLEANING): Promise<void> => {
  await one.give(dispatcher, 'register');
  await one.give(dispatcher, 'dispatch', { unit });
};
const handled = async (one: One, body: Partial<CommandBody> = {}): Promise<void> => {
  for (const command of ['accept', 'start']) await one.give(handler(CLEANING), command, body);
  await one.give(handler(CLEANING), 'handle', { disposition: 'resolved', ...body });
};

/** Everything that a case may go through beside the straight way, a life each. */
export async function lifeOffTheStraightWay(store: TestStore, report: Report): Promise<void> {
  await askedAndGranted(await report('9001002', 'pothole'));
  await stepByStep(store, await report('9001002', 'pothole'));
  await withBranches(await report('9001002'));
  await upAndDown(await report('9001002'));
  await watched(store, await report('9001002'));
  await backAgain(store, await report('9001002'));
  await takenBack(store, report);
  await drawnAgain(store, report);
}

async function askedAndGranted(one: One): Promise<void> {
  const unit = handler(CLEANING);
  await sent(one);
  await one.give(unit, 'request-suspension', { reason: 'rain' });
  await one.give(leader, 'refuse-suspension', { reason: 'go on' });
  await one.give(unit, 'request-suspension', { reason: 'flood' });
  await one.give(leader, 'grant-suspension');
  await one.give(dispatcher, 'note', { text: 'it stands' });
  await one.give(unit, 'resume');
  await one.give(unit, 'accept');
  await one.give(unit, 'request-extension', { minutes: 60, reason: 'more' });
  await one.give(leader, 'refuse-extension', { reason: 'no' });
  await one.give(unit, 'request-extension', { minutes: 120, reason: 'much more' });
  await one.give(leader, 'grant-extension');
  await one.give(unit, 'request-suspension', { reason: 'night' });
  await one.give(leader, 'grant-suspension');
}

/** A stage runs out, one of the unit's is done in time, and the whole is left until three times its limit has gone. */
async function stepByStep(store: TestStore, one: One): Promise<void> {
  const unit = handler(CLEANING);
  await sent(one);
  for (const command of ['accept', 'start']) await one.give(unit, command);
  await one.give(unit, 'handle', { disposition: 'resolved', step: 1 });
  await one.give(dispatcher, 'assist', { unit: WATER, minutes: 30 });
  for (let days = 0; days < 4; days++) {
    store.clock.nowMs += DAY_MS;
    await store.incidents.passDeadlines();
    await store.incidents.tellClocks();
  }
  await one.refresh();
  await one.give(unit, 'handle', { disposition: 'resolved' });
}

async function withBranches(one: One): Promise<void> {
  await sent(one);
  await one.give(dispatcher, 'assist', { unit: WATER });
  await one.give(handler(WATER), 'return', { branch: 1, reason: 'no pump' });
  await one.give(dispatcher, 'reassign', { branch: 1, unit: '90-rescue', reason: 'they have one' });
  const rescue = handler('90-rescue');
  for (const command of ['accept', 'start']) await one.give(rescue, command, { branch: 1 });
  await one.give(rescue, 'handle', { branch: 1, disposition: 'resolved' });
  await one.give(verifier, 'verify', { branch: 1, outcome: 'fail' });
  await one.give(rescue, 'handle', { branch: 1, disposition: 'resolved' });
  await one.give(verifier, 'verify', { branch: 1, outcome: 'pass' });
  await one.give(street, 'whistle', { department: 'water', reason: 'a leak' });
  await one.give(street, 'whistle-arrive', { branch: 2 });
  await one.give(street, 'whistle-release', { branch: 2, rating: 5 });
  await handled(one);
  await one.give(callTaker, 'callback', { outcome: 'satisfied' });
  await one.give(verifier, 'verify', { outcome: 'pass' });
}

async function upAndDown(one: One): Promise<void> {
  await sent(one);
  await handled(one);
  await one.give(dispatcher, 'escalate', { reason: 'too big' });
  await one.give(dispatcher, 'delegate', { reason: 'your street', node: '9001' });
  await one.give(dispatcher, 'dispatch', { unit: WATER });
  await one.give(handler(WATER), 'return', { reason: 'not ours' });
}

async function watched({ queue, clock }: TestStore, one: One): Promise<void> {
  await one.give(actor('grid-worker', '9001002'), 'check', { outcome: 'found' });
  await one.give(leader, 'supervise', { name: 'Wang' });
  await one.give(leader, 'lift', { reason: 'done' });
  await one.give(commander, 'list-supervise', { name: 'Li', reason: 'order 3' });
  await one.give(leader, 'urge');
  await one.give(callTaker, 'remind');
  const photo = { incident: one.id, sha256: 'b'.repeat(64), bytes: 2048, mediaType: 'image/jpeg' as const };
  await queue.write((tx) => tx.putFile({ ...photo, atMs: clock.nowMs, dropAtMs: clock.nowMs + DAY_MS }));
  await one.give(actor('officer', CITY), 'attach', {
    file: { kind: 'photo-before', id: photo.sha256 },
  });
}

async function backAgain(store: TestStore, one: One): Promise<void> {
  await sent(one);
  await handled(one);
  await one.give(verifier, 'verify', { outcome: 'pass' });
  await one.give(callTaker, 'reopen', { reason: 'still there' });
  await one.give(verifier, 'dismiss', { reason: 'it is not' });
  await one.give(callTaker, 'reopen', { reason: 'it is' });
  await one.give(verifier, 'uphold');
  store.clock.nowMs += 40 * MINUTE_MS;
  await store.incidents.tellClocks();
  await one.refresh();
  await one.give(dispatcher, 'void', { reason: 'twice' });
  await one.give(leader, 'void', { reason: 'yes' });
}

async function takenBack(store: TestStore, report: Report): Promise<void> {
  const soon = await report('9003001');
  await sent(soon, '9003-cleaning');
  // Within five seconds it leaves no mark; `give` waits for minutes.
  const state = (await store.queue.write((tx) => tx.load(soon.id)))!;
  await store.incidents.command(dispatcher, soon.id, 'recall', { seenVersion: state.version });
  await soon.refresh();
  await soon.give(dispatcher, 'dispatch', { unit: '9003-water' });
  await soon.give(dispatcher, 'recall');
  await soon.give(dispatcher, 'split', { category: 'noise', text: 'and it is loud' });
  const silent = await report('9003002');
  await sent(silent, '9003-water');
  store.clock.nowMs += DAY_MS;
  await store.incidents.tellClocks();
}

/** Rejections and merges that were drawn: one that stands, one that waits, and one of each that is overturned. */
async function drawnAgain({ queue }: TestStore, report: Report): Promise<void> {
  const drawn = async (decide: (one: One) => Promise<void>): Promise<One> => {
    for (;;) {
      const one = await report('9001001');
      await decide(one);
      if ((await queue.write((tx) => tx.load(one.id)))!.extra?.recheck) return one;
    }
  };
  const reject = (one: One): Promise<void> => one.give(dispatcher, 'reject', { reason: 'no-such-thing' });
  const merge = async (one: One): Promise<void> => {
    const into = await report('9001001');
    await one.give(dispatcher, 'register');
    await one.give(dispatcher, 'merge', { into: into.id });
  };
  await drawn(reject);
  await (await drawn(reject)).give(leader, 'recheck', { outcome: 'confirmed', reason: 'nothing there' });
  const back = await drawn(reject);
  await back.give(verifier, 'recheck', { outcome: 'overturned', reason: 'it is there' });
  await sent(back);
  await (await drawn(merge)).give(verifier, 'recheck', { outcome: 'overturned', reason: 'another heap' });
}
