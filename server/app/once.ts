import { createHash } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tx } from './ports.ts';

/** The same key and body give the same answer for a day, whatever happened since; another body is refused. */
export async function once<T>(tx: Tx, actor: Actor, key: string | undefined, body: unknown, work: () => Promise<T>): Promise<T> {
  if (key === undefined) return work();
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  const known = await tx.findIdempotent(actor.id, key);
  if (known) {
    if (known.bodyHash !== bodyHash) throw new Rejection('idempotency.reused', { key });
    return JSON.parse(known.response) as T;
  }
  const answer = await work();
  await tx.putIdempotent(actor.id, key, bodyHash, JSON.stringify(answer));
  return answer;
}
