import type { Level } from '../../../shared/alert-terms.ts';
import type { Actor } from '../actor.ts';
import type { Alert, AlertHappening } from './alert.ts';
import { namedBy } from './cover.ts';
import { type AlertGround, decideOwn, leavesAsked, levelsByLeaf, LONGEST_MS, pictureOf, timesOf, type ByLeaf } from './decide-own.ts';
import { assertKind, assertRole, compareLevels, issuerFor } from './may-alert.ts';
import { standingOf } from './standing.ts';

/** What a rule wants drafted: one kind at one level. */
export interface RuleAsk {
  kind: string;
  issuer: string;
  level: Level;
  areas: string[];
  endsAtMs: number;
}
/** What comes of it. */
export type RuleStep =
  /** `raises` = what holds there at a lower level, for the draft to name. */
  | { does: 'draft'; happening: AlertHappening; raises: Alert | null }
  /** `isGraver` = it stands higher than anything that the draft said before. */
  | { does: 'raise'; before: Alert; happening: AlertHappening; isGraver: boolean }
  /** All of it is said already. */
  | { does: 'nothing'; known: Alert };

/** Rules act under this name; nobody else does. */
const RULE = 'system:rule:';
const isHigher = (level: Level, held: Level | null | undefined): boolean => held == null || compareLevels(level, held) < 0;

/**
 * One storm is one draft: where a draft of a rule stands for the same kind and issuer, it is raised, never lowered, and takes in what is new.
 * What was published already is not drafted again.
 * @param standing alerts whose time is not over, drafts among them
 * @throws Rejection
 */
export function decideByRule(actor: Actor, asked: RuleAsk, standing: readonly Alert[], ground: AlertGround): RuleStep {
  const { tree, nowMs } = ground;
  assertRole(actor, 'draft');
  const leaves = leavesAsked(asked.areas, ground);
  const alike = standing.filter(
    ({ origin, kind, issuer, isExercise }) => origin === 'submitted' && kind === asked.kind && issuer === asked.issuer && !isExercise,
  );
  const touching = (alerts: readonly Alert[]): { alert: Alert; held: ByLeaf }[] =>
    alerts
      .map((alert) => ({ alert, held: levelsByLeaf(alert, tree, nowMs) }))
      .filter(({ held }) => leaves.some((leaf) => held.has(leaf)))
      .sort((a, b) => b.alert.id - a.alert.id);
  const issued = touching(alike.filter((alert) => ['in-force', 'announced'].includes(standingOf(alert, nowMs))));
  const lacking = leaves.filter((leaf) => issued.every(({ held }) => isHigher(asked.level, held.get(leaf))));
  if (leaves.length > 0 && lacking.length === 0) return { does: 'nothing', known: issued[0]!.alert };
  const [draft] = touching(alike.filter((alert) => isOpenDraft(alert, nowMs) && tree.isWithin(actor.scope, alert.node, nowMs)));
  if (draft) return raiseDraft(draft, { ...asked, lacking }, ground);
  const happening = decideOwn(
    actor,
    {
      origin: 'submitted',
      kind: asked.kind,
      issuer: asked.issuer,
      isExercise: false,
      startsAtMs: null,
      endsAtMs: asked.endsAtMs,
      parts: [{ level: asked.level, areas: lacking.length === leaves.length ? asked.areas : namedBy(lacking, tree, nowMs) }],
    },
    ground,
  );
  return { does: 'draft', happening, raises: issued[0]?.alert ?? null };
}

/** Nobody has published it, withdrawn it, or let its time go by; a rule wrote it, so no person's words stand in it. */
const isOpenDraft = (alert: Alert, nowMs: number): boolean =>
  standingOf(alert, nowMs) === 'draft' &&
  alert.draftedBy?.startsWith(RULE) === true &&
  alert.parts.some(({ endsAtMs }) => endsAtMs > nowMs);

function raiseDraft(
  { alert, held }: { alert: Alert; held: ByLeaf },
  { kind, issuer, level, lacking, endsAtMs }: RuleAsk & { lacking: readonly string[] },
  ground: AlertGround,
): RuleStep {
  const { rules, tree, nowMs } = ground;
  assertKind(rules, kind, [level]);
  const before = [...held.values()];
  const higher = lacking.filter((leaf) => isHigher(level, held.get(leaf)));
  const times = timesOf(alert);
  const end = Math.min(Math.max(times.endsAtMs, endsAtMs), times.startsAtMs + LONGEST_MS);
  if (higher.length === 0 && end === times.endsAtMs) return { does: 'nothing', known: alert };
  for (const leaf of higher) held.set(leaf, level);
  const { node, parts } = pictureOf(held, { ...times, endsAtMs: end }, ground);
  const levels = [...held.values()].filter((each) => each !== null);
  const { node: issuerNode } = issuerFor(rules, { issuer, kind, levels, node }, tree, nowMs);
  const facts = { kind, issuer, node, isExercise: false, isEndAssumed: false, parts };
  return {
    does: 'raise',
    before: alert,
    happening: { type: 'AlertAmended', decided: { facts, issuerNode } },
    isGraver: higher.length > 0 && before.every((each) => isHigher(level, each)),
  };
}
