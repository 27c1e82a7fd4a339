import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { problemText } from '../../../shared/problem-texts.ts';
import { ReportIncident } from '../../../shared/incidents.ts';
import { Problem } from '../../../shared/wire.ts';
import type { Actor } from '../../domain/actor.ts';
import { isUnavailable } from '../../app/unavailable.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { BATCH_LIMIT, LINE_LIMIT, lineGuard, NDJSON_TYPES } from '../ndjson.ts';
import { languageOf } from '../problem.plugin.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';
import type { Language } from '../../../shared/terms.ts';
import { invalid } from '../validation.ts';

/** Lines under way at once: enough to fill a group commit, few enough to breathe. */
const IN_FLIGHT = 500;
const checkReport = Compile(ReportIncident);

/** What the answer's body holds, line by line: `Written` of a report, or a problem, each with its line number. */
const RESULTS = {
  200: { description: 'one line per input line', content: { 'application/x-ndjson': { schema: Type.Unsafe<Readable>(Type.String()) } } },
  '4xx': Problem,
};

interface Sender {
  actor: Actor;
  language: Language;
  key: string | undefined;
}

/** `POST /incidents/batch`: NDJSON in, one result line per input line, in order. A bad line is refused alone. */
export const batchRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addContentTypeParser(NDJSON_TYPES, { bodyLimit: BATCH_LIMIT }, (_request, payload, done) => done(null, payload));
    app.post(
      '/incidents/batch',
      { bodyLimit: BATCH_LIMIT, schema: { tags: ['incidents'], summary: 'NDJSON in, one result line per input line', response: RESULTS } },
      async (request, reply) => {
        const actor = requireActor(request);
        if (!(request.body instanceof Readable))
          throw new Rejection('request.invalid', { field: 'content-type', problem: 'application/x-ndjson' });
        return reply.type('application/x-ndjson').send(
          Readable.from(results(request.body.pipe(lineGuard()), { actor, language: languageOf(request), key: idempotencyKey(request) }), {
            objectMode: false,
            highWaterMark: 65_536,
          }),
        );
      },
    );

    async function* results(input: Readable, sender: Sender): AsyncGenerator<string> {
      let waiting: Promise<string>[] = [];
      let line = 0;
      // Opened here: lines that come before the loop listens would be lost.
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      for await (const text of lines) {
        line += 1;
        waiting.push(one(text, line, sender));
        if (waiting.length < IN_FLIGHT) continue;
        yield (await Promise.all(waiting)).join('');
        waiting = [];
      }
      if (waiting.length > 0) yield (await Promise.all(waiting)).join('');
    }

    async function one(text: string, line: number, { actor, language, key }: Sender): Promise<string> {
      try {
        if (text.length > LINE_LIMIT) throw new Rejection('request.invalid', { field: 'line', problem: `> ${LINE_LIMIT}` });
        return `${JSON.stringify({ line, ...(await deps.incidents.report(actor, parse(text), key === undefined ? undefined : `${key}:${line}`)) })}\n`;
      } catch (error) {
        if (!(error instanceof Rejection)) {
          const code = isUnavailable(error) ? 'database.unavailable' : 'internal';
          if (code === 'internal') app.log.error(error);
          return `${JSON.stringify({ line, code, message: problemText(code, {}, language) })}\n`;
        }
        return `${JSON.stringify({ line, code: error.code, message: problemText(error.code, error.detail, language), detail: error.detail })}\n`;
      }
    }
  };

function parse(text: string): ReportIncident {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Rejection('request.invalid', { field: 'line', problem: 'JSON' });
  }
  if (checkReport.Check(value)) return value;
  throw invalid(checkReport.Errors(value), 'line');
}
