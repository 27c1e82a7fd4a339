import { periodsOf, type NodePeriods } from '../../../shared/periods.ts';
import { PRESETS, type Preset } from '../../../shared/terms.ts';
import { ShowOnWall } from '../../features/screens/show-on-wall.tsx';
import { groupOf } from '../../state/place.ts';
import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import { useSession } from '../../state/session.ts';
import { useAtMs, type ViewControl } from '../../state/use-view.ts';
import { liveView } from '../../state/view.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Bar } from './bar.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { DayPicker } from './day-picker.tsx';
import { FilterPicker } from './filter-picker.tsx';
import { MeasurePicker } from './measure-picker.tsx';
import styles from './top-bar.module.css';

export function TopBar({ control, onNear }: { control: ViewControl; onNear: (area: string | null) => void }) {
  return (
    <Bar>
      <Breadcrumb control={control} onNear={onNear} />
      {groupOf(control.area) === null && control.view.at === null && (
        <ShowOnWall what={{ kind: 'area', id: control.area, place: control.area }} />
      )}
      <span className={styles.rule} />
      <WindowPicker control={control} />
      <DayPicker control={control} />
      {control.page === 'overview' && <MeasurePicker control={control} />}
      <FilterPicker control={control} />
    </Bar>
  );
}

/** Where the duty day begins at another hour than midnight it is the day that counts; no city scores by a month that it has not set. */
const OFFERED: Partial<Record<Preset, (periods: NodePeriods) => boolean>> = {
  today: ({ dutyHour }) => dutyHour === 0,
  duty: ({ dutyHour }) => dutyHour > 0,
  period: ({ scoringDay }) => scoringDay !== null,
};

export function WindowPicker({ control }: { control: ViewControl }) {
  const { area, view, change } = control;
  const t = useText();
  const atMs = useAtMs(control);
  const { city } = useSession();
  const periods = periodsOf(city.periods, area);
  const duty = useWindowName(liveView({ ...view, window: 'duty' }, periods), atMs);
  const period = useWindowName(liveView({ ...view, window: 'period' }, periods), atMs);
  return (
    <Segmented
      label={t('top.window')}
      value={view.window}
      onChange={(window) => change({ window })}
      options={PRESETS.filter((value) => value === view.window || (OFFERED[value]?.(periods) ?? true)).map((value) => ({
        value,
        label: t(`window.${value}`),
        title: value === 'duty' ? duty : value === 'period' ? period : undefined,
      }))}
    />
  );
}
