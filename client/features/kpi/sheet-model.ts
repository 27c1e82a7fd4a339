import type { Sheet } from '../../../shared/csv-text.ts';
import { SPENT_STAGES, type StageSharesTable } from '../../../shared/stage-shares.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { UNIT_STATE_NAMES, UNIT_STATES } from '../../../shared/unit-states.ts';
import type { UnitTimesTable } from '../../../shared/units.ts';
import type { Translate } from '../../i18n/text.ts';
import type { Columns, FormulaRow, RankedRow } from './kpi-model.ts';

const share = (value: number | null): number | null => (value === null ? null : Math.round(value * 10_000) / 10_000);

export const formulaSheet = (rows: readonly FormulaRow[], t: Translate): Sheet => [
  [
    t('kpi.measure'),
    t('kpi.formula'),
    t('kpi.value'),
    t('kpi.target'),
    t('kpi.numerator'),
    t('kpi.denominator'),
    t('kpi.suspended'),
    t('kpi.noDue'),
    t('kpi.before'),
    t('kpi.yearBefore'),
  ],
  ...rows.map(({ measure, rate, target, before, yearBefore }) => [
    t(`measure.${measure}`),
    t(`formula.${measure}`),
    share(rate.value),
    target,
    rate.numerator,
    rate.n,
    rate.suspended,
    rate.noDue,
    share(before),
    share(yearBefore),
  ]),
];

export const comparedSheet = (rows: readonly RankedRow[], keyName: string, columns: Columns, t: Translate): Sheet => [
  [
    t('kpi.rank'),
    keyName,
    ...columns.totals.map((total) => t(`measure.${total}`)),
    ...columns.rates.flatMap((measure) => [t(`measure.${measure}`), `${t(`measure.${measure}`)} n`]),
  ],
  ...rows.map(({ rank, name, totals, rates }) => [
    rank,
    name,
    ...columns.totals.map((total) => totals[total]),
    ...columns.rates.flatMap((measure) => [share(rates[measure].value), rates[measure].n]),
  ]),
];

/** Where the time went: the stage that took most, then the median share of each. */
export const stageSheet = ({ whole, rows }: StageSharesTable, keyName: string, t: Translate, name: (names: Bilingual) => string): Sheet => [
  [t('thief.title')],
  [keyName, t('thief.most'), 'n', ...SPENT_STAGES.map((stage) => t(`stage.${stage}`))],
  ...[whole, ...rows].map((row) => [
    row === whole ? t('thief.whole') : name(row.name),
    row.thief && t(`stage.${row.thief}`),
    row.n,
    ...SPENT_STAGES.map((stage) => share(row.shares && row.shares[stage])),
  ]),
];

/** How long units stood in each state, hours. */
export const unitTimesSheet = ({ from, to, rows }: UnitTimesTable, t: Translate, name: (names: Bilingual) => string): Sheet => [
  [t('unitTimes.title'), from, to],
  [t('kpi.by.unit'), ...UNIT_STATES.map((state) => name(UNIT_STATE_NAMES[state]))],
  ...rows.map(({ names, ms }) => [name(names), ...UNIT_STATES.map((state) => Math.round(ms[state] / 36_000) / 100)]),
];

/** `渝中区_2026-11-21_2026-11-28`: nothing in it that a file system refuses. */
export const fileName = (parts: readonly string[]): string => parts.join('_').replaceAll(/[\\/:*?"<>|\s]+/g, '-');
