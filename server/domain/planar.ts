/**
 * Plane geometry on which a decision hangs, so without rounding: which side of an edge a point lies on.
 * Neighbouring areas share edges; a sign that rounding could flip would put a point in both of them or in neither.
 */

/** Above this share of its terms' size the floating-point sign is certain (Shewchuk 1997, the first filter of orient2d). */
const CERTAIN = 3.3306690738754716e-16;

/**
 * The sign is > 0 when the point lies left of the edge a → b, < 0 right of it, exactly 0 on its line.
 * Call it with the ends in one fixed order (lower end first), so that both owners of an edge hear the same answer.
 */
export function sideOf(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const left = (bx - ax) * (y - ay);
  const right = (by - ay) * (x - ax);
  const side = left - right;
  return Math.abs(side) > CERTAIN * (Math.abs(left) + Math.abs(right)) ? side : exactSide(ax, ay, bx, by, x, y);
}

/** The same in whole numbers: every double is an integer × 2^−1074. Rare (points within an atom's width of an edge), so slow is fine. */
function exactSide(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const [aX, aY] = [toInteger(ax), toInteger(ay)];
  const side = (toInteger(bx) - aX) * (toInteger(y) - aY) - (toInteger(by) - aY) * (toInteger(x) - aX);
  return side > 0n ? 1 : side < 0n ? -1 : 0;
}

const view = new DataView(new ArrayBuffer(8));

/** The double × 2^1074, exactly. */
function toInteger(value: number): bigint {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return value < 0 ? -size : size;
}

/** Along a meridian, mean Earth radius 6,371 km. */
export const METRES_PER_DEGREE = 111_195;

/** Metres from a point to an edge, both in degrees: flat around the point, good to a per mille within a few kilometres. */
export function edgeDistanceM(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const perX = METRES_PER_DEGREE * Math.cos((y * Math.PI) / 180);
  const [px, py] = [(ax - x) * perX, (ay - y) * METRES_PER_DEGREE];
  const [dx, dy] = [(bx - ax) * perX, (by - ay) * METRES_PER_DEGREE];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(px * dx + py * dy) / length2));
  return Math.hypot(px + along * dx, py + along * dy);
}
