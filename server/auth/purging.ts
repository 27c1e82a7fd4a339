import type { Auth } from './auth.ts';
import type { Engine } from './engine.ts';
import type { Store } from './store.ts';

/** Ends by themselves what is over: a session that ended lets nobody in, and is a trace of a person all the same. */
export function purging({ adapter }: Engine, store: Store): Pick<Auth, 'purge' | 'purgeable'> {
  // better-auth's session ends go by the machine's own clock.
  const ended = () => ({
    model: 'session',
    where: [{ field: 'expiresAt', operator: 'lt' as const, value: new Date() }],
  });
  return {
    async purge(signInsBeforeMs) {
      await adapter.deleteMany(ended());
      await store.dropCuts();
      if (signInsBeforeMs !== null) await store.dropSignIns(signInsBeforeMs);
    },
    purgeable: async (signInsBeforeMs) => ({
      sessions: await adapter.count(ended()),
      signIns: signInsBeforeMs === null ? 0 : await store.countSignIns(signInsBeforeMs),
    }),
  };
}
