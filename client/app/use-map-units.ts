import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { isPositionFresh, UNIT_STATE_NAMES, type LiveUnit } from '../../shared/unit-states.ts';
import type { UnitWire } from '../../shared/session.ts';
import type { UnitOffer } from '../../shared/units.ts';
import { unitsQuery } from '../api/areas.query.ts';
import { unitsNowQuery, type UnitBook } from '../api/units.query.ts';
import { startMap } from '../features/areas/start-map.ts';
import { formatAge } from '../i18n/format.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import type { UnitLook, UnitMark } from '../map/unit-marks.ts';
import { nowMs, useTicked } from '../state/clock.ts';
import { useSession } from '../state/session.ts';
import { useStable } from '../state/use-stable.ts';

const LOOK_MS = 15_000;
const NONE: readonly UnitOffer[] = [];

interface Given {
  /** Whose line of units; null = none are shown. */
  area: string | null;
  /** All with a position, or only those offered: over a whole city they would be noise. */
  isWhole: boolean;
  /** In the order of their keys. One of a neighbouring street is on no list of this one: it is known by its offer alone. */
  offered?: readonly UnitOffer[];
}

/** Puts the units on the map where they last were, grey once that is too long ago. Only the last position is known to anybody. */
export function useMapUnits({ area, isWhole, offered = NONE }: Given): void {
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { data: statics } = useQuery({ ...unitsQuery(city.area), enabled: area !== null });
  const { data: book } = useQuery({ ...unitsNowQuery(area ?? ''), enabled: area !== null });
  const tickMs = useTicked((ms) => Math.floor(ms / LOOK_MS)) * LOOK_MS;
  const offers = useStable(offered, JSON.stringify(offered));
  const marks = useMemo(() => {
    if (!book || area === null) return [];
    const atMs = Math.max(nowMs(), tickMs);
    const named = new Map(statics?.map((unit): [string, UnitWire] => [unit.code, unit]));
    return standingUnits(book, offers, isWhole).map(({ unit, state, load, position, key }): UnitMark => {
      const known = named.get(unit);
      const age = formatAge(Math.max(0, atMs - position.atMs), language);
      return {
        unit,
        lngLat: [position.lng, position.lat],
        look: lookOf({ state, load, position }, book, atMs),
        key,
        words: [known ? name(known.names) : unit, `${name(UNIT_STATE_NAMES[state])} · ${age}`],
      };
    });
  }, [area, tickMs, book, isWhole, offers, language, name, statics]);
  useEffect(() => {
    void startMap()
      .then((host) => host.setUnits(marks))
      .catch(() => undefined); // No map: its pane says so.
  }, [marks]);
}

type Standing = Pick<LiveUnit, 'unit' | 'state' | 'load'> & { position: NonNullable<LiveUnit['position']>; key: number };

/** The units to draw, those with a position: of the book all or the offered ones, and what is offered from beside the area. */
export function standingUnits({ byCode }: UnitBook, offered: readonly UnitOffer[], isWhole: boolean): Standing[] {
  const keys = new Map(offered.map(({ unit }, i) => [unit, i + 1]));
  const own = [...byCode.values()].flatMap(({ unit, state, load, position }): Standing[] => {
    const key = keys.get(unit) ?? 0;
    return position === null || (!isWhole && key === 0) ? [] : [{ unit, state, load, position, key }];
  });
  const beside = offered.flatMap(({ unit, state, load, position }, i): Standing[] => {
    if (position === null || byCode.has(unit)) return [];
    const [lng, lat] = position.lngLat;
    return [{ unit, state, load, position: { lng, lat, atMs: Date.parse(position.at), accuracyM: position.accuracyM }, key: i + 1 }];
  });
  return [...own, ...beside];
}

function lookOf(
  { state, load, position }: Pick<Standing, 'state' | 'load' | 'position'>,
  { promiseMin }: UnitBook,
  atMs: number,
): UnitLook {
  if (state === 'off' || !isPositionFresh(position.atMs, atMs, promiseMin)) return 'stale';
  return load === 0 ? 'free' : 'busy';
}
