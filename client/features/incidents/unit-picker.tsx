import { useQuery } from '@tanstack/react-query';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { areaNames, departmentNames, unitNames } from './incident-words.ts';
import { PickerField } from './picker-field.tsx';
import { unitsFor } from './units-for.ts';

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
    <PickerField
      label={t('field.unit')}
      items={items}
      value={value}
      shown={value === '' ? t('field.unitPick') : name(unitNames(value, units))}
      pickLabel={t('field.unitPick')}
      placeholder={t('field.unitSearch')}
      emptyText={t('field.noUnit')}
      isMissing={isMissing}
      note={note}
      onPick={onChange}
    />
  );
}
