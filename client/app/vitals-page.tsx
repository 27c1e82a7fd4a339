import { useQuery, useQueryClient } from '@tanstack/react-query';
import { vitalsQuery } from '../api/vitals.query.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { loadVitalTexts } from '../i18n/vital-texts.ts';
import { useIsPhone } from '../state/use-media.ts';
import { Notice } from '../ui/notice.tsx';
import { AreaPage } from './area-page.tsx';
import { BoardWaiting } from './beside.tsx';
import { NotNow, NotTold, useIsNow } from './of-now.tsx';
import { Bar } from './shell/bar.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { WindowPicker } from './shell/top-bar.tsx';
import { useOverview, type Overview } from './use-overview.ts';
import { VitalsView } from './vitals-view.tsx';

await loadVitalTexts();

/** `/area/500103/vitals?sign=water.turbidity`: all signs of an area and of those right below it, and one of them in full. */
export function VitalsPage() {
  const overview = useOverview();
  const { control, near } = overview;
  const t = useText();
  const bar = (
    <Bar>
      <Breadcrumb control={control} onNear={near} />
      <WindowPicker control={control} />
    </Bar>
  );
  return (
    <AreaPage overview={overview} page="vitals" bar={bar} label={(name) => t('vitals.of', { name })}>
      <h2 className="visually-hidden">{t('vitals.title')}</h2>
      <VitalsBody overview={overview} />
    </AreaPage>
  );
}

/** What there is to show, or why there is nothing. */
function VitalsBody({ overview }: { overview: Overview }) {
  const { control, area } = overview;
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const cache = useQueryClient();
  const isNow = useIsNow(control);
  const { data: book, error } = useQuery({ ...vitalsQuery(control.area, cache), enabled: isNow && area !== undefined });
  if (!isNow) return <NotNow page="vitals" control={control} />;
  if (error && !book) return <NotTold page="vitals" control={control} error={error} />;
  if (!book || !area) return <BoardWaiting lines={14} height={18} />;
  if (book.cells.size === 0)
    return (
      <Notice icon="pulse" title={t('vitals.none', { name: name(area.properties.name) })}>
        {t('vitals.noneHint')}
      </Notice>
    );
  return <VitalsView key={control.area} overview={overview} isPhone={isPhone} />;
}
