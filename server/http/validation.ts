import type { FastifySchemaCompiler } from 'fastify';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { Convert, Default } from 'typebox/value';
import { Rejection } from '../domain/rejection.ts';

/** Bodies are taken as they are; addresses and queries are text, so their numbers and booleans are read from it. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  const isText = httpPart !== 'body';
  return (data: unknown) => {
    const value = isText ? Convert(schema, Default(schema, data)) : data;
    if (compiled.Check(value)) return { value };
    const [first] = compiled.Errors(value);
    const field =
      (first?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.') ||
      String((first?.params as { requiredProperties?: string[] } | undefined)?.requiredProperties?.[0] ?? httpPart);
    return { error: new Rejection('request.invalid', { field, problem: first?.message ?? '' }) };
  };
};

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A time of a query, ms UTC. A `+` that an address turned into a space is read as it was meant. */
export function parseTime(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const plain = text.replace(/ (\d{2}:\d{2})$/, '+$1');
  const ms = RFC3339.test(plain) ? Date.parse(plain) : Number.NaN;
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field, value: text });
  return ms;
}
