import type { FastifySchemaCompiler } from 'fastify';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { Convert, Default } from 'typebox/value';
import { TIME_PATTERN } from '../../shared/wire.ts';
import { Rejection } from '../domain/rejection.ts';

/** Bodies are taken as they are; addresses and queries are text, so their numbers and booleans are read from it. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  const isText = httpPart !== 'body';
  return (data: unknown) => {
    const value = isText ? Convert(schema, Default(schema, data)) : data;
    if (compiled.Check(value)) return { value };
    return { error: invalid(compiled.Errors(value), httpPart ?? 'body') };
  };
};

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: object;
}

/** The first thing wrong, by field and keyword; its words are in `shared/problem-texts.ts`. */
export function invalid(errors: readonly SchemaError[], whole: string): Rejection {
  const [first] = errors;
  const params = (first?.params ?? {}) as { requiredProperties?: string[]; additionalProperties?: string[]; pattern?: string };
  const path = (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const inner = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  const field = [path, inner].filter(Boolean).join('.') || whole;
  if (params.pattern !== undefined && String(params.pattern) === TIME_PATTERN) return new Rejection('time.invalid', { field });
  return new Rejection('request.invalid', { field, problem: first?.keyword ?? '' });
}

const RFC3339 = new RegExp(TIME_PATTERN);

/** A time of a query, ms UTC. A `+` that an address turned into a space is read as it was meant. */
export function parseTime(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const plain = text.replace(/ (\d{2}:\d{2})$/, '+$1');
  const ms = RFC3339.test(plain) ? Date.parse(plain) : Number.NaN;
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field, value: text });
  return ms;
}
