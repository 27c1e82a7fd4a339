import { HELD_BY, RATES_BY } from '../../shared/measures.ts';
import type { ComparedBy } from '../features/kpi/kpi-model.ts';
import { KpiPanel } from '../features/kpi/kpi-panel.tsx';
import { useName } from '../i18n/language.ts';
import { useIsPhone } from '../state/use-media.ts';
import { usePutParams } from '../state/use-put-params.ts';
import { AreaPage } from './area-page.tsx';
import { DayBanner } from './shell/day-banner.tsx';
import { FilterPicker } from './shell/filter-picker.tsx';
import { TopBar, WindowPicker } from './shell/top-bar.tsx';
import { useOverview } from './use-overview.ts';
import styles from './kpi-page.module.css';

const BY: readonly ComparedBy[] = ['area', ...RATES_BY, ...HELD_BY];

/** The scores of an area, for reading and for the file: `/area/500103/kpi?by=category`. */
export function KpiPage() {
  const overview = useOverview();
  const { control, area, of, names, isReadable } = overview;
  const [params, put] = usePutParams();
  const name = useName();
  const isPhone = useIsPhone();
  const areaName = area ? name(area.properties.name) : '';
  const by = BY.find((each) => each === params.get('by')) ?? 'area';
  return (
    <AreaPage
      overview={overview}
      page="kpi"
      bar={<TopBar control={control} onNear={overview.near} />}
      banner={control.view.at === null ? null : <DayBanner control={control} area={area} />}
    >
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
          onBy={(next) => put({ by: next === 'area' ? null : next })}
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
    </AreaPage>
  );
}
