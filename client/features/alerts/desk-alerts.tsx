import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { guideFor } from '../../../shared/alert-advice.ts';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { alertRulesQuery, alertsQuery } from '../../api/alerts.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { Button } from '../../ui/button.tsx';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { AlertGuide } from './alert-guide.tsx';
import { inOrder } from './alert-model.ts';
import { alertTitle } from './alert-words.ts';
import styles from './desk-alerts.module.css';

/** Alerts in force where an incident lies: a line each, and what the centre does while they hold. Nothing where nothing holds. */
export function DeskAlerts({ place }: { place: string }) {
  const t = useText();
  const { data } = useQuery(alertsQuery(place));
  // What ends by the clock leaves by itself.
  useTicked((ms) => inOrder(data?.alerts ?? [], ms).length);
  const alerts = inOrder(data?.alerts ?? [], nowMs());
  if (alerts.length === 0) return null;
  return (
    <ul className={styles.alerts} aria-label={t('alerts.title')}>
      {alerts.map((alert) => (
        <Line key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

function Line({ alert }: { alert: AlertWire }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const [isOpen, setOpen] = useState(false);
  const { data: rules } = useQuery(alertRulesQuery);
  const { kind, level, endsAt, issuerNames, exercise } = alert;
  const guide = rules && kind !== null ? guideFor(rules.guides, kind, level) : null;
  const left = useTicked((ms) => (endsAt === null ? null : formatSpan(Date.parse(endsAt) - ms, language)));
  return (
    <li data-alert={alert.id}>
      <div className={styles.line}>
        <HazardMark level={level} size={20} />
        <strong>
          {exercise && `${t('alerts.exercise')} `}
          {alertTitle(alert, t, language)}
        </strong>
        <span className={styles.quiet}>
          {[issuerNames && name(issuerNames), left && t('alerts.left', { span: left })].filter(Boolean).join(' · ')}
        </span>
        {guide && (
          <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('alerts.guide')}
          </Button>
        )}
      </div>
      {isOpen && guide && <AlertGuide guide={guide} />}
    </li>
  );
}
