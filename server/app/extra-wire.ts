import type { BranchWire, ExtraWire } from '../../shared/incident-extra.ts';
import type { Question } from '../../shared/command-words.ts';
import type { Asked, Branch, Extra } from '../domain/extra.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** What only some incidents have, as it crosses the wire; undefined when there is nothing that a screen could show. */
export function toExtraWire(extra: Extra | null): ExtraWire | undefined {
  if (!extra) return undefined;
  const { branches, links, asked, suspendedAtMs, supervision, check, callback, files } = extra;
  const { suspensions, extensions, urges, reminds, quantity } = extra;
  const wire = {
    branches: branches?.map(toBranchWire),
    links: links?.map(({ kind, id }) => ({ kind, id })),
    asked: asked && Object.entries(asked).map(([question, one]) => toAskedWire(question as Question, one)),
    suspendedAt: suspendedAtMs === undefined ? undefined : iso(suspendedAtMs),
    suspensions,
    extensions,
    supervision: supervision && { kind: supervision.kind, since: iso(supervision.atMs), by: supervision.by },
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
  reworks: branch.reworks,
  rating: branch.rating,
});
