import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { HELD_BY, RATES_BY } from '../../shared/measures.ts';
import { ProblemError } from '../api/problem.ts';
import type { ComparedBy } from '../features/kpi/kpi-model.ts';
import { KpiPanel } from '../features/kpi/kpi-panel.tsx';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { FailedPage } from './failed-page.tsx';
import { NotFound } from './not-found.tsx';
import { PhoneNav, PhoneTop } from './phone-frame.tsx';
import { DayBanner } from './shell/day-banner.tsx';
import { FilterPicker } from './shell/filter-picker.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { TopBar, WindowPicker } from './shell/top-bar.tsx';
import { useOverview } from './use-overview.ts';
import styles from './kpi-page.module.css';

const BY: readonly ComparedBy[] = ['area', ...RATES_BY, ...HELD_BY];

/** The scores of an area, for reading and for the file: `/area/500103/kpi?by=category`. */
export function KpiPage() {
  const overview = useOverview();
  const { control, area, areaError, of, names, isReadable } = overview;
  const [params, setParams] = useSearchParams();
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const areaName = area ? name(area.properties.name) : '';
  const by = BY.find((each) => each === params.get('by')) ?? 'area';
  useEffect(() => {
    document.title = `${t('nav.kpi')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  const setBy = (next: ComparedBy) =>
    setParams(
      (before) => {
        if (next === 'area') before.delete('by');
        else before.set('by', next);
        return before;
      },
      { replace: true },
    );
  return (
    <div className={styles.page}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          <TopBar control={control} onNear={overview.near} />
        </>
      )}
      <PageBanner>{control.view.at === null ? null : <DayBanner control={control} area={area} />}</PageBanner>
      <main className={styles.main}>
        {isPhone && (
          <div className={styles.controls}>
            <WindowPicker control={control} />
            <FilterPicker control={control} />
          </div>
        )}
        {area && (
          <KpiPanel
            of={of}
            areaName={areaName}
            tier={area.properties.tier}
            names={names}
            by={area.properties.children === 0 && by === 'area' ? 'category' : by}
            measure={control.view.measure}
            dimension={control.view.dimension}
            onDimension={(dimension) => control.change({ dimension }, { replace: true })}
            onBy={setBy}
            onMeasure={(measure) => control.change({ measure }, { replace: true })}
            rowsHref={isReadable ? (measure, part) => control.hrefOn('overview', { behind: measure, part, pane: 'incidents' }) : null}
            heldHref={
              isReadable
                ? (held, key, measure) =>
                    control.hrefOn('overview', { behind: measure, part: 'n', unit: null, holder: null, [held]: key, pane: 'incidents' })
                : null
            }
            areaHref={control.hrefOf}
            filterHref={(filter, key) => control.hrefOn('kpi', { filters: { ...control.view.filters, [filter]: key } })}
          />
        )}
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}
