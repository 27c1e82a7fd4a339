import type { DeviceImport } from '../../shared/readings.ts';
import type { AreaImportReport, AreaMove } from '../app/import-areas.ts';
import { issueText } from '../app/import-issue.ts';
import type { IncidentImportReport } from '../app/import-incidents.ts';
import type { ReadingImportReport } from '../app/import-readings.ts';
import type { Quarantined } from '../app/import-ports.ts';

const LINES_SHOWN = 20;

type Figure = readonly [label: string, n: number];
const column = (figures: readonly Figure[]): string[] => {
  const width = Math.max(0, ...figures.map(([, n]) => String(n).length));
  return figures.map(([label, n]) => `  ${String(n).padStart(width)}  ${label}`);
};

/** What became of every record of a file of incidents, for people. */
export function incidentReportText(report: IncidentImportReport): string {
  const { located, flagged, found } = report;
  const names = [
    ...found.categories.map((name) => `category "${name}"`),
    ...found.departments.map((name) => `department "${name}"`),
    ...found.sources.map((name) => `source "${name}"`),
  ];
  return [
    `${report.isDryRun ? 'Dry run of' : 'Imported'} ${report.file} (system "${report.system}")`,
    ...column([
      ['read 读取', report.read],
      ['imported 新增', report.imported],
      ['updated 更新', report.updated],
      ['unchanged 未变', report.unchanged],
      ...only('kept as worked on here 保留本地处置', report.kept),
      ...only('repeated in the file 文件内重复', report.repeated),
      ['quarantined 隔离', report.quarantined],
    ]),
    'Of those imported or updated:',
    ...column([
      ['located by point 按点定位', located.point],
      ['located by declared area 按所报区域', located.declared],
      ['outside every area 在所有区域之外', located.outside],
      ['unlocated 无位置', located.unlocated],
      ['declared area contradicts the point 所报区域与点不符', report.areaContradicted],
      ...Object.entries(flagged)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([flag, n]): Figure => [`flagged ${flag}`, n]),
    ]),
    ...(names.length === 0 ? [] : [`Found and made, marked imported: ${names.slice(0, LINES_SHOWN).join(', ')}${andMore(names.length)}`]),
    ...quarantineLines(report.quarantine, report.quarantined, report.importId),
  ].join('\n');
}

/** What became of every cell of a file of readings, for people. */
export function readingReportText(report: ReadingImportReport): string {
  return [
    `Imported ${report.file}: ${report.records} rows`,
    ...column([
      ['readings read 读取', report.read],
      ['taken 接收', report.taken],
      ...only('kept with a flag 带质量标记', report.flagged),
      ...only('known already 重复', report.duplicates),
      ['quarantined 隔离', report.quarantined],
    ]),
    ...quarantineLines(report.quarantine, report.quarantined, report.importId),
  ].join('\n');
}

/** What became of every row of a table of devices, for people. */
export function deviceReportText(
  file: string,
  { read, registered, changed, same, quarantined, quarantine, importId }: DeviceImport,
): string {
  const lines = quarantine
    .slice(0, LINES_SHOWN)
    .map(({ line, field, reason }) => `  line ${line}${field === null ? '' : `, ${field}`}: ${reason}`);
  return [
    `Imported ${file}`,
    ...column([
      ['rows read 读取', read],
      ['registered 登记', registered],
      ['changed 变更', changed],
      ...only('registered so already 未变', same),
      ['quarantined 隔离', quarantined],
    ]),
    ...(quarantined === 0 ? [] : ['Quarantined:', ...lines]),
    ...(quarantined > lines.length ? [`  … and ${quarantined - lines.length} more: GET /api/v1/imports/${importId}`] : []),
  ].join('\n');
}

/** What became of every feature of a file of areas, for people. */
export function areaReportText(report: AreaImportReport): string {
  return [
    `${report.isDryRun ? 'Dry run of' : 'Imported'} ${report.file}: tier ${report.tier}, positions in ${report.crs}`,
    ...column([
      ['read 读取', report.read],
      ['added 新增', report.added],
      ['changed 变更', report.changed],
      ['unchanged 未变', report.unchanged],
      ...only('merged into another feature 合并', report.merged),
      ['quarantined 隔离', report.quarantined],
      ...Object.entries(report.repaired).map(([repair, n]): Figure => [`borders repaired: ${repair}`, n]),
      ...only('named parent does not cover most of it 上级与位置不符', report.parentDisagrees),
      ...only('reach more than 1 % beyond their parent 超出上级边界', report.straddling),
      ...only('in the city, not in the file 文件中没有', report.notInFile),
      ...only('ended 终止', report.ended),
    ]),
    ...(report.validFrom === null ? [] : editionLines(report, report.validFrom)),
    ...(report.heldByChildren.length === 0
      ? []
      : [`Not ended, since areas below belong to them: ${report.heldByChildren.slice(0, LINES_SHOWN).join(', ')}`]),
    ...quarantineLines(report.quarantine, report.quarantined, report.importId),
  ].join('\n');
}

/** What moves with a new edition, and what does not. */
function editionLines({ moved, toRehome, leftBehind }: AreaImportReport, validFrom: string): string[] {
  const list = <T extends AreaMove>(label: string, moves: readonly T[], more: (move: T) => string = () => ''): string[] =>
    moves.length === 0
      ? []
      : [
          `  ${label}: ${moves
            .slice(0, LINES_SHOWN)
            .map((move) => `${move.code} ${move.name}${more(move)}`)
            .join(', ')}${andMore(moves.length)}`,
        ];
  return [
    `A new edition, in force from ${validFrom} 新区划; incidents stay where they were placed`,
    ...list('added 新增', moved.added),
    ...list('ended 撤销', moved.ended),
    ...list('under another area 改变隶属', moved.reparented, ({ from, to }) => ` (${from} → ${to})`),
    ...list('renamed 更名', moved.renamed, ({ from }) => ` (${from})`),
    ...list('other borders 界线变更', moved.borders),
    ...column([
      ...only('open incidents of ended areas get a new home 未结事件重新归属', toRehome),
      ...only('ended incidents since then stay, and count at the city 已结事件保留原属地', leftBehind),
    ]),
  ];
}

const only = (label: string, n: number): Figure[] => (n === 0 ? [] : [[label, n]]);
const andMore = (n: number): string => (n > LINES_SHOWN ? ` … and ${n - LINES_SHOWN} more` : '');

function quarantineLines(quarantine: readonly Quarantined[], total: number, importId: number | null): string[] {
  if (total === 0) return [];
  const lines = quarantine.slice(0, LINES_SHOWN).map(({ line, ordinal, subject, issue }) => {
    const where = [subject ? `"${subject}"` : null, issue.field].filter((part) => part !== null).join(', ');
    return `  line ${line}, record ${ordinal}${where === '' ? '' : `, ${where}`}: ${issueText(issue).en} [${issue.code}]`;
  });
  const rest =
    total > lines.length ? [`  … and ${total - lines.length} more${importId === null ? '' : `: GET /api/v1/imports/${importId}`}`] : [];
  return ['Quarantined:', ...lines, ...rest];
}
