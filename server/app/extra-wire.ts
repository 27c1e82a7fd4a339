import type { BranchWire, ExtraWire, StageClockWire } from '../../shared/incident-extra.ts';
import type { Question } from '../../shared/command-words.ts';
import type { Asked, Branch, Extra, Recheck, StageClock, Supervision } from '../domain/extra.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** What only some incidents have, as it crosses the wire; undefined when there is nothing that a screen could show. */
export function toExtraWire(extra: Extra | null): ExtraWire | undefined {
  if (!extra) return undefined;
  const { branches, links, asked, clocks, stepsDone, suspendedAtMs, supervision, check, callback, files } = extra;
  const { suspensions, extensions, urges, reminds, quantity, recheck } = extra;
  const wire = {
    branches: branches?.map(toBranchWire),
    links: links?.map(({ kind, id }) => ({ kind, id })),
    asked: asked && Object.entries(asked).map(([question, one]) => toAskedWire(question as Question, one)),
    clocks: clocks?.map(toClockWire),
    stepsDone,
    suspendedAt: suspendedAtMs === undefined ? undefined : iso(suspendedAtMs),
    suspensions,
    extensions,
    supervision: supervision && toSupervisionWire(supervision),
    recheck: recheck && toRecheckWire(recheck),
    urges,
    reminds,
    check: check && { outcome: check.outcome, at: iso(check.atMs) },
    callback: callback && { outcome: callback.outcome, at: iso(callback.atMs), tries: callback.tries },
    quantity,
    files: files?.map(({ atMs, ...file }) => ({ ...file, at: iso(atMs) })),
  };
  const given = Object.entries(wire).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : (Object.fromEntries(given) as ExtraWire);
}

const toSupervisionWire = ({ kind, atMs, by, rule, node }: Supervision) => ({
  kind,
  since: iso(atMs),
  by,
  ...(rule === undefined ? {} : { rule }),
  ...(node === undefined ? {} : { node }),
});

const toRecheckWire = ({ of, by, atMs, outcome }: Recheck) => ({ of, by, at: iso(atMs), ...(outcome === undefined ? {} : { outcome }) });

const toClockWire = ({ stage, step, fromMs, soonAtMs, dueAtMs, isTold }: StageClock): StageClockWire => ({
  stage,
  ...(step === undefined ? {} : { step }),
  from: iso(fromMs),
  soonAt: iso(soonAtMs),
  dueAt: iso(dueAtMs),
  overdue: isTold === true,
});

const toAskedWire = (question: Question, { by, atMs, minutes }: Asked) => ({
  question,
  by,
  at: iso(atMs),
  ...(minutes === undefined ? {} : { minutes }),
});

const toBranchWire = (branch: Branch): BranchWire => ({
  id: branch.id,
  kind: branch.kind,
  node: branch.node,
  department: branch.department,
  unit: branch.unit,
  status: branch.status,
  dispatchedAt: iso(branch.dispatchedAtMs),
  acceptedAt: isoOrNull(branch.acceptedAtMs),
  arrivedAt: isoOrNull(branch.arrivedAtMs),
  handledAt: isoOrNull(branch.handledAtMs),
  verifiedAt: isoOrNull(branch.verifiedAtMs),
  acceptDueAt: isoOrNull(branch.acceptDueAtMs),
  dueAt: isoOrNull(branch.dueAtMs),
  overdue: branch.isOverdue === true,
  reworks: branch.reworks,
  rating: branch.rating,
});
