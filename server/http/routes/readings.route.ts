import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { problemText } from '../../../shared/problem-texts.ts';
import { PostReading, PostReadings, ReadingsAnswer } from '../../../shared/readings.ts';
import type { Language } from '../../../shared/terms.ts';
import { Problem } from '../../../shared/wire.ts';
import type { ReadingOutcome, ToldReading } from '../../app/readings.ts';
import type { Actor } from '../../domain/actor.ts';
import { assertMaySendAtAll } from '../../domain/readings/may-devices.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { BATCH_LIMIT, LINE_LIMIT, lineGuard, NDJSON_TYPES } from '../ndjson.ts';
import { languageOf } from '../problem.plugin.ts';
import { requireActor } from '../require-actor.ts';
import { invalid } from '../validation.ts';

/** `READINGS_MOST` rows and their names. */
const BODY_LIMIT = 2 * 1_048_576;
/** Lines that are taken in one go. */
const LINES = 500;
const checkReading = Compile(PostReading);
const Ndjson = {
  description: 'One line for each line: {line, outcome, flags?, code?, message?}',
  content: { 'application/x-ndjson': { schema: Type.Unsafe<Readable>(Type.String()) } },
};

/** `POST /readings`: what devices tell, as one JSON batch or line by line. A bad row is refused alone. */
export const readingRoutes =
  ({ readings }: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['readings'];
    app.addContentTypeParser(NDJSON_TYPES, { bodyLimit: BATCH_LIMIT }, (_request, payload, done) => done(null, payload));
    app.post(
      '/readings',
      {
        bodyLimit: BODY_LIMIT,
        schema: {
          tags,
          summary: 'Readings of devices: {readings: […]}, or one a line as application/x-ndjson',
          body: {
            content: {
              'application/json': { schema: PostReadings },
              ...Object.fromEntries(NDJSON_TYPES.map((type) => [type, { schema: Type.Any() }])),
            },
          },
          response: {
            200: { content: { 'application/json': { schema: ReadingsAnswer }, ...Ndjson.content }, description: Ndjson.description },
            '4xx': Problem,
          },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const language = languageOf(request);
        const body: unknown = request.body;
        if (!(body instanceof Readable)) return toAnswer(await readings.take(actor, (body as Batch).readings.map(toTold)), language);
        // Before the first line is read.
        assertMaySendAtAll(actor);
        const lines = Readable.from(results(body.pipe(lineGuard()), actor, language), { objectMode: false, highWaterMark: 65_536 });
        return reply.type('application/x-ndjson').send(lines);
      },
    );

    async function* results(input: Readable, actor: Actor, language: Language): AsyncGenerator<string> {
      let waiting: (ToldReading | Rejection)[] = [];
      let line = 0;
      const flush = async (): Promise<string> => {
        const told = waiting.flatMap((each) => (each instanceof Rejection ? [] : [each]));
        const outcomes = await readings.take(actor, told);
        let next = 0;
        const answers = waiting.map(
          (each): ReadingOutcome => (each instanceof Rejection ? { outcome: 'refused', rejection: each } : outcomes[next++]!),
        );
        const first = line - waiting.length + 1;
        waiting = [];
        return answers.map((each, i) => `${JSON.stringify({ line: first + i, ...toWire(each, language) })}\n`).join('');
      };
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      for await (const text of lines) {
        line += 1;
        waiting.push(parse(text));
        if (waiting.length === LINES) yield await flush();
      }
      if (waiting.length > 0) yield await flush();
    }
  };

interface Batch {
  readings: PostReading[];
}

function parse(text: string): ToldReading | Rejection {
  if (text.length > LINE_LIMIT) return new Rejection('request.invalid', { field: 'line', problem: `> ${LINE_LIMIT}` });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return new Rejection('request.invalid', { field: 'line', problem: 'JSON' });
  }
  return checkReading.Check(value) ? toTold(value) : invalid(checkReading.Errors(value), 'line');
}

const toTold = ({ device, indicator, at, value, isStale, datum }: PostReading): ToldReading => ({
  device,
  indicator,
  atMs: Date.parse(at),
  value,
  isStale: isStale ?? false,
  datum: datum ?? null,
});

/** An outcome in words. */
export const toWire = (each: ReadingOutcome, language: Language) => {
  if (each.outcome === 'flagged') return { outcome: each.outcome, flags: each.flags };
  if (each.outcome !== 'refused') return { outcome: each.outcome };
  const { code, detail } = each.rejection;
  return { outcome: each.outcome, code, message: problemText(code, detail, language) };
};

/** A batch's outcomes: what was plainly taken is only counted. */
export function toAnswer(outcomes: readonly ReadingOutcome[], language: Language): ReadingsAnswer {
  const count = (outcome: ReadingOutcome['outcome']): number => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    taken: count('taken'),
    flagged: count('flagged'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows: outcomes.flatMap((each, row) => (each.outcome === 'taken' ? [] : [{ row, ...toWire(each, language) }])),
  };
}
