import type { FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';

/** The caller; nobody known is refused. Every route that is not public begins with it. */
export function requireActor(request: FastifyRequest): Actor {
  const actor = (request as FastifyRequest & { actor?: Actor | null }).actor;
  if (!actor) throw new Rejection('auth.required');
  return actor;
}

/** Repeating a write with the same key gives the same answer. */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    throw new Rejection('request.invalid', { field: 'Idempotency-Key', problem: '1..200' });
  return key;
}
