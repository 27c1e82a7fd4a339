import { useCallback, useMemo } from 'react';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { alertedAreas } from '../../features/alerts/alert-model.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { AreaClass, MapChrome, MapFact } from '../../map/map-types.ts';
import { useAlertPicking, type Picked } from '../../state/alert-picking.ts';
import { QuietMap } from '../quiet-map.tsx';

/** Badges hang over the northernmost areas, their words to the right of them. */
const CHROME: MapChrome = { top: 36, right: 110, bottom: 16, left: 0 };
const CLASS_OF: Record<Picked, AreaClass> = { all: 2, some: 1, none: 0 };

interface Props {
  area: string;
  /** What is drawn: one that is looked at, or all that hold. */
  alerts: readonly AlertWire[];
  isWhole: boolean;
  onGo: (area: string) => void;
}

/** Where alerts hold; while a form lets pick areas, what is picked stands out and a click picks. */
export function AlertMap({ area, alerts, isWhole, onGo }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const picking = useAlertPicking((state) => state.picking);
  const marks = useMemo(() => {
    const shown = alertedAreas(alerts, (level, kind) => t('alerts.badge', { level: t(`alerts.${level}`), kind }), language, isWhole);
    return shown ? { alerts: shown } : {};
  }, [alerts, isWhole, language, t]);
  const classOf = useCallback((code: string) => CLASS_OF[picking?.pickedOf(code) ?? 'none'], [picking]);
  const onFact = useCallback(
    (fact: MapFact) => void (fact.kind === 'area-click' && (picking ? picking.pick : onGo)(fact.code)),
    [onGo, picking],
  );
  const label = (name: string): string => t('alert.mapOf', { name });
  return <QuietMap area={area} label={label} chrome={CHROME} classOf={classOf} marks={marks} onFact={onFact} />;
}
