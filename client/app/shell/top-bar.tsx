import { PRESETS } from '../../../shared/terms.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { Chip } from '../../ui/chip.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { DayPicker } from './day-picker.tsx';
import { FilterPicker } from './filter-picker.tsx';
import { MeButton } from './me-button.tsx';
import { MeasurePicker } from './measure-picker.tsx';
import { SearchButton } from './search-button.tsx';
import { LanguageSwitch, ThemeSwitch } from './switches.tsx';
import styles from './top-bar.module.css';

export function TopBar({ control, onNear }: { control: ViewControl; onNear: (area: string | null) => void }) {
  const { city } = useSession();
  return (
    <header className={styles.bar}>
      <Breadcrumb control={control} onNear={onNear} />
      <span className={styles.rule} />
      <WindowPicker control={control} />
      <DayPicker control={control} />
      {control.page === 'overview' && <MeasurePicker control={control} />}
      <FilterPicker control={control} />
      <span className={styles.gap} />
      <SearchButton />
      <ConnectionBadge />
      {city.isDemo && <DemoBadge />}
      <span className={styles.rule} />
      <LanguageSwitch />
      <ThemeSwitch />
      <MeButton />
    </header>
  );
}

export function WindowPicker({ control: { view, change } }: { control: ViewControl }) {
  const t = useText();
  return (
    <Segmented
      label={t('top.window')}
      value={view.window}
      onChange={(window) => change({ window })}
      options={PRESETS.map((value) => ({ value, label: t(`window.${value}`) }))}
    />
  );
}

export function DemoBadge() {
  const t = useText();
  return (
    <Chip kind="dashed" title={t('top.demoHint')} className={styles.demo}>
      {t('top.demo')}
    </Chip>
  );
}
