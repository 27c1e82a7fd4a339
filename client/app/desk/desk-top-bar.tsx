import { formatCount } from '../../i18n/format.ts';
import { DutyButton } from '../../features/units/duty-button.tsx';
import { OwnUnit } from '../../features/units/own-unit.tsx';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Breadcrumb } from '../shell/breadcrumb.tsx';
import { ConnectionBadge } from '../shell/connection-badge.tsx';
import { FilterPicker } from '../shell/filter-picker.tsx';
import { MeButton } from '../shell/me-button.tsx';
import { SearchButton } from '../shell/search-button.tsx';
import { LanguageSwitch, ThemeSwitch } from '../shell/switches.tsx';
import { DemoBadge } from '../shell/top-bar.tsx';
import type { Desk } from './use-desk.ts';
import bar from '../shell/top-bar.module.css';
import styles from './desk-page.module.css';

const nobody = () => undefined;

/** Where one is, what presses most, and the tools of every page. */
export function DeskTopBar({ desk: { control, area, counts, overdue } }: { desk: Desk }) {
  const t = useText();
  const name = useName();
  const { city, me } = useSession();
  const language = useLanguage((state) => state.language);
  const facts = [
    ['queue.unassigned', counts?.unassigned],
    ['list.overdue', overdue],
    ['queue.silent', counts?.silent],
  ] as const;
  return (
    <header className={bar.bar}>
      <Breadcrumb control={control} onNear={nobody} isDesk />
      <span className={bar.rule} />
      {me.unit === null ? <DutyButton area={control.area} areaName={area ? name(area.properties.name) : ''} /> : <OwnUnit unit={me.unit} />}
      <dl className={styles.facts}>
        {facts.map(([key, n]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{n == null ? '–' : formatCount(n, language)}</dd>
          </div>
        ))}
      </dl>
      <FilterPicker control={control} />
      <span className={bar.gap} />
      <SearchButton />
      <ConnectionBadge />
      {city.isDemo && <DemoBadge />}
      <span className={bar.rule} />
      <LanguageSwitch />
      <ThemeSwitch />
      <MeButton />
    </header>
  );
}
