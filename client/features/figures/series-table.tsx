import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FigureAge } from './figure-age.tsx';
import type { BandPoint } from './usual-band.ts';

interface Props {
  title: string;
  points: readonly BandPoint[];
  fromMs: number;
  toMs: number;
  /** How many cases stand behind the line. */
  n: number;
  asOf: string;
}

/** The line and its band, bucket by bucket. */
export function SeriesTable({ title, points, fromMs, toMs, n, asOf }: Props) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const moment = (ms: number): string => formatMoment(ms, city.timeZone);
  const count = (value: number): string => formatCount(value, language);
  return (
    <DataTable
      label={t('table.of', { name: title })}
      caption={
        <>
          {t('table.window', { name: title, from: moment(fromMs), to: moment(toMs) })} · {t('figures.n', { n: count(n) })} ·{' '}
          <FigureAge asOf={asOf} />
        </>
      }
      columns={[t('table.from'), t('table.cases', { name: t('measure.received') }), t('table.cases', { name: t('series.usual') })]}
      rows={points.map(({ atMs, value, low, high }) => ({
        key: atMs,
        cells: [
          moment(atMs),
          value === null ? t('figures.noData') : count(value),
          low === null || high === null ? t('figures.noData') : `${count(low)} – ${count(high)}`,
        ],
      }))}
    />
  );
}
