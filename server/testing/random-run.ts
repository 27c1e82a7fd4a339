import { COMMAND_RULES } from '../../shared/incident-commands.ts';
import type { CommandBody } from '../../shared/incidents.ts';
import type { Status } from '../../shared/terms.ts';
import { Rejection } from '../domain/rejection.ts';
import { CLOSED_BEFORE_OPENED } from '../domain/weigh.ts';
import { branchFor, chosen, followUps, plainFields, someoneFor, USUAL } from './acting.ts';
import { DAY_MS, dispatcher, HOUR_MS, importedFacts, importRow, MINUTE_MS, placedIn } from './factories.ts';
import { OUTSIDE, pointIn, STREETS, TEST_CATEGORIES, TEST_UNITS } from './test-city.ts';
import type { TestStore } from './test-store.ts';

/** Seeded numbers in [0, 1): the same run each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A city's life in brief: reports, exercises, imports and their later files, commands in and out of turn, late typing, deadlines.
 * Refusals are part of it. Gives how many were refused.
 */
export async function randomRun(
  store: TestStore,
  { steps, seed, width = 1 }: { steps: number; seed: number; width?: number },
): Promise<number> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let refused = 0;
  let known = 0;
  const step = async (): Promise<void> => {
    const what = random();
    if (what < 0.14 || known === 0) known = Math.max(known, await report());
    else if (what < 0.18) known = Math.max(known, (await store.queue.write((tx) => importRow(tx, randomRow()))) ?? 0);
    else if (what < 0.2) await (random() < 0.5 ? store.incidents.passDeadlines() : store.incidents.tellClocks());
    else await command(Math.max(1, known - Math.floor(random() * random() * 60)));
  };
  const report = async (): Promise<number> => {
    const street = pick(STREETS);
    const { id } = await store.incidents.report(dispatcher, {
      category: pick(TEST_CATEGORIES).code,
      source: pick(['hotline', 'public']),
      ...(random() < 0.1 ? {} : { lngLat: random() < 0.05 ? [...OUTSIDE] : [...pointIn(street)] }),
      ...(random() < 0.05 ? { exercise: true } : {}),
      ...(random() < 0.2 ? { occurredAt: new Date(store.clock.nowMs - random() * 30 * HOUR_MS).toISOString() } : {}),
    });
    return id;
  };
  const randomRow = () => {
    const reportedAtMs = store.clock.nowMs - Math.floor(random() * 90 * 24 * HOUR_MS);
    const closedAtMs = random() < 0.6 ? reportedAtMs + Math.floor((random() - 0.05) * 80 * HOUR_MS) : null;
    const status: Status = closedAtMs !== null ? 'closed' : pick(['reported', 'registered'] as const);
    return importedFacts(`row-${Math.floor(random() * 40)}`, {
      reportedAtMs,
      closedAtMs,
      status,
      dueAtMs: random() < 0.7 ? reportedAtMs + 24 * HOUR_MS : null,
      placed: placedIn(pick(STREETS)),
      severity: pick(['urgent', 'normal'] as const),
      flags: closedAtMs !== null && closedAtMs < reportedAtMs ? [CLOSED_BEFORE_OPENED] : [],
    });
  };
  const command = async (id: number): Promise<void> => {
    const state = await store.queue.write((tx) => tx.load(id));
    if (!state) return;
    const possible = COMMAND_RULES.filter((rule) => rule.from === 'any' || rule.from === 'open' || rule.from.includes(state.status));
    const who = Math.floor(random() * 1000);
    const turn = random();
    const next = turn < 0.6 ? USUAL[state.status] : turn < 0.85 ? chosen(followUps(state), who) : undefined;
    const rule = possible.find((each) => each.command === next) ?? pick(possible);
    const branch = branchFor(rule.command, state, who);
    const { outcome, file, ...plain } = plainFields(rule.command, who);
    const { kind, ...kept } = file;
    if (rule.command === 'attach')
      await store.queue.write((tx) => tx.putFile({ ...kept, incident: id, atMs: store.clock.nowMs, dropAtMs: store.clock.nowMs + DAY_MS }));
    const body: CommandBody = {
      ...plain,
      file: { kind, id: kept.sha256 },
      ...(outcome === undefined ? {} : { outcome }),
      ...(branch === undefined ? {} : { branch: branch.id }),
      seenVersion: random() < 0.03 ? state.version + 1 : state.version,
      unit: pick(TEST_UNITS).code,
      into: 1 + Math.floor(random() * known),
      ...(rule.command === 'split' ? { category: pick(TEST_CATEGORIES).code } : {}),
      ...(rule.command === 'correct' || rule.command === 'register' ? correction() : {}),
      ...(random() < 0.1
        ? { reason: '补录', occurredAt: new Date(Math.max(state.lastActAtMs, store.clock.nowMs - 10 * MINUTE_MS)).toISOString() }
        : {}),
    };
    await store.incidents.command(someoneFor(rule.command, state, who, branch), id, rule.command, body);
  };
  const correction = (): Partial<CommandBody> => ({
    ...(random() < 0.5 ? { category: pick(TEST_CATEGORIES).code } : {}),
    ...(random() < 0.4 ? { severity: pick(['critical', 'normal', 'low'] as const) } : {}),
    ...(random() < 0.4 ? { lngLat: [...pointIn(pick(STREETS))] } : {}),
  });

  for (let done = 0; done < steps; done += width) {
    store.clock.nowMs += Math.floor(random() * 40 * MINUTE_MS);
    const batch = Array.from({ length: width }, () =>
      step().catch((error: unknown) => {
        if (!(error instanceof Rejection)) throw error;
        refused += 1;
      }),
    );
    await Promise.all(batch);
  }
  return refused;
}
