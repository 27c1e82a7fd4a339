import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { ProblemError } from '../api/problem.ts';
import { vitalsQuery } from '../api/vitals.query.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { loadVitalTexts } from '../i18n/vital-texts.ts';
import { groupOf } from '../state/place.ts';
import { useReplay } from '../state/replay.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { PhoneNav, PhoneTop } from './phone-frame.tsx';
import { Bar } from './shell/bar.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { WindowPicker } from './shell/top-bar.tsx';
import { useOverview, type Overview } from './use-overview.ts';
import { VitalsView, VitalsWaiting } from './vitals-view.tsx';
import frame from './kpi-page.module.css';

await loadVitalTexts();

/** `/area/500103/vitals?sign=water.turbidity`: all signs of an area and of those right below it, and one of them in full. */
export function VitalsPage() {
  const overview = useOverview();
  const { control, area, areaError, isReadable } = overview;
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const areaName = area ? name(area.properties.name) : '';
  useEffect(() => {
    document.title = `${t('nav.vitals')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  return (
    <div className={frame.page}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          <Bar>
            <Breadcrumb control={control} onNear={overview.near} />
            <WindowPicker control={control} />
          </Bar>
        </>
      )}
      <PageBanner />
      <main className={frame.main} aria-label={t('vitals.of', { name: areaName })}>
        <h2 className="visually-hidden">{t('vitals.title')}</h2>
        <VitalsBody overview={overview} isPhone={isPhone} />
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}

/** What there is to show, or why there is nothing. */
function VitalsBody({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const { control, area } = overview;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const cache = useQueryClient();
  const isReplay = useReplay((state) => state.replay !== null);
  const isNow = control.view.at === null && !isReplay && groupOf(control.area) === null;
  const { data: book, error } = useQuery({ ...vitalsQuery(control.area, cache), enabled: isNow && area !== undefined });
  if (!isNow) {
    const back = control.view.at !== null && <Button onClick={() => control.change({ at: null })}>{t('at.back')}</Button>;
    return (
      <Notice icon="pulse" title={t('vitals.nowOnly')} action={back}>
        {t('vitals.nowOnlyHint')}
      </Notice>
    );
  }
  if (error && !book) {
    const isElsewhere = error instanceof ProblemError && error.code === 'scope.denied';
    return (
      <Notice
        icon="pulse"
        role="alert"
        title={t(isElsewhere ? 'vitals.elsewhere' : 'vitals.failed')}
        action={isElsewhere ? <Link to={control.hrefOf(me.scope)}>{t('vitals.toOwn')}</Link> : undefined}
      >
        {isElsewhere ? undefined : error.message}
      </Notice>
    );
  }
  if (!book || !area) return <VitalsWaiting />;
  if (book.cells.size === 0)
    return (
      <Notice icon="pulse" title={t('vitals.none', { name: name(area.properties.name) })}>
        {t('vitals.noneHint')}
      </Notice>
    );
  return <VitalsView key={control.area} overview={overview} isPhone={isPhone} />;
}
