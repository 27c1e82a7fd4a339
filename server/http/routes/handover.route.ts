import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { HANDOVER_MOST, Handover } from '../../../shared/handover.ts';
import { STATUSES } from '../../../shared/terms.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { toIncidentWire } from '../../app/incident-wire.ts';
import { mayReadRow, mayReadTexts } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps, ListAsk } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const ByCode = Type.Object({ code: AreaCode });
const EVERYTHING = { severities: null, categories: null } as const;

/** The list for the end of a shift. Who takes it over, and that it was read, is not kept yet. */
export const handoverRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/areas/:code/handover',
      {
        schema: {
          tags: ['incidents'],
          summary: 'Open incidents for the next shift, with their last notes and the counts of the views',
          params: ByCode,
          response: { 200: Handover, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { code } = request.params;
        const { tree } = await deps.catalogue();
        const nowMs = deps.now();
        if (!tree.row(code, nowMs)) throw new Rejection('area.unknown', { area: code });
        if (!tree.isWithin(actor.scope, code, nowMs)) throw new Rejection('scope.denied', { area: code, scope: actor.scope });
        const seq = deps.sums.seq();
        const places = code === tree.root ? null : tree.subtree(code, nowMs);
        const partyUnit = code === actor.scope ? actor.unit : null;
        const looking = { user: actor.id, role: actor.role, unit: actor.unit, nowMs };
        // One after the other in the reader's thread: what happens between them is younger than `asOf`.
        const counts = await deps.reads.deskCounts({ ...looking, places, partyUnit, ...EVERYTHING });
        const byStatus = await deps.reads.openByStatus({ places, partyUnit });
        const { rows } = await deps.reads.list({ ...OPEN_BY_RISK, area: code, places, partyUnit });
        const shown = rows.filter((row) => mayReadRow(actor, row, tree, nowMs));
        const notes = mayReadTexts(actor) ? await deps.reads.lastNotes(shown.map(({ id }) => id)) : [];
        const noteOf = new Map(notes.map(({ incident, text, atMs }) => [incident, { text, at: new Date(atMs).toISOString() }]));
        return {
          area: code,
          asOf: new Date(nowMs).toISOString(),
          seq,
          counts: { ...counts },
          byStatus: [...byStatus].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
          rows: shown.map((row) => ({ incident: toIncidentWire(row), note: noteOf.get(row.id) ?? null })),
        };
      },
    );
  };

const OPEN_BY_RISK: Omit<ListAsk, 'area' | 'places' | 'partyUnit'> = {
  ...EVERYTHING,
  statuses: 'open',
  overdue: null,
  suspended: null,
  window: null,
  ids: null,
  numbers: null,
  text: null,
  near: null,
  view: null,
  sort: 'risk',
  limit: HANDOVER_MOST,
  after: null,
};
