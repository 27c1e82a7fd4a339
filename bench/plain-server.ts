import Fastify from 'fastify';
import { ReportIncident } from '../shared/incidents.ts';
import { incidentCommands } from '../server/app/incidents.ts';
import type { Store, Tx } from '../server/app/ports.ts';
import { loadConfig } from '../server/config.ts';
import { openSqlite } from '../server/db/connection.ts';
import { groupOpener } from '../server/db/group.ts';
import { validatorCompiler } from '../server/http/validation.ts';

/** What one writes first: the same rules and rows, a transaction for each POST. No sign-in, no live sums: it has less to do. */
const config = loadConfig(process.env);
const connection = openSqlite(config.database);
const openGroup = groupOpener(connection, Date.now);

let last: Promise<unknown> = Promise.resolve();
const store: Store = {
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const done = last.then(async () => {
      await connection.begin();
      const group = await openGroup();
      group.mark();
      const value = await work(group.tx);
      group.keep();
      await group.finish();
      await connection.commit();
      return value;
    });
    last = done;
    return done;
  },
};
const incidents = incidentCommands(store, Date.now);
const actor = { id: 'token:1', name: 'plain', role: 'officer', scope: '50', department: null, unit: null } as const;

const app = Fastify();
app.setValidatorCompiler(validatorCompiler as never);
app.post('/api/v1/incidents', { schema: { body: ReportIncident } }, async (request, reply) =>
  reply.code(201).send(await incidents.report(actor, request.body as ReportIncident)),
);
process.stderr.write(`${await app.listen({ port: config.PORT, host: config.HOST })}\n`.replace('127.0.0.1', 'localhost'));
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
