import { useMemo } from 'react';
import type { PlanItemView, PlanMeasure } from '../../../shared/plan-wire.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { Chart } from '../../charts/chart.tsx';
import { planPathOption } from '../../charts/plan-path.chart.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { useTheme } from '../../state/use-theme.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useRootScale } from '../../ui/root-scale.ts';
import { TableButton } from '../../ui/table-button.tsx';
import { askedOn, measuredOf } from './path-points.ts';
import { formatFigure } from './plan-model.ts';
import styles from './plan-panel.module.css';

interface Props {
  view: PlanItemView;
  measure: PlanMeasure;
  title: string;
  areaName: string;
}

/** Values against the path, or the same as a table. */
export function PlanPath({ view, measure, title, areaName }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const scale = useRootScale();
  const isTable = usePreferences((state) => state.isSeriesTable);
  const values = useMemo(() => measuredOf(view.values), [view.values]);
  const option = useMemo(() => {
    const msOf = (day: string): number => Date.parse(day);
    // The first corner is the base where there is one.
    const corners = view.base ? view.path.slice(1) : view.path;
    return planPathOption(
      {
        path: view.path.map(({ day, low, high }) => ({ atMs: msOf(day), low, high })),
        values: values.map(({ day, value }) => ({ atMs: msOf(day), value })),
        targets: corners.flatMap(({ day, low, high }) =>
          [...new Set([low, high])].flatMap((value) => (value === null ? [] : [{ atMs: msOf(day), value }])),
        ),
        decimals: measure.decimals,
        unit: measure.unit,
        language,
      },
      readChartTokens(theme, scale),
    );
  }, [language, measure, scale, theme, values, view.base, view.path]);
  const isEmpty = view.path.length === 0 && values.length === 0;
  if (isEmpty) return <p className={styles.quiet}>{t('plans.chartEmpty')}</p>;
  const figure = (value: number): string => formatFigure(value, measure.decimals, language);
  const label = t('plans.chart', { item: title, area: areaName });
  const asked = (day: string): string => {
    const { low = null, high = null } = askedOn(view.path, day) ?? {};
    if (low !== null && high !== null) return low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
    return low !== null ? `≥ ${figure(low)}` : high !== null ? `≤ ${figure(high)}` : '—';
  };
  const days = [...new Set([...view.path.map(({ day }) => day), ...values.map(({ day }) => day)])].sort();
  return (
    <section aria-label={label}>
      <header className={styles.chartHead}>
        <span className={styles.legend}>
          <i data-line="value" aria-hidden="true" /> {t('plans.legend.value')}
          <i data-line="path" aria-hidden="true" /> {t('plans.legend.path')}
          <i data-line="target" aria-hidden="true" /> {t('plans.legend.target')}
        </span>
        <TableButton label={t('table.of', { name: title })} isTable={isTable} onToggle={() => setPreference({ isSeriesTable: !isTable })} />
      </header>
      <div className={styles.chart}>
        {isTable ? (
          <DataTable
            label={label}
            caption={label}
            columns={[t('plans.table.day'), `${t('plans.table.value')} ${measure.unit}`.trim(), t('plans.table.asked')]}
            rows={days.map((day) => {
              const value = values.find((each) => each.day === day);
              return { key: day, cells: [day, value ? figure(value.value) : '—', asked(day)] };
            })}
          />
        ) : (
          <Chart option={option} label={label} className={styles.canvas ?? ''} />
        )}
      </div>
    </section>
  );
}
