import FlatQueue from 'flatqueue';

/** Sites and the ways between neighbours, as lists side by side; a way is listed at both its ends. */
export interface Web {
  /** Where the ways of each site begin in `ends`; one more than there are sites. */
  starts: Int32Array;
  ends: Int32Array;
  lengths: Float64Array;
  /** What each site adds to the area of the one that gets it. */
  areas: Float64Array;
}
const ROUNDS = 40;
const NOBODY = -1;

/**
 * Lets the first `targets.length` sites of a web grow over it until each has about the area it should: ways cost their length over a
 * radius, which rises for those that got too little. What each gets hangs together by construction. Returns the owner of each site,
 * or -1 where no way leads.
 */
export function growFromSeeds(web: Web, targets: readonly number[]): Int32Array {
  const radii = targets.map((target) => Math.sqrt(target));
  let best: Int32Array = new Int32Array();
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const owners = spread(web, radii);
    const areas = targets.map(() => 0);
    owners.forEach((owner, site) => {
      if (owner !== NOBODY) areas[owner] = areas[owner]! + web.areas[site]!;
    });
    const error = targets.reduce((sum, target, i) => sum + Math.abs(areas[i]! - target), 0);
    if (error < least) [best, least] = [owners, error];
    // The fourth root, twice a square root: exact to the last digit on every engine.
    targets.forEach((target, i) => (radii[i] = radii[i]! * Math.min(2, Math.max(0.5, Math.sqrt(Math.sqrt(target / areas[i]!))))));
  }
  return best;
}

/** Every site to the seed from which the cheapest way leads. */
function spread({ starts, ends, lengths }: Web, radii: readonly number[]): Int32Array {
  const sites = starts.length - 1;
  const [owners, costs] = [new Int32Array(sites).fill(NOBODY), new Float64Array(sites).fill(Infinity)];
  const isSettled = new Uint8Array(sites);
  const queue = new FlatQueue();
  radii.forEach((_, seed) => {
    [owners[seed], costs[seed]] = [seed, 0];
    queue.push(seed, 0);
  });
  for (let site = queue.pop(); site !== undefined; site = queue.pop()) {
    if (isSettled[site]) continue;
    isSettled[site] = 1;
    const owner = owners[site]!;
    for (let way = starts[site]!; way < starts[site + 1]!; way++) {
      const [end, cost] = [ends[way]!, costs[site]! + lengths[way]! / radii[owner]!];
      if (cost >= costs[end]!) continue;
      [owners[end], costs[end]] = [owner, cost];
      queue.push(end, cost);
    }
  }
  return owners;
}

/** Gives sites that nobody owns to the owner of the nearest by steps, over all ways of `web`. */
export function flood({ starts, ends }: Pick<Web, 'starts' | 'ends'>, owners: Int32Array): Int32Array {
  const result = owners.slice();
  const open = [...result.keys()].filter((site) => result[site] !== NOBODY);
  for (let i = 0; i < open.length; i++) {
    const site = open[i]!;
    for (let way = starts[site]!; way < starts[site + 1]!; way++) {
      if (result[ends[way]!] !== NOBODY) continue;
      result[ends[way]!] = result[site]!;
      open.push(ends[way]!);
    }
  }
  return result;
}
