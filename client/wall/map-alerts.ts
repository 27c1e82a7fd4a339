import { useMemo } from 'react';
import type { AlertWire } from '../../shared/alert-wire.ts';
import { alertedAreas } from '../features/alerts/alert-model.ts';
import { useLanguage } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import type { AlertedAreas, AreaShapes } from '../map/map-types.ts';
import { boxOf, type Box } from '../map/polygons.ts';
import { useStable } from '../state/use-stable.ts';

/** Where alerts hold; one that has the screen stands alone. */
export function useMapAlerts(alerts: readonly AlertWire[] | null, only: number | null): AlertedAreas | undefined {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return useMemo(() => {
    const shown = (alerts ?? []).filter(({ id }) => only === null || id === only);
    return alertedAreas(shown, (level, kind) => t('alerts.badge', { level: t(`alerts.${level}`), kind }), language);
  }, [alerts, language, only, t]);
}

/** Round the areas of the alert that has the screen; null = all of them are meant, or none of them lies here. */
export function useAlertBox(only: number | null, alerts: AlertedAreas | undefined, children: AreaShapes | undefined): Box | null {
  const held =
    only === null || !alerts ? [] : (children?.features ?? []).filter(({ properties }) => alerts.levels[properties.code] !== undefined);
  const boxes = held.map(({ geometry }) => boxOf(geometry));
  const edge = (pick: (...values: number[]) => number, at: 0 | 1 | 2 | 3): number => pick(...boxes.map((box) => box[at]));
  const box: Box | null = boxes.length === 0 ? null : [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)];
  return useStable(box, `${only} ${held.map(({ properties }) => properties.code).join()}`);
}
