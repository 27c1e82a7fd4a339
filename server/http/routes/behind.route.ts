import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BehindPage, BehindQuery } from '../../../shared/incidents.ts';
import { type DurationName, DURATIONS, RATES, type RateName, type TotalName } from '../../../shared/measures.ts';
import type { Durations, Rates, Totals } from '../../../shared/summary.ts';
import { Problem } from '../../../shared/wire.ts';
import { toIncidentWire } from '../../app/incident-wire.ts';
import type { Actor } from '../../domain/actor.ts';
import { behind } from '../../domain/behind.ts';
import { mayReadRow } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { Tree } from '../../domain/tree.ts';
import { askedUnits } from '../asked-units.ts';
import { askedFilter, askedWindow } from '../asked-window.ts';
import { chosenSeverities } from '../chosen.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Filter, HttpDeps, Window } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { groupOf } from './groups.route.ts';

/** Every number opens its records: the incidents that a figure counted, by the function that counted them. */
export const behindRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/incidents/behind',
      {
        schema: {
          tags: ['incidents'],
          summary: 'The incidents behind a figure',
          querystring: BehindQuery,
          response: { 200: BehindPage, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { query } = request;
        const { part = 'n', by = 'location', limit = 100 } = query;
        const { tree, time } = await deps.catalogue();
        const nowMs = deps.now();
        if (query.area !== undefined && query.group !== undefined)
          throw new Rejection('request.invalid', { field: 'group', problem: 'area or group, not both' });
        const group = query.group === undefined ? null : await groupOf(query.group, deps);
        const area = query.area ?? actor.scope;
        const areas = group?.members ?? [area];
        for (const each of areas) assertMayList(actor, each, tree, nowMs);
        const units = await askedUnits(query, area, deps);
        if (units && (group || query.by === 'location' || isDuration(query.figure)))
          throw new Rejection('request.invalid', { field: query.unit === undefined ? 'holder' : 'unit', problem: OF_UNITS });
        const window = await askedWindow(query, deps);
        const filter = askedFilter(query);
        const seq = deps.sums.seq();
        const figures = units
          ? await unitFigures(units, window, filter)
          : await (group ? deps.sums.groupSummary(group, window, filter, by) : deps.sums.summary(area, window, filter, by));
        const of = units ? { units: [...units.keys()] } : {};
        const total = figures ? countOf(figures, query.figure, part) : 0;
        const page = await deps.reads.behind({
          behind: behind({ ...query, part, by, areas, ...window, ...of }, tree, time, nowMs),
          timeZone: time.timeZone,
          categories: await deps.reads.categoriesOf(filter),
          severities: chosenSeverities(query.severity),
          limit,
          counted: total,
          after: query.cursor === undefined ? null : readCursor(query.cursor, 'behind'),
        });
        return {
          rows: page.rows.filter((row) => mayReadRow(actor, row, tree, nowMs)).map(toIncidentWire),
          cursor: page.next && writeCursor('behind', page.next),
          total,
          asOf: new Date(nowMs).toISOString(),
          seq,
        };
      },
    );

    /** Of units that stand in one row; null = nothing was ever charged to them. */
    async function unitFigures(units: ReadonlyMap<string, string>, window: Window, filter: Filter): Promise<Figures | null> {
      const [row] = (await deps.sums.unitRates(units, window, filter)).rows;
      return row ?? null;
    }
  };

const OF_UNITS = 'by responsibility, of an area, a flow, a rate or a stock';
interface Figures {
  totals: Totals;
  rates: Rates;
  durations?: Durations;
}

/** Of an area that has ended, those of its last day. */
function assertMayList(actor: Actor, area: string, tree: Tree, nowMs: number): void {
  const row = tree.latest(area);
  if (!row) throw new Rejection('area.unknown', { field: 'area', area });
  const atMs = row.validToMs === null ? nowMs : row.validToMs - 1;
  if (!tree.isWithin(actor.scope, area, atMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
}

function countOf({ totals, rates, durations }: Figures, figure: BehindQuery['figure'], part: NonNullable<BehindQuery['part']>): number {
  if ((RATES as readonly string[]).includes(figure)) return rates[figure as RateName][part];
  if (isDuration(figure)) return durations?.[figure].n ?? 0;
  return totals[figure as TotalName];
}
const isDuration = (figure: BehindQuery['figure']): figure is DurationName => (DURATIONS as readonly string[]).includes(figure);
