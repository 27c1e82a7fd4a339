import type { Actor } from '../domain/actor.ts';
import { assertMayRegisterAtAll } from '../domain/readings/may-devices.ts';
import type { ReadingRefusal, RefusalReads, UnregisteredDevice } from './reading-ports.ts';

export interface RefusalViewDeps {
  refusals: RefusalReads;
  /** @throws Rejection where the caller may not see the device */
  readable(actor: Actor, code: string): Promise<unknown>;
  /** The places of an area, null = all. @throws Rejection where the caller may not see it */
  placesOf(actor: Actor, area: string): Promise<readonly string[] | null>;
}
/** As many as are shown, and whether there are more. */
interface Cut<T> {
  rows: readonly T[];
  isCut: boolean;
}
/** What did not come in. */
export interface RefusalViews {
  /** Of one device, by sign and reason, newest first. @throws Rejection */
  refused(actor: Actor, code: string): Promise<Cut<ReadingRefusal>>;
  /** What senders of an area and all below it name and nobody has registered, newest first; for whoever registers. @throws Rejection */
  unregistered(actor: Actor, area: string): Promise<Cut<UnregisteredDevice>>;
}
const REFUSED_MOST = 100;
const UNREGISTERED_MOST = 200;

export const refusalViews = ({ refusals, readable, placesOf }: RefusalViewDeps): RefusalViews => ({
  async refused(actor, code) {
    await readable(actor, code);
    return cut(inOne(await refusals.ofDevice(code, REFUSED_MOST + 1)), REFUSED_MOST);
  },
  async unregistered(actor, area) {
    assertMayRegisterAtAll(actor);
    return cut(await refusals.unregistered(await placesOf(actor, area), UNREGISTERED_MOST + 1), UNREGISTERED_MOST);
  },
});
/** Whoever sent them: of several the newest says why. */
function inOne(rows: readonly ReadingRefusal[]): ReadingRefusal[] {
  const found = new Map<string, ReadingRefusal>();
  for (const each of rows) {
    const key = JSON.stringify([each.indicator, each.code]);
    const newer = found.get(key) ?? { ...each, n: 0 };
    found.set(key, { ...newer, n: newer.n + each.n, firstMs: Math.min(newer.firstMs, each.firstMs) });
  }
  return [...found.values()];
}
const cut = <T>(rows: readonly T[], most: number): Cut<T> => ({ rows: rows.slice(0, most), isCut: rows.length > most });
