import type { Credentials, DemoRole } from '../../seed/demo/api.ts';
import type { Me } from '../../shared/session.ts';
import type { Catalogue } from '../app/ports.ts';
import type { Auth } from '../auth/auth.ts';

const LABEL = 'simulator';
type By = DemoRole;
const keyOf = (by: By, unit: string | null): string => `${by} ${by === 'handler' ? unit : ''}`;

/** Tokens made on demand for the simulator's people: the desk and the verifier of the city, and a handler of each team it needs. */
export function mintedTokens(auth: Auth, catalogue: () => Promise<Catalogue>): Credentials & { revokeAll(): Promise<void> } {
  const made = new Map<string, { token: string; id: number }>();
  return {
    async tokenFor(by, unit) {
      const known = made.get(keyOf(by, unit));
      if (known) return known.token;
      const { tree, units } = await catalogue();
      const team = by === 'handler' ? units.get(unit ?? '') : null;
      if (team === undefined) return null;
      const grant = { role: by, scope: team?.node ?? tree.root, unit: team?.code ?? null, department: team?.department ?? null };
      const fresh = await auth.tokens.create({ ...grant, label: LABEL });
      made.set(keyOf(by, unit), fresh);
      return fresh.token;
    },
    async revokeAll() {
      for (const { id } of made.values()) await auth.tokens.revoke(id);
      made.clear();
    },
  };
}

/** Ends what a simulator left behind that was killed. */
export async function revokeLeftTokens(auth: Auth): Promise<void> {
  for (const token of await auth.tokens.list()) if (token.label === LABEL && token.revokedAtMs === null) await auth.tokens.revoke(token.id);
}

/** Tokens that were handed over: each says for itself whose it is. @throws Error for one that is not valid */
export async function givenTokens(url: string, tokens: readonly string[]): Promise<Credentials> {
  const held = new Map<string, string>();
  for (const token of tokens) {
    const response = await fetch(new URL('/api/v1/me', url), { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`A token is not valid at ${url} (${response.status})`);
    const { role, unit } = (await response.json()) as Me;
    held.set(keyOf(role as By, unit), token);
  }
  return { tokenFor: async (by, unit) => held.get(keyOf(by, unit)) ?? null };
}

/** What a simulator asks the server that started it, and the answer. */
export interface TokenAsk {
  ask: number;
  by: By;
  unit: string | null;
}
export interface TokenAnswer {
  answer: number;
  token: string | null;
}
const ROLES: readonly By[] = ['dispatcher', 'handler', 'verifier', 'shift-leader', 'adjudicator', 'system'];
/** A message between processes is checked like any other input. */
export const isTokenAsk = (message: unknown): message is TokenAsk => {
  const { ask, by, unit } = (message ?? {}) as Partial<TokenAsk>;
  return Number.isInteger(ask) && ROLES.includes(by as By) && (unit === null || typeof unit === 'string');
};

/** Tokens of the process that started this one. */
export function parentTokens(send: (ask: TokenAsk) => void, onMessage: (listener: (message: unknown) => void) => void): Credentials {
  const known = new Map<string, Promise<string | null>>();
  const waiting = new Map<number, (token: string | null) => void>();
  onMessage((message) => {
    const { answer, token } = message as TokenAnswer;
    waiting.get(answer)?.(token);
    waiting.delete(answer);
  });
  let asked = 0;
  return {
    tokenFor(by, unit) {
      const key = keyOf(by, unit);
      const held =
        known.get(key) ??
        new Promise<string | null>((resolve) => {
          asked += 1;
          waiting.set(asked, resolve);
          send({ ask: asked, by, unit });
        });
      known.set(key, held);
      return held;
    },
  };
}
