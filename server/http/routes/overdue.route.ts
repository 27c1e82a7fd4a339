import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { OverdueNow } from '../../../shared/overdue.ts';
import { SEVERITIES, TIERS } from '../../../shared/terms.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const ByCode = Type.Object({ code: AreaCode });

/** Adds up by a key and keeps the order of `keys`. */
function sumBy<K extends string>(keys: readonly K[], parts: readonly { key: K; n: number }[]): { key: K; n: number }[] {
  return keys.map((key) => ({ key, n: parts.reduce((sum, part) => (part.key === key ? sum + part.n : sum), 0) })).filter(({ n }) => n > 0);
}

/** What is overdue here and who answers for it: for walls, which show counts and no cases. */
export const overdueRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/areas/:code/overdue',
      {
        schema: {
          tags: ['figures'],
          summary: 'Overdue cases of now by the tier that answers for them and by severity, with the longest overdue',
          params: ByCode,
          response: { 200: OverdueNow, '4xx': Problem },
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
        const groups = await deps.reads.overdueNow(code === tree.root ? null : tree.subtree(code, nowMs));
        // A node that ended may still hold a case until it is moved on: it counts with the tree's root.
        const tierOf = (node: string) => (tree.row(node, nowMs) ?? tree.row(tree.root, nowMs))!.tier;
        const oldest = groups.flatMap(({ oldestDueAtMs }) => oldestDueAtMs ?? []);
        const byTier = sumBy(
          TIERS,
          groups.map(({ holderNode, n }) => ({ key: tierOf(holderNode), n })),
        );
        const bySeverity = sumBy(
          SEVERITIES,
          groups.map(({ severityRank, n }) => ({ key: SEVERITIES[severityRank]!, n })),
        );
        return {
          area: code,
          asOf: new Date(nowMs).toISOString(),
          seq,
          total: groups.reduce((sum, { n }) => sum + n, 0),
          byTier: byTier.map(({ key, n }) => ({ tier: key, n })),
          bySeverity: bySeverity.map(({ key, n }) => ({ severity: key, n })),
          oldestDueAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
        };
      },
    );
  };
