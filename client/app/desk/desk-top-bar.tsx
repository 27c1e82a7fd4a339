import { formatCount } from '../../i18n/format.ts';
import { DutyButton } from '../../features/units/duty-button.tsx';
import { OwnUnit } from '../../features/units/own-unit.tsx';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { faceOf, keyFor } from '../../state/desk-keys.ts';
import { useSession } from '../../state/session.ts';
import { openUnits } from '../../state/unit-dialog.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Bar } from '../shell/bar.tsx';
import { Breadcrumb } from '../shell/breadcrumb.tsx';
import { FilterPicker } from '../shell/filter-picker.tsx';
import type { Desk } from './use-desk.ts';
import bar from '../shell/top-bar.module.css';
import styles from './desk-page.module.css';

const nobody = () => undefined;

/** Where one is, what presses most, and the tools of every page. */
export function DeskTopBar({ desk: { control, area, counts, overdue } }: { desk: Desk }) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const language = useLanguage((state) => state.language);
  const facts = [
    ['queue.unassigned', counts?.unassigned],
    ['list.overdue', overdue],
    ['queue.silent', counts?.silent],
  ] as const;
  return (
    <Bar>
      <Breadcrumb control={control} onNear={nobody} isDesk />
      <span className={bar.rule} />
      {me.unit === null ? <DutyButton area={control.area} areaName={area ? name(area.properties.name) : ''} /> : <OwnUnit unit={me.unit} />}
      <button type="button" className={styles.units} aria-keyshortcuts={keyFor('units', me.role)} onClick={() => openUnits()}>
        {t('units.open')} <Kbd>{faceOf('units', me.role)}</Kbd>
      </button>
      <dl className={styles.facts}>
        {facts.map(([key, n]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{n == null ? '–' : formatCount(n, language)}</dd>
          </div>
        ))}
      </dl>
      <FilterPicker control={control} />
    </Bar>
  );
}
