import { useEffect, type ReactNode } from 'react';
import { ProblemError } from '../api/problem.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { PhoneNav, PhoneTop } from './phone-frame.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import type { Overview } from './use-overview.ts';
import styles from './kpi-page.module.css';

interface Props {
  overview: Overview;
  page: 'kpi' | 'vitals' | 'plans';
  /** The line on top; a phone has its own. */
  bar: ReactNode;
  /** What the page has to say above itself; null = nothing. */
  banner?: ReactNode;
  /** What the page is of an area, by the area's name. */
  label?: (area: string) => string;
  children: ReactNode;
}
/** What is around a page of an area: rail and bar, on a phone what takes their place, or that there is no such area. */
export function AreaPage({ overview, page, bar, banner = null, label, children }: Props) {
  const { control, area, areaError, isReadable } = overview;
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const areaName = area ? name(area.properties.name) : '';
  useEffect(() => {
    document.title = `${t(`nav.${page}`)} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, page, t]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  return (
    <div className={styles.page}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          {bar}
        </>
      )}
      <PageBanner>{banner}</PageBanner>
      <main className={styles.main} aria-label={label?.(areaName)}>
        {children}
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}
