/** What a draw is made from. `atMs` is the server's clock when it decided: it stands in the log, and nobody chooses it to the millisecond. */
export interface Draw {
  id: number;
  version: number;
  atMs: number;
}

const RANGE = 2 ** 32;

/**
 * Whether a rejection or merge is drawn to be re-checked: `share` of all, at random, and the same answer whenever the same decision
 * is asked about, so anybody can draw again from the log.
 * @param share in [0, 1]
 * @source docs/kpi.md, re-checks (2 % of merges and rejections are re-checked at random)
 */
export const isDrawn = ({ id, version, atMs }: Draw, share: number): boolean =>
  mixed(mixed(mixed(mixed(0, id), version), Math.floor(atMs / RANGE)), atMs % RANGE) < share * RANGE;

/** Every bit of both numbers moves half of the bits of the answer (the finish of MurmurHash3, in the public domain). */
function mixed(state: number, value: number): number {
  let bits = (Math.imul(state ^ value, 0x9e37_79b1) + 0x7f4a_7c15) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
