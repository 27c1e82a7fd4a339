import type { Lane } from './lanes.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import { VITAL_STATES, type VitalState } from '../../../shared/vital-terms.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import type { Bilingual, Language } from '../../../shared/terms.ts';
import type { VitalBook } from '../../api/vitals.query.ts';

export interface MatrixArea {
  code: string;
  name: Bilingual;
}
/** One line of the matrix. `cells` is the same object as long as nothing in it changed. */
export interface SignRow {
  kind: 'sign';
  indicator: Indicator;
  cells: ReadonlyMap<string, VitalCell>;
}
export interface LaneRow {
  kind: 'lane';
  lane: Lane;
}
const NONE: ReadonlyMap<string, VitalCell> = new Map();

/** Lanes with their signs, in the order of the catalogue. Signs that nothing tells are left out unless they are asked for. */
export function matrixRows(
  { lanes, indicators, isWhole }: { lanes: readonly Lane[]; indicators: readonly Indicator[]; isWhole: boolean },
  book: VitalBook | undefined,
): (LaneRow | SignRow)[] {
  return lanes.flatMap((lane): (LaneRow | SignRow)[] => {
    const signs = indicators.flatMap((indicator): SignRow[] => {
      const cells = book?.cells.get(indicator.code) ?? NONE;
      return indicator.lane === lane.code && (isWhole || cells.size > 0) ? [{ kind: 'sign', indicator, cells }] : [];
    });
    return signs.length === 0 ? [] : [{ kind: 'lane', lane }, ...signs];
  });
}

/** How often each state stands in the given areas. */
export function countStates(rows: readonly (LaneRow | SignRow)[], areas: readonly string[]): Record<VitalState, number> {
  const counts = Object.fromEntries(VITAL_STATES.map((state) => [state, 0])) as Record<VitalState, number>;
  for (const row of rows) {
    if (row.kind === 'lane') continue;
    for (const area of areas) {
      const cell = row.cells.get(area);
      if (cell) counts[cell.state] += 1;
    }
  }
  return counts;
}

/** Whether something below stands worse than the whole does: then the whole's own state alone would soothe. */
export function isWorseBelow({ state, worst }: Pick<VitalCell, 'state' | 'worst'>): boolean {
  return GRAVITY.indexOf(worst) > Math.max(0, GRAVITY.indexOf(state));
}
const GRAVITY: readonly VitalState[] = ['normal', 'attention', 'abnormal', 'alarm'];

/** A value with the digits that its instrument has. */
export const formatValue = (value: number, { decimals }: Pick<Indicator, 'decimals'>, language: Language): string =>
  numberFormat(language, decimals).format(value).replace('-', '−');

const formats = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format;
}

/** What is looked at first: the sign that stands worst anywhere, else the first there is. */
export function firstSign(rows: readonly (LaneRow | SignRow)[], areas: readonly string[]): string | null {
  let best: { code: string; gravity: number } | null = null;
  for (const row of rows) {
    if (row.kind === 'lane') continue;
    const gravity = Math.max(0, ...areas.map((area) => GRAVITY.indexOf(row.cells.get(area)?.state ?? 'normal')));
    if (!best || gravity > best.gravity) best = { code: row.indicator.code, gravity };
  }
  return best?.code ?? null;
}
