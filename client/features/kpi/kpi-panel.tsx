import { useQuery } from '@tanstack/react-query';
import type { Sheet } from '../../../shared/csv-text.ts';
import type { Bilingual, Tier } from '../../../shared/terms.ts';
import { TIER_NAMES, TIERS } from '../../../shared/terms.ts';
import { HELD_BY, type HeldBy, isHeldBy, RATES_BY, type RateName, type RatesBy } from '../../../shared/measures.ts';
import { SUMMARY_BY, type SummaryBy } from '../../../shared/summary.ts';
import type { FigurePart } from '../../../shared/measures.ts';
import { summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { chargedQuery, periodQuery, ratesByQuery, unitTimesQuery } from '../../api/kpi.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import { betterOf, DEFAULT_MEASURE, type Measure } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import { dayOf } from '../../state/windows.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ComparedTable } from './compared-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FormulaTable } from './formula-table.tsx';
import { columnsOf, rankRows, toFormulaRows, type ComparedBy, type ComparedRow } from './kpi-model.ts';
import { comparedSheet, fileName, formulaSheet, stageSheet, unitTimesSheet } from './sheet-model.ts';
import { StageSharesTable } from './stage-shares-table.tsx';
import { useStageShares } from './use-stage-shares.ts';
import styles from './kpi.module.css';

interface Props {
  of: FiguresOf;
  areaName: string;
  tier: Tier;
  names: ReadonlyMap<string, Bilingual>;
  by: ComparedBy;
  measure: RateName;
  /** Counted where it lies, or where it was answered for. */
  dimension: SummaryBy;
  onBy: (by: ComparedBy) => void;
  onDimension: (dimension: SummaryBy) => void;
  onMeasure: (measure: RateName) => void;
  rowsHref: ((measure: Measure, part: FigurePart) => string) | null;
  areaHref: (area: string) => string;
  filterHref: (by: RatesBy, key: string) => string;
  /** Where the cases behind a figure of a unit, or of a department's units, are listed; null = not to be read here. */
  heldHref: ((by: HeldBy, key: string, measure: Measure) => string) | null;
}

/** The scores of an area: each formula with what stands behind it, and the same rates of its parts side by side. */
export function KpiPanel(props: Props) {
  const { of, areaName, tier, names, by, dimension, onBy, onDimension, onMeasure, rowsHref, areaHref, filterHref, heldHref } = props;
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const window = useWindowName(of.view, of.atMs);
  const placed = useQuery({ ...summaryQuery(of), enabled: dimension === 'location' });
  const charged = useQuery({ ...chargedQuery(of), enabled: dimension === 'responsible' });
  const { data: summary } = dimension === 'location' ? placed : charged;
  const { data: before } = useQuery(periodQuery(of, 'before', dimension));
  const { data: yearBefore } = useQuery(periodQuery(of, 'yearBefore', dimension));
  const childTier = TIERS[TIERS.indexOf(tier) + 1];
  const choices: ComparedBy[] = [...(childTier ? (['area'] as const) : []), ...RATES_BY, ...HELD_BY];
  const shownBy = choices.includes(by) ? by : 'category';
  const columns = columnsOf(shownBy);
  const measure = columns.rates.includes(props.measure) ? props.measure : DEFAULT_MEASURE;
  const { data: table } = useQuery({
    ...ratesByQuery(of, shownBy === 'area' ? 'category' : shownBy, dimension),
    enabled: shownBy !== 'area',
  });
  const isReadable = rowsHref !== null;
  const childName = childTier && summary && summary.children.length > 0 ? name(TIER_NAMES[childTier]) : null;
  const stages = useStageShares({ of, childName, isReadable });
  const { data: unitTimes } = useQuery({ ...unitTimesQuery(of), enabled: isReadable && shownBy === 'unit' });
  if (!summary) return <KpiSkeleton />;
  const nameOf = (code: string): string => name(names.get(code) ?? { zh: code, en: code });
  const given: ComparedRow[] | undefined =
    shownBy === 'area'
      ? summary.children.map((child) => ({ ...child, key: child.area, name: nameOf(child.area) }))
      : table?.rows.map((row) => ({
          ...row,
          name: row.key === '' ? t(shownBy === 'holder' ? 'kpi.noDepartment' : 'kpi.none') : name(row.name),
        }));
  function hrefOf(key: string): string | null {
    if (shownBy === 'area') return areaHref(key);
    if (isHeldBy(shownBy)) return heldHref && heldHref(shownBy, key, measure);
    return key === '' ? null : filterHref(shownBy, key);
  }
  const label = (each: ComparedBy): string => (each === 'area' ? name(TIER_NAMES[childTier ?? tier]) : t(`kpi.by.${each}`));
  const formulas = toFormulaRows({ summary, before, yearBefore, targets: city.targets, minimumN: city.minimumN });
  const rows = given && rankRows(given, measure, betterOf(measure, city.targets), city.minimumN);
  const isNobody = rows?.length === 0 && isHeldBy(shownBy);
  const head: Sheet = [
    [areaName, t(`kpi.dimension.${dimension}`), window, summary.from, summary.to],
    [t('figures.tipAge'), summary.asOf, t('figures.tipSource'), t('figures.sourceLog', { seq: summary.seq })],
    [],
  ];
  const sheets = () => [
    { name: t('kpi.formulas'), rows: [...head, ...formulaSheet(formulas, t)] },
    ...(rows ? [{ name: label(shownBy), rows: [...head, ...comparedSheet(rows, label(shownBy), columns, t)] }] : []),
    ...(stages.table ? [{ name: t('thief.title'), rows: stageSheet(stages.table, stages.label(stages.by), t, name) }] : []),
    ...(unitTimes && shownBy === 'unit' ? [{ name: t('unitTimes.title'), rows: unitTimesSheet(unitTimes, t, name) }] : []),
  ];
  const days = [summary.from, summary.to].map((at) => dayOf(Date.parse(at) - (at === summary.to ? 1 : 0), of.timeZone));
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>
          {t('kpi.title', { name: areaName })} <span className={styles.quiet}>{window}</span>
        </h2>
        <span className={styles.quiet}>
          {t('table.asOf', { time: formatMoment(Date.parse(summary.asOf), city.timeZone) })} ·{' '}
          {t('figures.sourceLog', { seq: summary.seq })}
        </span>
        <Segmented
          label={t('kpi.dimension')}
          value={dimension}
          onChange={onDimension}
          options={SUMMARY_BY.map((value) => ({ value, label: t(`kpi.dimension.${value}`) }))}
        />
        <ExportButtons
          file={fileName([areaName, ...(dimension === 'responsible' ? [t('kpi.dimension.responsible')] : []), ...days])}
          sheets={sheets}
        />
      </header>
      <FormulaTable summary={summary} before={before} yearBefore={yearBefore} rows={formulas} rowsHref={rowsHref} />
      <header className={styles.head}>
        <Segmented label={t('kpi.by')} value={shownBy} onChange={onBy} options={choices.map((value) => ({ value, label: label(value) }))} />
        <span className={styles.quiet}>
          {isHeldBy(shownBy) && `${t('kpi.charged')} · `}
          {t('kpi.rankedBy', { measure: t(`measure.${measure}`), n: city.minimumN })}
        </span>
      </header>
      {!rows && <KpiSkeleton />}
      {isNobody && <p className={styles.quiet}>{t('kpi.emptyHeld')}</p>}
      {rows && !isNobody && (
        <ComparedTable
          key={shownBy}
          rows={rows}
          columns={columns}
          keyName={label(shownBy)}
          measure={measure}
          onMeasure={onMeasure}
          hrefOf={hrefOf}
          behindHref={isHeldBy(shownBy) && heldHref ? (key, figure) => heldHref(shownBy, key, figure) : null}
        />
      )}
      <StageSharesTable control={stages} />
    </div>
  );
}

function KpiSkeleton() {
  return (
    <div className={styles.waiting} aria-busy="true">
      {Array.from({ length: 9 }, (_, i) => (
        <Skeleton key={i} height={18} />
      ))}
    </div>
  );
}
