import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

/** The built client: hashed assets for a year, and its page for every address that is not the API's. */
export const clientFiles =
  (root: string): FastifyPluginAsync =>
  async (app) => {
    const page = await readFile(join(root, 'index.html'), 'utf8');
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      preCompressed: true,
      index: false,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
    const send = { schema: { hide: true } };
    for (const url of [
      '/',
      '/sign-in',
      '/area/*',
      '/group/*',
      '/incident/*',
      '/desk',
      '/desk/handover',
      '/wall',
      '/wall/preview',
      '/alerts',
      '/vitals',
      '/devices',
      '/rules',
      '/walls',
      '/walls/scenes',
    ])
      app.get(url, send, async (_request, reply) => reply.type('text/html').header('cache-control', 'no-cache').send(page));
  };
