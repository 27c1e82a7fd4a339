import { BRANCH_KIND_NAMES, BRANCH_STATUS_NAMES } from './command-words.ts';
import { COMMAND_EFFECTS } from './command-effects.ts';
import { COMMAND_RULES, type CommandField, type CommandRule } from './incident-commands.ts';
import { ROLE_NAMES, STATUS_NAMES, type Bilingual } from './terms.ts';

const both = ({ zh, en }: Bilingual): string => `${zh} ${en.toLowerCase()}`;
const list = (names: readonly Bilingual[]): string => names.map(both).join(', ');

const fromOf = ({ from }: CommandRule): string =>
  from === 'any' ? '任何状态 any' : from === 'open' ? '未办结 any open' : list(from.map((status) => STATUS_NAMES[status]));
const toOf = ({ to, mayStay }: CommandRule): string =>
  to.length === 0 ? '不变 stays' : `${list(to.map((status) => STATUS_NAMES[status]))}${mayStay ? ', 或不变 or stays' : ''}`;
const fields = (names: readonly CommandField[]): string => names.map((name) => `\`${name}\``).join(' ');

const WHERE_TEXTS: Record<CommandRule['where'], string> = {
  holder: '',
  row: '能查看的事件 whoever may read it',
  above: '上一级 a level up',
  street: '镇街 the street',
};

function rightsOf(rule: CommandRule): string {
  const marks = [
    WHERE_TEXTS[rule.where],
    rule.isHoldersOnly ? '仅承办单位 the holding unit only' : '',
    rule.isForbiddenToHandler ? '处置者除外 never who handled it' : '',
    rule.isForbiddenToDecider ? '原决定人除外 never who decided it' : '',
    rule.answers ? '申请人除外 never who asked' : '',
    rule.restsWhileSuspended ? '挂账时不可 not while suspended' : '',
  ].filter((mark) => mark !== '');
  return [list(rule.roles.map((role) => ROLE_NAMES[role])), ...marks].join('; ');
}

const row = (rule: CommandRule): string =>
  `| \`${rule.command}\` | ${rule.names.zh} ${rule.names.en} | ${keyOf(rule.key)} | ${fromOf(rule)} → ${toOf(rule)} | ${rightsOf(rule)} | ${fields(rule.needs)} | ${fields(rule.takes)} | ${COMMAND_EFFECTS[rule.command].zh}。 ${COMMAND_EFFECTS[rule.command].en}. |`;
const keyOf = (key: string): string => (key === key.toLowerCase() ? key.toUpperCase() : `⇧${key}`);

const branchRow = ({ command, names, branch }: CommandRule): string =>
  `| \`${command}\` | ${names.zh} ${names.en} | ${list(branch!.kinds.map((kind) => BRANCH_KIND_NAMES[kind]))} | ${list(branch!.from.map((status) => BRANCH_STATUS_NAMES[status]))} → ${list(branch!.to.map((status) => BRANCH_STATUS_NAMES[status]))} |`;

/** The published table as a page: docs/incident-commands.md, made by `npm run docs`. */
export const commandTablePage = (): string => `# Incident commands 事件命令表

Made from \`shared/incident-commands.ts\` by \`npm run docs\`; edit that, not this. The same table is at \`GET /api/v1/incident-commands\`.
A command is a \`POST /api/v1/incidents/{id}/commands/{command}\` with \`seenVersion\` and the fields named here; \`occurredAt\` says that
it happened before it was typed in 补录. Everything else is refused, and the refusal says what is possible now (\`detail.possible\`).
A role acts on what its node's subtree holds; where another rule applies, the column of who says it. ⇧ is Shift.

| command | 中文 English | key | from → to | who | needs | takes | effect |
|---|---|---|---|---|---|---|---|
${COMMAND_RULES.map(row).join('\n')}

## With a branch 分支

With \`branch\` these act on an assisting unit (协同) or on a called department (吹哨); the incident is open, and its own state stays.

| command | 中文 English | branch | from → to |
|---|---|---|---|
${COMMAND_RULES.filter(({ branch }) => branch)
  .map(branchRow)
  .join('\n')}
`;
