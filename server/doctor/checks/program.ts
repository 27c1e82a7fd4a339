import type { ProgramFacts } from '../facts.ts';
import { fault, ok, warning, type Finding } from '../finding.ts';

const APT = 'apt-get install -y python3 make g++';

export function checkProgram({ version, node, nodeNeeded, sqlite, missingTools }: ProgramFacts): Finding[] {
  return [
    isAtLeast(node, nodeNeeded)
      ? ok('node', `贯通 ${version}，Node ${node}`, `Guantong ${version}, Node ${node}`)
      : fault(
          'node.old',
          [`Node ${node} 过旧：需要 ${nodeNeeded} 或更新`, `Node ${node} is too old: ${nodeNeeded} or later is needed`],
          ['安装较新的 Node，然后 npm ci', 'install a later Node, then npm ci'],
        ),
    'version' in sqlite
      ? ok('sqlite', `SQLite ${sqlite.version} 可用`, `SQLite ${sqlite.version} loads`)
      : fault(
          'sqlite.missing',
          [`better-sqlite3 不能加载：${sqlite.problem}`, `better-sqlite3 does not load: ${sqlite.problem}`],
          [`${APT}，然后 npm rebuild better-sqlite3`, `${APT}, then npm rebuild better-sqlite3`],
        ),
    missingTools.length === 0
      ? ok('tools', '编译工具齐全（python3、make、g++）', 'python3, make and g++ are there for a fresh install')
      : warning(
          'tools.missing',
          [
            `缺少 ${missingTools.join('、')}：重新安装时无法编译 SQLite`,
            `no ${missingTools.join(', ')}: a fresh install cannot compile SQLite`,
          ],
          [APT, APT],
        ),
  ];
}

function isAtLeast(have: string, need: string): boolean {
  const [a, b] = [have, need].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) if ((a![i] ?? 0) !== (b![i] ?? 0)) return (a![i] ?? 0) > (b![i] ?? 0);
  return true;
}
