import type { ScreenSettings, ScreenWire } from '../../../shared/wall-wire.ts';

/** Settings as they are typed. */
export interface Draft {
  code: string;
  name: string;
  group: string;
  areaCode: string;
  columns: string;
  column: string;
  rows: string;
  row: string;
  distance: string;
  width: string;
  bezel: string;
  /** 'HH:mm'; both empty = never quiet. */
  quietFrom: string;
  quietTo: string;
  /** `HH:MM`; both empty = never by itself. */
  nightFrom: string;
  nightTo: string;
}
export const NUMBERS = ['columns', 'column', 'rows', 'row', 'distance', 'width', 'bezel'] as const satisfies readonly (keyof Draft)[];

/** A new one begins as what most are: one panel of 55 inches, four metres away. */
export function draftOf(screen: ScreenWire | null, scope: string): Draft {
  const place = screen?.place ?? { columns: 1, column: 1, rows: 1, row: 1 };
  return {
    code: '',
    name: screen?.name ?? '',
    group: screen?.group ?? '',
    areaCode: screen?.areaCode ?? scope,
    columns: String(place.columns),
    column: String(place.column),
    rows: String(place.rows),
    row: String(place.row),
    distance: String(screen?.distanceM ?? 4),
    width: String(screen?.pictureWidthMm ?? 1210),
    bezel: String(screen?.bezelMm ?? 0),
    quietFrom: screen?.quiet?.from ?? '',
    quietTo: screen?.quiet?.to ?? '',
    nightFrom: screen?.night?.from ?? '',
    nightTo: screen?.night?.to ?? '',
  };
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** The first field that says nothing yet; null = all do. */
export function missingOf(
  draft: Draft,
  isNew: boolean,
): 'code' | 'name' | 'quietFrom' | 'quietTo' | 'nightFrom' | 'nightTo' | (typeof NUMBERS)[number] | null {
  if (isNew && draft.code.trim() === '') return 'code';
  if (draft.name.trim() === '') return 'name';
  const number = NUMBERS.find((field) => !isNumber(draft[field]));
  if (number) return number;
  // Hours that begin have an end.
  if ((draft.quietFrom === '') !== (draft.quietTo === '')) return draft.quietFrom === '' ? 'quietFrom' : 'quietTo';
  if ((draft.nightFrom === '') !== (draft.nightTo === '')) return draft.nightFrom === '' ? 'nightFrom' : 'nightTo';
  return null;
}

export const toSettings = ({
  name,
  group,
  areaCode,
  columns,
  column,
  rows,
  row,
  distance,
  width,
  bezel,
  quietFrom,
  quietTo,
  nightFrom,
  nightTo,
}: Draft): ScreenSettings => ({
  name: name.trim(),
  group: group.trim() === '' ? null : group.trim(),
  areaCode,
  place: { columns: Number(columns), rows: Number(rows), column: Number(column), row: Number(row) },
  distanceM: Number(distance),
  pictureWidthMm: Number(width),
  bezelMm: Number(bezel),
  quiet: quietFrom === '' ? null : { from: quietFrom, to: quietTo },
  night: nightFrom === '' ? null : { from: nightFrom, to: nightTo },
});
