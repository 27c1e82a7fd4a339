import type { BreakdownRow } from '../../../shared/summary.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { toBreakdown } from './breakdown-model.ts';
import { FigureAge } from './figure-age.tsx';

interface Props {
  title: string;
  window: string;
  rows: readonly BreakdownRow[];
  usual: readonly BreakdownRow[] | null;
  asOf: string;
}

/** The bars as figures, none left out. */
export function BreakdownTable({ title, window, rows, usual, asOf }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { shown } = toBreakdown(rows, usual ?? [], Number.POSITIVE_INFINITY);
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <DataTable
      label={t('table.of', { name: title })}
      caption={
        <>
          {title} · {window} · {t('figures.n', { n: formatCount(n, language) })} · <FigureAge asOf={asOf} />
        </>
      }
      columns={[
        t('table.name'),
        t('table.cases', { name: t('measure.received') }),
        t('table.share'),
        ...(usual ? [t('table.change')] : []),
      ]}
      rows={shown.map((row) => ({
        key: row.key,
        cells: [
          name(row.name),
          formatCount(row.count, language),
          formatPercent(n === 0 ? 0 : row.count / n),
          ...(usual ? [row.change] : []),
        ],
      }))}
    />
  );
}
