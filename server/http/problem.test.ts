import { Writable } from 'node:stream';
import { DrizzleQueryError } from 'drizzle-orm';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { LOGGER, problemPlugin } from './problem.plugin.ts';

it('a fault is logged once, with its statement and without the values bound to it, and never told', async () => {
  let logged = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  const app = Fastify({ logger: { ...LOGGER, stream } });
  await app.register(problemPlugin);
  app.get('/', async () => {
    const cause = Object.assign(new Error('null value in column "salt"'), { detail: 'Failing row contains (赵钱孙李, 13900000042)' });
    throw new DrizzleQueryError('insert into "personal" values ($1, $2)', ['赵钱孙李', '13900000042'], cause);
  });
  const answer = await app.inject({ url: '/', headers: { 'accept-language': 'en' } });
  await app.close();
  expect([answer.statusCode, answer.json()]).toEqual([500, { code: 'internal', message: expect.any(String) }]);
  const lines = logged.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    msg: expect.stringContaining('column "salt"'),
    err: { stack: expect.stringContaining('insert into') },
  });
  expect(logged).not.toMatch(/赵钱孙李|13900000042/);
});
