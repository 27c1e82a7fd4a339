import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { DutyWire, PutDuty } from '../../../shared/units.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { isOnDuty, type DutyEntry } from '../../domain/duty.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

const ByCode = Type.Object({ code: AreaCode });

/** Who is on duty at a node, seat by seat. Rosters that repeat, and hand-over as a transfer, are not here. */
export const dutyRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['duty'];

    async function read(area: string): Promise<DutyWire> {
      const nowMs = deps.now();
      const entries = await deps.reads.duty(area);
      const statics = entries.some(({ unit }) => unit !== null) ? await deps.city.unitStatics() : null;
      const names = entries.some(({ username }) => username !== null) ? await deps.userNames() : null;
      return {
        area,
        asOf: new Date(nowMs).toISOString(),
        entries: entries.map((entry) => {
          const { seat, unit, username, fromMs, toMs } = entry;
          const unitNames = unit === null ? undefined : statics?.get(unit)?.names;
          const name = username === null ? undefined : names?.get(username);
          return {
            seat,
            ...(unit === null ? {} : { unit }),
            ...(username === null ? {} : { user: username }),
            ...(unitNames ? { unitNames } : {}),
            ...(name === undefined ? {} : { name }),
            from: new Date(fromMs).toISOString(),
            to: new Date(toMs).toISOString(),
            isNow: isOnDuty(entry, nowMs),
          };
        }),
      };
    }

    app.get('/areas/:code/duty', { schema: { tags, params: ByCode, response: { 200: DutyWire, '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const { code } = request.params;
      const { tree } = await deps.catalogue();
      if (!tree.row(code, deps.now())) throw new Rejection('area.unknown', { area: code });
      if (!tree.isWithin(actor.scope, code, deps.now())) throw new Rejection('scope.denied', { area: code, scope: actor.scope });
      return read(code);
    });

    app.put(
      '/areas/:code/duty',
      {
        schema: {
          tags,
          summary: 'Takes the place of the whole duty table of a node',
          params: ByCode,
          body: PutDuty,
          response: { 200: DutyWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const entries = request.body.entries.map(
          ({ seat, unit, user, from, to }, i): DutyEntry => ({
            seat,
            unit: unit ?? null,
            username: user ?? null,
            fromMs: parseTime(from, `entries.${i}.from`)!,
            toMs: parseTime(to, `entries.${i}.to`)!,
          }),
        );
        await assertUsers(entries);
        await deps.units.putDuty(actor, request.params.code, entries);
        return read(request.params.code);
      },
    );

    async function assertUsers(entries: readonly DutyEntry[]): Promise<void> {
      if (entries.every(({ username }) => username === null)) return;
      const names = await deps.userNames();
      for (const [i, { username }] of entries.entries())
        if (username !== null && !names.has(username)) throw new Rejection('user.unknown', { field: `entries.${i}.user`, user: username });
    }
  };
