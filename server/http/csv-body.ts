import type { FastifyInstance } from 'fastify';
import Type from 'typebox';

/** As browsers call a `.csv`; the latter where office programs are installed. */
const TYPES = ['text/csv', 'application/vnd.ms-excel'];
export const CSV_LIMIT = 2 * 1_048_576;
/** A route's body: a table as it is. */
export const CSV_BODY = { content: Object.fromEntries(TYPES.map((type) => [type, { schema: Type.Any() }])) };
/** What the file is called, for the report. */
export const CsvName = Type.Object({ file: Type.Optional(Type.String({ maxLength: 200 })) });

/** The routes of this plugin take tables, as bytes. */
export function takeCsv(app: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  app.addContentTypeParser(TYPES, { parseAs: 'buffer', bodyLimit: CSV_LIMIT }, (_request, body, done) => done(null, body));
}
