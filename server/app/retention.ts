import type { Retention } from '../../shared/retention.ts';
import { isOpen } from '../../shared/terms.ts';
import { purgedEvent, type Purge } from '../domain/purge.ts';
import type { Store, Tx } from './ports.ts';

const DAY_MS = 86_400_000;
/** `Idempotency-Key` promises a day. */
export const KEY_DAYS = 1;
/** Hours in which something was told within the rule stay whole, whatever the zone: they may be summed anew. */
const READING_SLACK_MS = 7_200_000;
/** What one write holds: others come between. */
const SLICE = 50;

/** The instant before which a kind is no longer kept; null = it is kept for ever. */
export const cutoffOf = (days: number | null, nowMs: number): number | null => (days === null ? null : nowMs - days * DAY_MS);

/**
 * The one way by which personal data of an incident goes: its side rows are deleted and the log says so. False when there was none.
 * Whatever else is derived from those texts is purged by `tx.purgePersonal` too.
 */
export async function purgePersonal(tx: Tx, id: number, purge: Purge): Promise<boolean> {
  const incident = await tx.load(id);
  if (!incident || !(await tx.purgePersonal(id))) return false;
  await tx.append(incident, [purgedEvent(incident, purge)]);
  return true;
}

/** Ended incidents without any act since an instant that still have personal data, by id from after `afterId` on. */
type FindAged = (query: { beforeMs: number; afterId: number; limit: number }) => Promise<number[]>;

/** Rows that are only needed for a while. Call it inside `Store.write` only. Each gives how many it deleted. */
export interface PassingRows {
  dropKeys(beforeMs: number, most: number): Promise<number>;
  dropImportIssues(beforeMs: number, most: number): Promise<number>;
  /** What people wrote when they set a unit's state; that it was set, when and by whom stays. */
  dropUnitReasons(beforeMs: number, most: number): Promise<number>;
  /** Readings as they came; of a device that is doubted they stay, for it may be believed again. */
  dropReadings(beforeMs: number, most: number): Promise<number>;
}

export interface RetentionDeps {
  store: Store;
  rows: PassingRows;
  findAged: FindAged;
  rules(): Promise<Retention>;
  /** Sign-ins before an instant (null = none of them), and sessions that are over. */
  purgeSignIns(beforeMs: number | null): Promise<void>;
  now(): number;
  /** Between two slices; false = stop here, the next round goes on. */
  goOn(): Promise<boolean>;
}

/**
 * Deletes what has been kept long enough. It looks for what is due, not for where it stopped: so it may be cut off at any point and run
 * again, and finds nothing twice. Gives of how many incidents personal data went.
 */
export async function applyRetention(deps: RetentionDeps): Promise<number> {
  const { store, rows, rules, now } = deps;
  const kept = await rules();
  await deps.purgeSignIns(cutoffOf(kept.signIns, now()));
  const keysBefore = now() - KEY_DAYS * DAY_MS;
  const issuesBefore = cutoffOf(kept.importIssues, now());
  const textsBefore = cutoffOf(kept.personal, now());
  const readingsBefore = cutoffOf(kept.readings, now());
  const drops = [
    () => rows.dropKeys(keysBefore, SLICE * 10),
    ...(issuesBefore === null ? [] : [() => rows.dropImportIssues(issuesBefore, SLICE * 10)]),
    ...(readingsBefore === null ? [] : [() => rows.dropReadings(readingsBefore - READING_SLACK_MS, SLICE * 10)]),
    ...(textsBefore === null ? [] : [() => rows.dropUnitReasons(textsBefore, SLICE * 10)]),
  ];
  for (const drop of drops) while ((await store.write(drop)) > 0) if (!(await deps.goOn())) return 0;
  return kept.personal === null ? 0 : purgeAged(deps, kept.personal);
}

async function purgeAged({ store, findAged, now, goOn }: RetentionDeps, keptDays: number): Promise<number> {
  const beforeMs = now() - keptDays * DAY_MS;
  let purged = 0;
  for (let afterId = 0; ; ) {
    const ids = await findAged({ beforeMs, afterId, limit: SLICE });
    purged += ids.length === 0 ? 0 : await store.write((tx) => purgeSlice(tx, ids, beforeMs, { nowMs: now(), keptDays }));
    if (ids.length < SLICE || !(await goOn())) return purged;
    afterId = ids.at(-1)!;
  }
}

async function purgeSlice(tx: Tx, ids: readonly number[], beforeMs: number, by: Omit<Purge, 'actor'>): Promise<number> {
  let purged = 0;
  for (const id of ids) {
    // Under the lock once more: it may have been reopened since it was found.
    const incident = await tx.load(id);
    if (!incident || isOpen(incident.status) || incident.lastActAtMs >= beforeMs) continue;
    if (await purgePersonal(tx, id, { ...by, actor: 'system:retention' })) purged += 1;
  }
  return purged;
}
