import { type Bilingual, ROLE_NAMES, type Role, type Tier } from '../../shared/terms.ts';
import type { Auth, NewUser } from './auth.ts';

export interface DemoNode {
  code: string;
  names: Bilingual;
  tier: Tier;
}
export interface DemoUnit {
  code: string;
  names: Bilingual;
  node: string;
  department: string | null;
}
/** The part of a city's tree that demo users are tied to. */
export interface DemoPlaces {
  city: DemoNode;
  district: DemoNode;
  /** A second one, so that a visitor can see what the first may not do. */
  otherDistrict?: DemoNode | undefined;
  /** A street of `district`. */
  street?: DemoNode | undefined;
  /** Teams of `district` or `street`, the best known first. */
  units: readonly DemoUnit[];
}
/** A new user with what the sign-in page says about them. */
export interface DemoUser extends NewUser {
  isDemo: true;
  scopeNames: Bilingual;
  tier: Tier;
}

/** A street team, a bureau and an enterprise show the differences; more only fill the sign-in page. */
const MAX_HANDLERS = 3;

/** One team of each department: what visitors want to see is different kinds of work. */
function handlerUnits({ units }: DemoPlaces): DemoUnit[] {
  const byDepartment = new Map<string | null, DemoUnit>();
  for (const unit of units) if (!byDepartment.has(unit.department)) byDepartment.set(unit.department, unit);
  return [...byDepartment.values()].slice(0, MAX_HANDLERS);
}

/**
 * FOR DEMONSTRATIONS ONLY. Their passwords equal their names and stand on the sign-in page, so they are marked `isDemo`,
 * and every server that does not run in demo mode refuses them.
 */
export function demoUsers(places: DemoPlaces): DemoUser[] {
  const { city, district, otherDistrict, street } = places;
  const user = (suffix: string, role: Role, node: DemoNode, unit?: DemoUnit): DemoUser => ({
    username: `demo-${suffix}`,
    password: `demo-${suffix}`,
    name: `演示${ROLE_NAMES[role].zh} Demo ${ROLE_NAMES[role].en.toLowerCase()}`,
    role,
    scope: node.code,
    department: unit?.department ?? null,
    unit: unit?.code ?? null,
    isDemo: true,
    scopeNames: unit?.names ?? node.names,
    tier: node.tier,
  });
  return [
    user('viewer', 'viewer', city),
    user('officer', 'officer', city),
    user('call-taker', 'call-taker', city),
    user('dispatcher', 'dispatcher', city),
    user('shift-leader', 'shift-leader', city),
    user('verifier', 'verifier', city),
    user('adjudicator', 'adjudicator', city),
    user('commander', 'commander', city),
    user('district-officer', 'officer', district),
    user('district-dispatcher', 'dispatcher', district),
    ...(otherDistrict ? [user('other-district-officer', 'officer', otherDistrict)] : []),
    ...(street
      ? [
          user('street-officer', 'officer', street),
          user('street-dispatcher', 'dispatcher', street),
          user('grid-worker', 'grid-worker', street),
        ]
      : []),
    ...handlerUnits(places).map((unit, i) =>
      user(i === 0 ? 'handler' : `handler-${i + 1}`, 'handler', unit.node === street?.code ? street : district, unit),
    ),
    ...handlerUnits(places)
      .slice(0, 1)
      .map((unit) => ({ ...user('liaison', 'liaison', district, unit), unit: null })),
    user('admin', 'system', city),
  ];
}

/**
 * Adds the demo users that are missing and re-ties those whose node or role is another now. Never touches a user of the
 * same name who is no demo user. Returns those that are in place, for the sign-in page.
 */
export async function ensureDemoUsers(auth: Auth, wanted: readonly DemoUser[]): Promise<DemoUser[]> {
  const present = new Map((await auth.users.list()).map((row) => [row.username, row]));
  const inPlace = await Promise.all(
    wanted.map(async (user) => {
      const row = present.get(user.username);
      if (!row) await auth.users.add(user);
      else if (!row.isDemo || row.isDisabled) return false;
      else if ((['role', 'scope', 'department', 'unit'] as const).some((key) => row[key] !== (user[key] ?? null))) {
        await auth.users.setGrant(user.username, user);
      }
      return true;
    }),
  );
  return wanted.filter((_, i) => inPlace[i]);
}
