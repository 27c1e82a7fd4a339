import type { Status } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Ground } from './ground.ts';
import { pointIn } from './polygon.ts';
import { randomOf, type Random } from './random.ts';

/** A case in a team's hands, as far as where the team goes depends on it. */
interface Job {
  status: Status;
  lngLat: LngLat | null;
}
interface Team {
  node: string;
  at: LngLat;
  atMs: number;
  saidAtMs: number;
  jobs: Map<number, Job>;
  /** The case that it has said it is on its way to. */
  goingTo: number | null;
  random: Random;
}
export interface Told {
  positions: { unit: string; lngLat: LngLat; at: string; accuracyM: number }[];
  /** Teams that set out. */
  onTheWay: string[];
}

const KM_PER_HOUR = 26;
const METRES_PER_DEGREE = 111_195;
/** A team that moves tells more often than one that waits in its yard. */
const MOVING_MS = 10_000;
const PARKED_MS = 120_000;
/** Nearer than this it is there. */
const THERE_M = 40;
/** Satellites are not exact either. */
const NOISE_M = 12;
const WORKING: ReadonlySet<Status> = new Set<Status>(['accepted', 'handling']);

/** Where teams of the demo city are: in their yards, on the way to what they have accepted, there. Pure: seed and times decide. */
export function buildMovement(ground: Ground, units: readonly { code: string; node: string }[], seed: number) {
  const nodes = new Map(units.map(({ code, node }) => [code, node]));
  const teams = new Map<string, Team>();
  const heldBy = new Map<number, string>();

  function teamOf(unit: string, nowMs: number): Team | null {
    const known = teams.get(unit);
    const node = nodes.get(unit);
    if (known || node === undefined) return known ?? null;
    const random = randomOf(seed, 'team', unit);
    const own = ground.leaves.filter((leaf) => leaf.code === node || leaf.district === node);
    const leaf = own.length > 0 ? random.pick(own) : ground.drawLeaf(random);
    const at = pointIn(leaf.border, random);
    if (!at) return null;
    // Not all at once: they have told of themselves before.
    const team: Team = { node, at, atMs: nowMs, saidAtMs: nowMs - random.next() * PARKED_MS, jobs: new Map(), goingTo: null, random };
    teams.set(unit, team);
    return team;
  }
  const forget = (incident: number): void => {
    const unit = heldBy.get(incident);
    if (unit !== undefined) teams.get(unit)?.jobs.delete(incident);
    heldBy.delete(incident);
  };

  return {
    /** Takes in how a case stands; call it with each new state. */
    follow({ id, unit, status, lngLat }: { id: number; unit: string | null } & Job, nowMs: number): void {
      forget(id);
      if (unit === null || (status !== 'dispatched' && !WORKING.has(status))) return;
      const team = teamOf(unit, nowMs);
      if (!team) return;
      heldBy.set(id, unit);
      team.jobs.set(id, { status, lngLat });
    },
    forget,
    /** What the teams say of themselves by now. */
    tell(nowMs: number): Told {
      const told: Told = { positions: [], onTheWay: [] };
      for (const [unit, team] of teams) {
        const isMoving = drive(unit, team, nowMs, told);
        if (nowMs - team.saidAtMs < (isMoving ? MOVING_MS : PARKED_MS)) continue;
        team.saidAtMs = nowMs;
        const lngLat = moved(team.at, team.random.normal() * NOISE_M, team.random.normal() * NOISE_M);
        told.positions.push({ unit, lngLat, at: new Date(nowMs).toISOString(), accuracyM: Math.round(team.random.between(5, 30)) });
      }
      return told;
    },
  };
}

/** Brings a team on towards what it works on; true while it is under way. */
function drive(unit: string, team: Team, nowMs: number, told: Told): boolean {
  const hours = (nowMs - team.atMs) / 3_600_000;
  team.atMs = nowMs;
  const [id, job] = [...team.jobs].filter(([, { status, lngLat }]) => WORKING.has(status) && lngLat !== null).sort(byTurn)[0] ?? [];
  if (id === undefined || !job?.lngLat) return false;
  const [dx, dy] = metresTo(team.at, job.lngLat);
  const left = Math.hypot(dx, dy);
  if (left < THERE_M) return false;
  if (job.status === 'accepted' && team.goingTo !== id) {
    team.goingTo = id;
    told.onTheWay.push(unit);
  }
  const step = Math.min(left, KM_PER_HOUR * 1000 * hours);
  team.at = moved(team.at, (dx / left) * step, (dy / left) * step);
  return true;
}

/** What it is at already before what it has only accepted; the older first. */
const byTurn = ([a, one]: [number, Job], [b, other]: [number, Job]): number =>
  Number(other.status === 'handling') - Number(one.status === 'handling') || a - b;

const perLng = (lat: number): number => METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
const metresTo = ([lng, lat]: LngLat, [toLng, toLat]: LngLat): [number, number] => [
  (toLng - lng) * perLng(lat),
  (toLat - lat) * METRES_PER_DEGREE,
];
const moved = ([lng, lat]: LngLat, eastM: number, northM: number): LngLat => [lng + eastM / perLng(lat), lat + northM / METRES_PER_DEGREE];
