import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import type { BehindFigure } from '../../state/view.ts';

/** Whose cases a list shows: a unit's, or those of a department; '' = everybody's. */
export function useHeldName(area: string, held: BehindFigure['held']): string {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data: units } = useQuery({ ...unitsQuery(area), enabled: held?.by === 'unit' });
  if (held === null) return '';
  if (held.key === '') return t('kpi.noDepartment');
  const known = held.by === 'unit' ? units : city.departments;
  const found = known?.find(({ code }) => code === held.key);
  return found ? name(found.names) : held.key;
}
