import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInView } from '../../../shared/desk-membership.ts';
import { DESK_VIEWS, mayBeInView, type DeskView, type Looking } from '../../../shared/desk-views.ts';
import { ROLES, SEVERITIES, STATUSES, isOpen } from '../../../shared/terms.ts';
import type { Recheck } from '../../domain/extra.ts';
import { recheckOf, type Incident } from '../../domain/incident.ts';
import { HOUR_MS, incident, MINUTE_MS, NOON_MS } from '../../testing/factories.ts';
import { seeded } from '../../testing/random-run.ts';
import { DISTRICTS, STREETS, testTree } from '../../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../../testing/test-store.ts';
import { toRow } from '../incident-row.ts';
import { countViews } from './desk-view.ts';
import { listIncidents, type ListQuery } from './incidents.read.ts';

/** Every combination that a view could ask of, at random; the database must say what the pure rule says. */
let store: TestStore;
const rows: Incident[] = [];
const UNITS = ['u1', 'u2', null];

const drawn = (by: string, isSettled: boolean): Recheck => ({
  of: 'reject',
  by,
  atMs: NOON_MS,
  from: 'reported',
  ...(isSettled ? { outcome: 'confirmed' as const } : {}),
});

function invented(id: number, random: () => number): Incident {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const near = (): number | null => (random() < 0.3 ? null : NOON_MS + Math.floor((random() - 0.5) * 4 * HOUR_MS));
  const place = pick(STREETS);
  const dueAtMs = near();
  const status = pick(STATUSES);
  return incident({
    id,
    number: `20260304-${String(id).padStart(6, '0')}`,
    status,
    extra: random() < 0.6 ? { recheck: drawn(pick(['user:v', 'user:w']), random() < 0.3) } : null,
    severity: pick(SEVERITIES),
    place,
    holder: { node: place, department: null, unit: pick(UNITS) },
    dueAtMs,
    acceptDueAtMs: near(),
    contactDueAtMs: near(),
    soonAtMs: dueAtMs === null ? null : (near() ?? NOON_MS),
    contactedAtMs: random() < 0.5 ? null : NOON_MS,
    overdue: random() < 0.3,
    suspended: random() < 0.2,
    supervised: random() < 0.2,
    returns: Math.floor(random() * 3),
  });
}

describe.each(ENGINES)('views of the desk on %s', (engine) => {
  beforeAll(async () => {
    store = await openTestStore(engine);
    const random = seeded(11);
    rows.length = 0;
    for (let id = 1; id <= 600; id++) rows.push(invented(id, random));
    const { writer, schema } = store.connection;
    // SQLite binds so many values at most.
    for (let i = 0; i < rows.length; i += 300) await writer.insert(schema.incidents).values(rows.slice(i, i + 300).map(toRow));
  });
  afterAll(() => store.close());

  const context = () => {
    const { reader: db, dialect, schema } = store.connection;
    return { db, dialect, schema };
  };
  const lookings: Looking[] = ROLES.flatMap((role) =>
    [NOON_MS, NOON_MS + 45 * MINUTE_MS].map((nowMs) => ({ user: 'user:v', role, unit: 'u1', nowMs })),
  );
  const ids = (of: readonly Incident[]): number[] => of.map(({ id }) => id).sort((a, b) => a - b);
  const isIn = (view: DeskView, row: Incident, looking: Looking): boolean =>
    isInView(view, { ...row, holderUnit: row.holder.unit, recheckBy: recheckOf(row)?.by ?? null }, looking);
  const open: ListQuery = {
    places: null,
    partyUnit: null,
    severities: null,
    categories: null,
    overdue: null,
    suspended: null,
    window: null,
    ids: null,
    numbers: null,
    text: null,
    near: null,
    view: null,
    after: null,
    counted: null,
    statuses: 'open',
    sort: 'risk',
    limit: 1000,
  };

  const statusesOf = (name: DeskView) => (name === 'recheck' ? null : ('open' as const));

  it('hold what the rule says, whoever looks', async () => {
    for (const looking of lookings)
      for (const name of DESK_VIEWS) {
        const found = await listIncidents(context(), { ...open, statuses: statusesOf(name), view: { name, ...looking } });
        const wanted = rows.filter((row) => isIn(name, row, looking));
        expect(ids(found.rows), `${name} ${looking.role}`).toEqual(ids(wanted));
      }
  });
  it('are counted as they are listed, in any area', async () => {
    for (const area of [null, DISTRICTS[0]])
      for (const looking of lookings) {
        const places = area && testTree.subtree(area, NOON_MS);
        const counts = await countViews(context(), { ...looking, places, partyUnit: null, severities: [0, 1], categories: null });
        for (const name of DESK_VIEWS) {
          const page = await listIncidents(context(), {
            ...open,
            statuses: statusesOf(name),
            places,
            severities: [0, 1],
            limit: 3,
            view: { name, ...looking },
          });
          expect(page.total, `${name} ${looking.role} ${area}`).toBe(counts[name]);
        }
      }
  });
  it('page by page in order of risk, none twice', async () => {
    const seen: number[] = [];
    let after: readonly number[] | null = null;
    do {
      const view = { name: 'mine' as const, user: 'user:d', role: 'dispatcher' as const, unit: null, nowMs: NOON_MS };
      const page = await listIncidents(context(), { ...open, limit: 7, after, view });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after);
    const wanted = rows.filter((row) => isIn('mine', row, { user: 'user:d', role: 'dispatcher', unit: null, nowMs: NOON_MS }));
    expect(seen).toHaveLength(new Set(seen).size);
    expect(ids(wanted)).toEqual([...seen].sort((a, b) => a - b));
  });
  it('come from the index alone', async () => {
    if (engine !== 'sqlite') return; // PostgreSQL decides by its statistics.
    const plan = await store.connection.reader.all<{ detail: string }>(
      sql`explain query plan select id from incidents where is_open = 1 and supervised = 1 order by risk_at_ms, severity_rank, id limit 201`,
    );
    expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX incidents_desk');
  });
  it('a live row may be in whatever view its incident is in', () => {
    const missed = lookings.flatMap((looking) =>
      DESK_VIEWS.filter((view) => rows.some((row) => isIn(view, row, looking) && !mayBeInView(view, row))),
    );
    expect(missed).toEqual([]);
    expect(rows.some((row) => isOpen(row.status) && !mayBeInView('verify', row))).toBe(true);
  });
});
