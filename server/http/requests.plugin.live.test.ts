import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { openRequests } from './open-requests.ts';
import { requestsPlugin } from './requests.plugin.ts';

it('waits at its end for who is being answered, and not for who has gone', { timeout: 20_000 }, async () => {
  const requests = openRequests();
  const app = Fastify();
  onTestFinished(() => app.close());
  await app.register(requestsPlugin, { openRequests: requests, observe: () => undefined });
  let [asked, answer] = [0, (): void => undefined];
  app.get('/slow', () => {
    asked += 1;
    return new Promise<string>((resolve) => (answer = () => resolve('done')));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/slow`;
  const gone = request(url).on('error', () => undefined);
  gone.end();
  await expect.poll(() => asked).toBe(1);
  const waiting = fetch(url);
  await expect.poll(() => asked).toBe(2);
  gone.destroy();

  let isOver = false;
  const closed = requests.close(600_000).then(() => (isOver = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isOver).toBe(false);
  answer();
  expect((await waiting).status).toBe(200);
  await closed;
});
