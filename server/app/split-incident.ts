import type { CategoryFacts } from '../domain/deadlines.ts';
import type { CommandInput } from '../domain/decide/input.ts';
import { decideReport } from '../domain/decide/report.ts';
import type { Incident } from '../domain/incident.ts';
import { decideOrShow } from './decide-or-show.ts';
import type { Tx } from './ports.ts';

interface SplitBody {
  category: CategoryFacts;
  /** Of the part alone; absent = the words of the whole. */
  text: string | undefined;
}

/** A part becomes an incident of its own, from the same receipt and the same reporter; each has a link to the other. */
export async function splitIncident(
  tx: Tx,
  incident: Incident,
  input: CommandInput,
  { category, text }: SplitBody,
): Promise<{ after: Incident; seq: number; part: Incident }> {
  const newId = tx.nextIncidentId();
  const events = decideOrShow(incident, { ...input, category, newId });
  const appended = await tx.append(incident, events);
  const known = await tx.personalOf(incident.id);
  const description = text ?? known?.description ?? null;
  const personal = { reporterName: null, reporterContact: null, ...known, description };
  const { place, located, lngLat } = incident;
  const part = decideReport({
    id: newId,
    number: await tx.nextNumber(input.nowMs),
    actor: input.actor,
    category,
    severity: input.severity,
    source: incident.source,
    placed: input.placed ?? { place, located, lngLat },
    exercise: incident.exercise,
    flags: input.placed ? [] : incident.flags,
    personalHash: known !== null || text !== undefined ? await tx.putPersonal(newId, personal) : undefined,
    occurredAtMs: incident.reportedAtMs,
    splitFrom: incident.id,
    nowMs: input.nowMs,
    tree: input.tree,
    clock: tx.catalogue.clock,
    rules: tx.catalogue.rules,
  });
  return { ...appended, part: (await tx.append(null, part)).after };
}
