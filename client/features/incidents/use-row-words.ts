import { useQuery } from '@tanstack/react-query';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { shortName } from '../../map/short-name.ts';
import { useSession } from '../../state/session.ts';
import { placeText, unitText } from './incident-words.ts';

/** Place and unit of a row as a queue of `area` says them: without what the page says already, English names in their short form. */
export function useRowWords(area: string): { place: (row: IncidentWire) => string; unit: (row: IncidentWire) => string } {
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const { data: directory } = useQuery(directoryQuery);
  const { data: units } = useQuery(unitsQuery(city.area));
  const listed = (names: Bilingual) => (language === 'en' ? shortName({ name: names }, language) : names.zh);
  return {
    place: (row) => placeText(row.place, area, directory, listed),
    unit: (row) => unitText(row.holder.unit, { place: row.place, units, directory }, name),
  };
}
