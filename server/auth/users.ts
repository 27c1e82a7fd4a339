import { randomUUID } from 'node:crypto';
import { actorIdOf, type Auth } from './auth.ts';
import { AuthProblem } from './auth-problem.ts';
import type { Cuts } from './cuts.ts';
import type { Engine } from './engine.ts';
import { checkedGrant } from './grant.ts';
import { checkPassword } from './password-rule.ts';
import { isUsername, toUsername, toUserRow, type UserRecord } from './user-record.ts';

/** Administration of users, by the command line only. */
export function openUsers({ adapter, internalAdapter, password: hasher }: Engine, cuts: Cuts) {
  const find = (username: string) =>
    adapter.findOne<UserRecord>({ model: 'user', where: [{ field: 'username', value: toUsername(username) }] });

  async function known(username: string): Promise<UserRecord> {
    const user = await find(username);
    if (!user) throw new AuthProblem('user.unknown', { username });
    return user;
  }

  /** The row first, then the sessions, then the news: whoever asks in between already sees the new state. */
  async function change(user: UserRecord, update: Record<string, unknown>, endsSessions: boolean): Promise<void> {
    if (Object.keys(update).length > 0) await internalAdapter.updateUser(user.id, update);
    if (endsSessions) await internalAdapter.deleteUserSessions(user.id);
    await cuts.cut({ userId: actorIdOf(user.username) });
  }

  const users: Auth['users'] = {
    async add({ username: typed, password, name, isDemo = false, ...grant }) {
      const username = toUsername(typed);
      if (!isUsername(username)) throw new AuthProblem('user.name-invalid', { username });
      checkPassword(password, isDemo);
      const rights = checkedGrant(grant);
      if (await find(username)) throw new AuthProblem('user.exists', { username });
      const hash = await hasher.hash(password);
      // better-auth wants an address for everybody; `.invalid` can never receive mail, and sign-in by mail is not offered.
      const email = `${randomUUID()}@users.invalid`;
      const user = await internalAdapter.createUser(
        { username, name, email, emailVerified: false, isDisabled: false, isDemo, ...rights },
        { method: 'admin' },
      );
      await internalAdapter.linkAccount({ userId: user.id, accountId: user.id, providerId: 'credential', password: hash });
      return toUserRow(await known(username));
    },
    async list() {
      const rows = await adapter.findMany<UserRecord>({ model: 'user', limit: 100_000, sortBy: { field: 'username', direction: 'asc' } });
      return rows.map(toUserRow);
    },
    disable: async (username) => change(await known(username), { isDisabled: true }, true),
    enable: async (username) => change(await known(username), { isDisabled: false }, false),
    async setPassword(username, password) {
      const user = await known(username);
      checkPassword(password, user.isDemo === true);
      await internalAdapter.updatePassword(user.id, await hasher.hash(password));
      await change(user, {}, true);
    },
    setGrant: async (username, grant) => change(await known(username), checkedGrant(grant), false),
  };
  return { users, find };
}
