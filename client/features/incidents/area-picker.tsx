import { useQuery } from '@tanstack/react-query';
import { directoryQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { areaNames } from './incident-words.ts';
import { PickerField } from './picker-field.tsx';

interface Props {
  /** A code; empty = the place stays. */
  value: string;
  /** The scope in which one may place it. */
  within: string;
  onChange: (area: string) => void;
}

/** The street in which it lies, for what came in without a place or with a wrong one. */
export function AreaPicker({ value, within, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { data: directory } = useQuery(directoryQuery);
  const isWithin = (code: string | null): boolean => code !== null && (code === within || isWithin(directory?.get(code)?.parent ?? null));
  const items = [...(directory?.values() ?? [])]
    .filter(({ code, children }) => children === 0 && isWithin(code))
    .map(({ code, name: names, parent }) => ({
      value: code,
      label: name(names),
      hint: parent === null ? '' : name(areaNames(parent, directory)),
      search: `${names.zh} ${names.en} ${code}`.toLowerCase(),
    }));
  const shown = value === '' ? t('field.keep') : name(areaNames(value, directory));
  return (
    <PickerField
      label={t('field.area')}
      items={items}
      value={value}
      shown={shown}
      pickLabel={t('field.area')}
      placeholder={t('field.areaSearch')}
      emptyText={t('field.noArea')}
      onPick={onChange}
    />
  );
}
