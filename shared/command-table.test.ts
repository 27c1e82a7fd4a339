import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_EFFECTS } from './command-effects.ts';
import { commandTablePage } from './command-table.ts';
import { COMMAND_NAMES, COMMAND_RULES, commandRule } from './incident-commands.ts';

interface Row {
  command: string;
  from: string | string[];
  to: string[];
  roles: string[];
  needs: string[];
}
/** Written by hand from the domain's table, not from the code. */
const expected = JSON.parse(readFileSync(new URL('./fixtures/domain-commands.json', import.meta.url), 'utf8')) as Row[];

const sorted = ({ command, from, to, roles, needs }: Readonly<Record<keyof Row, unknown>>): Row => {
  const inOrder = (list: unknown): string[] => [...(list as string[])].sort();
  return {
    command: command as string,
    from: typeof from === 'string' ? from : inOrder(from),
    to: inOrder(to),
    roles: inOrder(roles),
    needs: inOrder(needs),
  };
};

describe('the table of commands', () => {
  it('has the rows of the domain, and no other', () => {
    expect(COMMAND_RULES.map(({ command }) => command).sort()).toEqual(expected.map(({ command }) => command).sort());
    expect([...COMMAND_NAMES]).toEqual(COMMAND_RULES.map(({ command }) => command));
  });
  it.each(expected.map((row) => [row.command, row] as const))('%s is as the domain says', (command, row) => {
    expect(sorted(commandRule(command as never))).toEqual(sorted(row));
  });
  it('says in both languages what each command does', () => {
    for (const { command, names } of COMMAND_RULES) {
      expect(COMMAND_EFFECTS[command].zh).toMatch(/\p{Script=Han}/u);
      expect(`${names.en} ${COMMAND_EFFECTS[command].en}`).not.toMatch(/\p{Script=Han}/u);
    }
  });
  it('gives no command the same name or key as another', () => {
    for (const part of ['zh', 'en'] as const)
      expect(new Set(COMMAND_RULES.map(({ names }) => names[part])).size).toBe(COMMAND_RULES.length);
    expect(new Set(COMMAND_RULES.map(({ key }) => key)).size).toBe(COMMAND_RULES.length);
  });
  it('stands in docs/incident-commands.md as it is: npm run docs', () => {
    expect(readFileSync(new URL('../docs/incident-commands.md', import.meta.url), 'utf8')).toBe(commandTablePage());
  });
});
