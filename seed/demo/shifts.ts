import type { Role } from '../../shared/terms.ts';
import type { Seat } from '../../shared/unit-states.ts';
import type { SignInInfo } from '../../shared/session.ts';
import type { DemoDuty } from './api.ts';
import type { Rhythm } from './rhythm.ts';

const SEATS_OF: Partial<Record<Role, Seat>> = { 'shift-leader': 'lead', 'call-taker': 'intake', dispatcher: 'dispatch' };
const HOUR_MS = 3_600_000;
const DAY_BEGINS = 8;
const NIGHT_BEGINS = 20;

/** The shift that runs at an instant: by day 8–20, by night 20–8, local time. */
export function shiftAt(nowMs: number, { time }: Pick<Rhythm, 'time'>): { fromMs: number; toMs: number } {
  const dayMs = time.dayStart(nowMs);
  const edges = [NIGHT_BEGINS - 24, DAY_BEGINS, NIGHT_BEGINS, DAY_BEGINS + 24].map((hour) => dayMs + hour * HOUR_MS);
  const i = edges.findLastIndex((edge) => edge <= nowMs);
  return { fromMs: edges[i]!, toMs: edges[i + 1]! };
}

/** Who sits at which desk of the demo city: its demo users, and at each of their nodes one team on call. */
export function demoDuty(
  users: SignInInfo['demoUsers'],
  units: readonly { code: string; node: string }[],
  shift: { fromMs: number; toMs: number },
): Map<string, DemoDuty[]> {
  const [from, to] = [new Date(shift.fromMs).toISOString(), new Date(shift.toMs).toISOString()];
  const duty = new Map<string, DemoDuty[]>();
  for (const { username, role, scope } of users) {
    const seat = SEATS_OF[role];
    if (!seat) continue;
    const entries = duty.get(scope) ?? duty.set(scope, []).get(scope)!;
    entries.push({ seat, user: username, from, to });
  }
  for (const [node, entries] of duty) {
    const onCall = units.find((unit) => unit.node === node && unit.code.endsWith('-emergency')) ?? units.find((unit) => unit.node === node);
    if (onCall) entries.push({ seat: 'information', unit: onCall.code, from, to });
  }
  return duty;
}
