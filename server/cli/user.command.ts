import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { ROLES, type Role } from '../../shared/terms.ts';
import type { Auth } from '../auth/auth.ts';
import type { Catalogue } from '../app/ports.ts';
import { authDatabase } from '../database.ts';
import { catalogueReader } from '../db/catalogue.repo.ts';
import { secretOf } from '../secret.ts';
import { print, say, withCity } from './context.ts';

/** Opens the users of DATA_DIR beside its city, for one command. */
export const withAuth = <T>(work: (auth: Auth, catalogue: Catalogue) => Promise<T>): Promise<T> =>
  withCity(async ({ connection }, config) => {
    const catalogue = await catalogueReader(connection.reader, connection.schema).current();
    const { openAuth } = await import('../auth/open-auth.ts');
    const auth = await openAuth({ database: authDatabase(config), secret: secretOf(config.secret), now: Date.now });
    try {
      return await work(auth, catalogue);
    } finally {
      await auth.close();
    }
  });

export const roleOption = (): Option => new Option('--role <role>', 'what they may do').choices([...ROLES]).makeOptionMandatory();
export const areaOption = (): Option => new Option('--area <code>', 'the node they act for: an area code, or "city"').default('city');

/** @throws Error when there is no such area */
export function nodeOf(area: string, { tree }: Catalogue): string {
  const code = area === 'city' ? tree.root : area;
  if (!tree.latest(code)) throw new Error(`There is no area with the code ${area}`);
  return code;
}

interface AddOptions {
  role: Role;
  area: string;
  name?: string;
  department?: string;
  unit?: string;
  password?: string;
}

export function userCommand(): Command {
  const command = new Command('user').description('who may sign in');
  command
    .command('add <username>')
    .description('add a person; the first administrator has --role system')
    .addOption(roleOption())
    .addOption(areaOption())
    .option('--name <name>', 'the name that others see')
    .option('--department <code>')
    .option('--unit <code>', 'the team, for handlers')
    .option('--password <password>', 'otherwise it is read from standard input, or made up and shown once')
    .action((username: string, options: AddOptions) =>
      withAuth(async (auth, catalogue) => {
        if (options.unit !== undefined && !catalogue.units.has(options.unit)) throw new Error(`There is no unit ${options.unit}`);
        const { password, isMadeUp } = await passwordOf(options.password);
        const grant = {
          role: options.role,
          scope: nodeOf(options.area, catalogue),
          department: options.department ?? null,
          unit: options.unit ?? null,
        };
        await auth.users.add({ username, password, name: options.name ?? username, ...grant });
        say(`Added ${username}: ${options.role} at ${grant.scope}`);
        if (isMadeUp) print(password);
      }),
    );
  command.command('list').action(() =>
    withAuth(async (auth) => {
      for (const user of await auth.users.list())
        print(
          [user.username, user.role, user.scope, user.unit ?? '', user.isDisabled ? 'disabled' : '', user.isDemo ? 'demo' : ''].join('\t'),
        );
    }),
  );
  command.command('disable <username>').action((username: string) => withAuth((auth) => auth.users.disable(username)));
  command.command('enable <username>').action((username: string) => withAuth((auth) => auth.users.enable(username)));
  command
    .command('password <username>')
    .option('--password <password>')
    .action((username: string, options: { password?: string }) =>
      withAuth(async (auth) => {
        const { password, isMadeUp } = await passwordOf(options.password);
        await auth.users.setPassword(username, password);
        if (isMadeUp) print(password);
      }),
    );
  return command;
}

async function passwordOf(given: string | undefined): Promise<{ password: string; isMadeUp: boolean }> {
  if (given !== undefined) return { password: given, isMadeUp: false };
  if (process.stdin.isTTY) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const password = (await lines.question('Password (empty = made up): ')).trim();
    lines.close();
    if (password !== '') return { password, isMadeUp: false };
  }
  return { password: randomBytes(15).toString('base64url'), isMadeUp: true };
}
