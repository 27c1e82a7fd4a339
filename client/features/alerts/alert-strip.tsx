import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { alertsQuery } from '../../api/alerts.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { pagePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { areasBelow, inOrder } from './alert-model.ts';
import { alertTitle, alertWhere, namedBy, untilOf } from './alert-words.ts';
import { TierLine } from './tier-line.tsx';
import styles from './alert-strip.module.css';

const SHOWN = 2;
const LOOK_MS = 10_000;

/** Alerts in force at an area, over its map; nothing where nothing holds. */
export function AlertStrip({ area, names }: { area: string; names: ReadonlyMap<string, Bilingual> }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(alertsQuery(area));
  const tick = useTicked((ms) => Math.floor(ms / LOOK_MS));
  const alerts = data ? inOrder(data.alerts, Math.max(nowMs(), tick * LOOK_MS)) : [];
  if (alerts.length === 0) return null;
  const shown = isOpen ? alerts : alerts.slice(0, SHOWN);
  return (
    <section className={styles.strip} aria-label={t('alerts.title')}>
      <ul>
        {shown.map((alert) => (
          <AlertRow key={alert.id} alert={alert} area={area} names={names} />
        ))}
      </ul>
      <div className={styles.end}>
        <TierLine area={area} />
        <div className={styles.ways}>
          {alerts.length > SHOWN && (
            <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? t('alerts.fewer') : t('alerts.more', { n: alerts.length - SHOWN })}
            </Button>
          )}
          <Link to={pagePath(area, 'alerts')} className={styles.all ?? ''}>
            {t('alerts.page')}
          </Link>
        </div>
      </div>
    </section>
  );
}

function AlertRow({ alert, area, names }: { alert: AlertWire; area: string; names: ReadonlyMap<string, Bilingual> }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { level, endsAt, issuerNames } = alert;
  const left = useTicked((ms) => (endsAt === null ? null : formatSpan(Date.parse(endsAt) - ms, language)));
  const below = areasBelow(alert, area);
  const where = alertWhere(alert, area, t, namedBy(names, name));
  return (
    <li className={styles.row}>
      <HazardMark level={level} />
      <div className={styles.words}>
        <strong>
          {alert.exercise && <span className={styles.exercise}>{t('alerts.exercise')}</span>}
          {alertTitle(alert, t, language)}
          {below !== null && <span> · {t('alerts.areas', { n: below.length })}</span>}
        </strong>
        <span className={styles.where} title={where}>
          {[where, issuerNames ? name(issuerNames) : null].filter(Boolean).join(' · ')}
        </span>
      </div>
      {endsAt !== null && (
        <div className={styles.time}>
          <strong>{t('alerts.left', { span: left ?? '' })}</strong>
          <span>{untilOf(alert, t, city.timeZone)}</span>
        </div>
      )}
    </li>
  );
}
