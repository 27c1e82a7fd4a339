import type { FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';

/** The caller; nobody known is refused. Every route that is not public begins with it. */
export function requireActor(request: FastifyRequest): Actor {
  const actor = (request as FastifyRequest & { actor?: Actor | null }).actor;
  if (!actor) throw new Rejection('auth.required');
  return actor;
}
