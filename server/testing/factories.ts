import type { Role } from '../../shared/terms.ts';
import type { Tx } from '../app/ports.ts';
import type { Actor } from '../domain/actor.ts';
import { decideReport } from '../domain/decide/report.ts';
import { decideImported, decideUpdatedByImport, type ImportedFacts } from '../domain/import.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import { CITY, DISTRICTS, pointIn, TEST_CATEGORIES, TEST_UNITS, testClock, testTree, type STREETS } from './test-city.ts';

/** Noon of a Wednesday in Shanghai. */
export const NOON_MS = Date.UTC(2026, 2, 4, 4);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const actor = (role: Role, scope: string = CITY, more: Partial<Actor> = {}): Actor => ({
  id: `user:${role}-${scope}`,
  name: role,
  role,
  scope,
  department: null,
  unit: null,
  ...more,
});
export const dispatcher = actor('dispatcher');
export const verifier = actor('verifier');
/** A handler of one of the invented units. */
export function handler(unit: string = `${DISTRICTS[0]}-cleaning`): Actor {
  const { node, department } = TEST_UNITS.find(({ code }) => code === unit)!;
  return actor('handler', node, { id: `user:${unit}`, unit, department });
}
export const category = (code: (typeof TEST_CATEGORIES)[number]['code']) => TEST_CATEGORIES.find((each) => each.code === code)!;
export const unitFacts = (code: string) => TEST_UNITS.find((unit) => unit.code === code)!;
export const placedIn = (street: (typeof STREETS)[number]) => ({ place: street, located: 'point' as const, lngLat: pointIn(street) });

/** A reported incident as rules see it, with what a test wants otherwise. */
export function incident(changes: Partial<Incident> = {}): Incident {
  const [event] = decideReport({
    id: 1,
    number: '20260304-000001',
    actor: dispatcher,
    category: category('rubbish'),
    source: 'hotline',
    placed: placedIn('9001001'),
    exercise: false,
    flags: [],
    nowMs: NOON_MS,
    tree: testTree,
    clock: testClock,
  });
  return { ...evolve(null, event!), ...changes };
}

export const importedFacts = (externalId: string, changes: Partial<ImportedFacts> = {}): ImportedFacts => ({
  externalId,
  reportedAtMs: NOON_MS - 48 * HOUR_MS,
  closedAtMs: null,
  dueAtMs: null,
  status: 'reported',
  category: 'rubbish',
  severity: 'normal',
  source: 'import',
  department: null,
  placed: placedIn('9001002'),
  flags: [],
  ...changes,
});

/** One row of a file: a new incident, or an update of the one with its outer id; null when nothing differs. */
export async function importRow(tx: Tx, facts: ImportedFacts, system = 'test-file'): Promise<number | null> {
  const known = await tx.findOuterId(system, facts.externalId);
  const before = known && (await tx.load(known.incident));
  if (before) {
    const event = decideUpdatedByImport(before, facts, 'import:test');
    if (event) await tx.append(before, [event]);
    return event && before.id;
  }
  const id = tx.nextIncidentId();
  await tx.append(null, [decideImported(id, await tx.nextNumber(facts.reportedAtMs), facts, 'import:test')]);
  await tx.putOuterId(system, facts.externalId, id, null);
  return id;
}
