import fp from 'fastify-plugin';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import { isScreen } from '../domain/screen.ts';

/** All that a wall may ask; whatever is added to the API later is closed to walls until it is written here. */
const OPEN: ReadonlySet<string> = new Set(
  [
    'GET /me',
    'GET /city',
    'GET /areas',
    'GET /areas/:code',
    'GET /areas/:code/children',
    'GET /areas/:code/summary',
    'GET /areas/:code/series',
    'GET /areas/:code/rates',
    'GET /areas/:code/breakdown',
    'GET /areas/:code/stages',
    'GET /areas/:code/duty',
    'GET /areas/:code/overdue',
    'GET /groups',
    'GET /groups/:code',
    'GET /groups/:code/children',
    'GET /groups/:code/summary',
    'GET /groups/:code/series',
    'GET /groups/:code/breakdown',
    'GET /base-map/rivers',
    'GET /units',
    'GET /units/now',
    'GET /incidents',
    'GET /incidents/:id',
    'GET /incidents/views',
    'GET /alerts',
    'GET /alerts/counts',
    'GET /alert-feeds',
    'GET /indicators',
    'GET /vitals',
    'GET /changes',
    'GET /wall',
    'GET /wall-scenes',
    'GET /wall-clips/:id',
    'POST /wall/pairing',
    'POST /wall/stalled',
  ].map((door) => door.replace(' ', ' /api/v1')),
);

/** Walls hang where strangers pass: their identity reads what is on the list, and writes nothing. */
export const wallOnlyPlugin = fp(async (app) => {
  app.addHook('onRequest', async (request) => {
    const actor = (request as typeof request & { actor?: Actor | null }).actor;
    if (!actor || !isScreen(actor)) return;
    if (!OPEN.has(`${request.method} ${request.routeOptions.url}`)) throw new Rejection('wall.denied');
  });
});
