import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import { areaNames, departmentNames, unitNames } from './incident-words.ts';
import { unitsFor } from './units-for.ts';
import styles from './commands.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

/** Units that may take it: those of the category's department first, the nearest node before the city's. */
export function UnitPicker({
  incident,
  value,
  isMissing,
  note,
  onChange,
}: {
  incident: IncidentWire;
  value: string;
  isMissing: boolean;
  note: string | undefined;
  onChange: (unit: string) => void;
}) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data: units } = useQuery(unitsQuery(city.area));
  const { data: directory } = useQuery(directoryQuery);
  const department = city.categories.find((category) => category.code === incident.category)?.department ?? null;
  const items = unitsFor(units ?? [], incident.place, department, directory).map((unit) => ({
    value: unit.code,
    label: name(unit.names),
    hint: unit.department === null ? name(areaNames(unit.node, directory)) : name(departmentNames(unit.department, city)),
    search: `${unit.names.zh} ${unit.names.en} ${unit.code}`.toLowerCase(),
  }));
  return (
    <div className={styles.unit} data-missing={isMissing}>
      <span>{t('field.unit')}</span>
      <PopupButton
        label={`${t('field.unit')}: ${value === '' ? t('field.unitPick') : name(unitNames(value, units))}`}
        hasPopup="dialog"
        className={styles.unitButton}
        preload={loadPicker}
        renderPopup={(popup) => (
          <SearchPicker
            control={popup}
            items={items}
            selected={value}
            label={t('field.unitPick')}
            placeholder={t('field.unitSearch')}
            emptyText={t('field.noUnit')}
            note={note}
            onPick={onChange}
          />
        )}
      >
        <span>{value === '' ? t('field.unitPick') : name(unitNames(value, units))}</span>
        <Icon name="chevron-down" size={16} />
      </PopupButton>
    </div>
  );
}
