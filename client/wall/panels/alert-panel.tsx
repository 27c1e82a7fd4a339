import { alertTitle, untilOf } from '../../features/alerts/alert-words.ts';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { useAlertWhere, useTimeLeft } from './alerts-panel.tsx';
import styles from '../wall.module.css';

/** The one alert that has the screen. */
export function AlertPanel({ alert: id, data }: PanelProps<'alert'>) {
  const t = useText();
  const alert = data.alerts?.find((each) => each.id === id);
  return (
    <PanelFrame title={t('wall.alertOf')} source={{ kind: 'live', toldAtMs: data.toldAtMs }}>
      {data.alerts !== null && !alert && <p className={styles.quiet}>{t('wall.alertGone')}</p>}
      {alert && <Case alert={alert} area={data.code} />}
    </PanelFrame>
  );
}

function Case({ alert, area }: { alert: AlertWire; area: string }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const where = useAlertWhere(alert, area);
  const left = useTimeLeft(alert);
  return (
    <div className={styles.case} data-alert={alert.id}>
      <p className={styles.caseKind}>
        <HazardMark level={alert.level} />
        {alert.exercise && `${t('alerts.exercise')} `}
        {alertTitle(alert, t, language)}
      </p>
      <p>
        <b>{where}</b>
      </p>
      <p>
        {left} <span className={styles.quiet}>{untilOf(alert, t, city.timeZone)}</span>
      </p>
      {alert.issuerNames && <p className={styles.quiet}>{name(alert.issuerNames)}</p>}
    </div>
  );
}
