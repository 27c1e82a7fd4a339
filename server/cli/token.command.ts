import { Command } from 'commander';
import type { Role } from '../../shared/terms.ts';
import { print, say } from './context.ts';
import { areaOption, nodeOf, roleOption, withAuth } from './user.command.ts';

interface CreateOptions {
  role: Role;
  area: string;
  unit?: string;
  department?: string;
  label?: string;
}

export function tokenCommand(): Command {
  const command = new Command('token').description('bearer tokens for machines');
  command
    .command('create')
    .description('make a token; it is printed once')
    .addOption(roleOption())
    .addOption(areaOption())
    .option('--unit <code>')
    .option('--department <code>')
    .option('--label <text>', 'what it is for')
    .action(({ role, area, unit, department, label }: CreateOptions) =>
      withAuth(async (auth, catalogue) => {
        const made = await auth.tokens.create({
          role,
          scope: nodeOf(area, catalogue),
          unit: unit ?? null,
          department: department ?? null,
          ...(label === undefined ? {} : { label }),
        });
        print(made.token);
      }),
    );
  command.command('list').action(() =>
    withAuth(async (auth) => {
      for (const token of await auth.tokens.list())
        print([token.id, token.role, token.scope, token.label, token.revokedAtMs === null ? '' : 'revoked'].join('\t'));
    }),
  );
  command.command('revoke <id>').action((id: string) =>
    withAuth(async (auth) => {
      await auth.tokens.revoke(Number(id));
      say(`Revoked ${id}`);
    }),
  );
  return command;
}
