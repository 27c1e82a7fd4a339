import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { alertsQuery } from '../api/alerts.query.ts';
import { alertedAreas } from '../features/alerts/alert-model.ts';
import { useLanguage } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import type { AlertedAreas } from '../map/map-types.ts';

/** What the map shows of the alerts in force at an area; null = nobody may ask for them there. */
export function useAlertedAreas(area: string | null): AlertedAreas | undefined {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { data } = useQuery({ ...alertsQuery(area ?? ''), enabled: area !== null });
  return useMemo(
    () => data && alertedAreas(data.alerts, (level, kind) => t('alerts.badge', { level: t(`alerts.${level}`), kind }), language),
    [data, language, t],
  );
}
