import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { isPositionFresh, UNIT_STATE_NAMES, type LiveUnit } from '../../shared/unit-states.ts';
import type { UnitWire } from '../../shared/session.ts';
import { unitsQuery } from '../api/areas.query.ts';
import { unitsNowQuery, type UnitBook } from '../api/units.query.ts';
import { startMap } from '../features/areas/start-map.ts';
import { formatAge } from '../i18n/format.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import type { UnitLook, UnitMark } from '../map/unit-marks.ts';
import { nowMs, useTicked } from '../state/clock.ts';
import { useSession } from '../state/session.ts';

const LOOK_MS = 15_000;
const NONE: readonly string[] = [];

interface Given {
  /** Whose line of units; null = none are shown. */
  area: string | null;
  /** All with a position, or only those offered: over a whole city they would be noise. */
  isWhole: boolean;
  /** Units in the order of their keys. */
  offered?: readonly string[];
}

/** Puts the units on the map where they last were, grey once that is too long ago. Only the last position is known to anybody. */
export function useMapUnits({ area, isWhole, offered = NONE }: Given): void {
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { data: statics } = useQuery({ ...unitsQuery(city.area), enabled: area !== null });
  const { data: book } = useQuery({ ...unitsNowQuery(area ?? ''), enabled: area !== null });
  const tickMs = useTicked((ms) => Math.floor(ms / LOOK_MS)) * LOOK_MS;
  const key = offered.join('|');
  const marks = useMemo(() => {
    if (!book || area === null) return [];
    const atMs = Math.max(nowMs(), tickMs);
    const names = new Map(statics?.map((unit): [string, UnitWire] => [unit.code, unit]));
    const keys = key === '' ? [] : key.split('|');
    return [...book.byCode.values()].flatMap((unit): UnitMark[] => {
      const offer = keys.indexOf(unit.unit) + 1;
      if (unit.position === null || (!isWhole && offer === 0)) return [];
      const { lng, lat, atMs: heardMs } = unit.position;
      const known = names.get(unit.unit);
      const age = formatAge(Math.max(0, atMs - heardMs), language);
      const words = [known ? name(known.names) : unit.unit, `${name(UNIT_STATE_NAMES[unit.state])} · ${age}`] as const;
      return [{ unit: unit.unit, lngLat: [lng, lat], look: lookOf(unit, book, atMs), key: offer, words }];
    });
  }, [area, tickMs, book, isWhole, key, language, name, statics]);
  useEffect(() => {
    void startMap()
      .then((host) => host.setUnits(marks))
      .catch(() => undefined); // No map: its pane says so.
  }, [marks]);
}

function lookOf({ state, load, position }: LiveUnit, { promiseMin }: UnitBook, atMs: number): UnitLook {
  if (state === 'off' || !isPositionFresh(position!.atMs, atMs, promiseMin)) return 'stale';
  return load === 0 ? 'free' : 'busy';
}
