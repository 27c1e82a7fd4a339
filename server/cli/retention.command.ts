import { Argument, Command, InvalidArgumentError } from 'commander';
import { cutoffOf, KEY_DAYS } from '../app/retention.ts';
import { cityReader } from '../db/city.read.ts';
import { putSettings } from '../db/city.writer.ts';
import type { Connection } from '../db/connection.ts';
import { retentionDue } from '../db/retention.repo.ts';
import { Retention, RETENTION_KINDS, retentionOf, type RetentionKind } from '../../shared/retention.ts';
import { Check } from 'typebox/value';
import { print, withCity } from './context.ts';
import { withAuth } from './user.command.ts';

export function retentionCommand(): Command {
  const command = new Command('retention').description('how long what is kept, by which rule, and what is due; the server deletes it');
  command.command('show', { isDefault: true }).description('shows it; deletes nothing').action(show);
  command
    .command('set')
    .description('sets one rule of the city')
    .addArgument(new Argument('<kind>').choices(RETENTION_KINDS))
    .argument('<days>', 'whole days from 1 on, or "never"', daysOf)
    .action((kind: RetentionKind, days: number | null) =>
      withCity(async ({ connection, queue }) => {
        const set = { ...(await settingOf(connection)), [kind]: days };
        await queue.write(() => putSettings(connection.writer, connection.schema, { retention: set }));
        print(`${kind}: ${text(days)}; the server goes by it from its next hour on`);
      }),
    );
  return command;
}

function daysOf(value: string): number | null {
  const days = value === 'never' ? null : Number(value);
  if (!Check(Retention.properties.personal, days)) throw new InvalidArgumentError('whole days from 1 to 36500, or "never"');
  return days;
}

const text = (days: number | null): string => (days === null ? 'never deleted' : `deleted after ${days} ${days === 1 ? 'day' : 'days'}`);

const settingOf = ({ reader: db, dialect, schema }: Connection): Promise<Partial<Retention> | null> =>
  cityReader({ db, dialect, schema }).setting<Partial<Retention>>('retention');

async function show(): Promise<void> {
  const nowMs = Date.now();
  const found = await withCity(async ({ connection }) => {
    const set = await settingOf(connection);
    const rules = retentionOf(set);
    const before = {
      keysMs: nowMs - KEY_DAYS * 86_400_000,
      importIssuesMs: cutoffOf(rules.importIssues, nowMs),
      personalMs: cutoffOf(rules.personal, nowMs),
      readingsMs: cutoffOf(rules.readings, nowMs),
    };
    return { set, rules, due: await retentionDue(connection, before) };
  });
  const { set, rules, due } = found;
  const auth = await withAuth((opened) => opened.purgeable(cutoffOf(rules.signIns, nowMs)));
  const line = (what: string, rule: string, n: number): string => `${what.padEnd(14)}${rule.padEnd(42)}${n} due`;
  const ruled = (kind: RetentionKind): string => `${text(rules[kind])} (${set?.[kind] === undefined ? 'default' : "the city's rule"})`;
  print(
    [
      line('personal', ruled('personal'), due.personal),
      line('unit reasons', 'with personal', due.unitReasons),
      line('importIssues', ruled('importIssues'), due.importIssues),
      line('readings', ruled('readings'), due.readings),
      line('signIns', ruled('signIns'), auth.signIns),
      line('keys', `${text(KEY_DAYS)} (fixed)`, due.keys),
      line('sessions', 'deleted when they are over (fixed)', auth.sessions),
    ].join('\n'),
  );
}
