import { decideRehomed } from '../domain/rehome.ts';
import type { Catalogue, Store, Tx } from './ports.ts';

/** Open incidents that lie in one of these areas or are held there, by id from after `afterId` on. */
export type FindStrayed = (query: { codes: readonly string[]; afterId: number; limit: number }) => Promise<number[]>;

export interface RehomeDeps {
  store: Store;
  catalogue(): Promise<Catalogue>;
  findStrayed: FindStrayed;
  now(): number;
}

/** What one write holds: others come between. */
const SLICE = 50;

/**
 * Gives a home to every open incident whose area or holder's node has ended. It looks for what has none, not for what has just
 * happened: so it may run at any time, twice, or long after the change, and finds what was typed in late too. Gives how many moved.
 */
export async function rehomeStrayed({ store, catalogue, findStrayed, now }: RehomeDeps): Promise<number> {
  const { tree } = await catalogue();
  const codes = tree.codes.filter((code) => tree.endedAt(code, now()) !== null);
  if (codes.length === 0) return 0;
  let moved = 0;
  for (let afterId = 0; ; ) {
    const ids = await findStrayed({ codes, afterId, limit: SLICE });
    if (ids.length > 0) moved += await store.write((tx) => rehomeSlice(tx, ids, now()));
    if (ids.length < SLICE) return moved;
    afterId = ids.at(-1)!;
  }
}

async function rehomeSlice(tx: Tx, ids: readonly number[], nowMs: number): Promise<number> {
  const { tree, locate, units } = tx.catalogue;
  let moved = 0;
  for (const id of ids) {
    const incident = await tx.load(id);
    const unitNode = incident?.holder.unit ? units.get(incident.holder.unit)?.node : undefined;
    const event = incident && decideRehomed(incident, { tree, nowMs, unitNode, locate: (lngLat) => locate(lngLat, nowMs) });
    if (!incident || !event) continue;
    await tx.append(incident, [event]);
    moved += 1;
  }
  return moved;
}
