import { useQuery } from '@tanstack/react-query';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { alertLines, alertRowEm, HEIGHT, NARROW_EM } from '../../../shared/wall-budget.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { areasBelow } from '../../features/alerts/alert-model.ts';
import { alertTitle } from '../../features/alerts/alert-words.ts';
import { TierLine } from '../../features/alerts/tier-line.tsx';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { shortName } from '../../map/short-name.ts';
import { useTicked } from '../../state/clock.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { pageAt } from '../paging.ts';
import { shortAge } from '../short-age.ts';
import styles from '../wall.module.css';

/** Alerts in force, the gravest first: what, where, and for how long yet. */
export function AlertsPanel({ room, data }: PanelProps<'alerts'>) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const alerts = data.alerts ?? [];
  const lines = alertLines(room.widthEm, language);
  const space = room.heightEm - HEIGHT.title;
  const rowEm = alertRowEm(lines);
  // How the tiers stand has a line of its own, where one alert at least has its room besides.
  const hasTiers = data.area?.properties.children !== 0 && space >= rowEm + HEIGHT.line;
  const size = Math.max(1, Math.floor((space - (hasTiers ? HEIGHT.line : 0)) / rowEm));
  const page = useTicked((now) => pageAt(alerts.length, size, now).page);
  const { pages } = pageAt(alerts.length, size, 0);
  return (
    <PanelFrame
      title={t('alerts.title')}
      isNarrow={room.widthEm < NARROW_EM}
      mark={
        <>
          <span className={styles.chip} data-on={alerts.length > 0}>
            {data.alerts === null ? '—' : formatCount(alerts.length, language)}
          </span>
          {pages > 1 && <span className={styles.quiet}>{t('wall.page', { page: page + 1, pages })}</span>}
        </>
      }
      source={{ kind: 'live', toldAtMs: data.toldAtMs }}
    >
      {data.alerts?.length === 0 && <p className={styles.quiet}>{t('wall.noAlerts')}</p>}
      <ul className={styles.alerts} data-beside={isBeside(lines, language)}>
        {alerts.slice(page * size, page * size + size).map((alert) => (
          <AlertRow key={alert.id} alert={alert} area={data.code} />
        ))}
      </ul>
      {hasTiers && <TierLine area={data.code} isNarrow={room.widthEm < TIERS_FROM_EM} />}
    </PanelFrame>
  );
}
/** Both tiers, with all levels, find room on one line. */
const TIERS_FROM_EM = 19;
const isBeside = (lines: number, language: 'zh' | 'en'): boolean => lines === 2 || (language === 'en' && lines === 3);

function AlertRow({ alert, area }: { alert: AlertWire; area: string }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const where = useAlertWhere(alert, area);
  const left = useTimeLeft(alert);
  return (
    <li data-alert={alert.id} data-level={alert.level ?? 'none'}>
      <HazardMark level={alert.level} />
      <span className={styles.kind}>
        {alert.exercise && `${t('alerts.exercise')} `}
        {alertTitle(alert, t, language)}
      </span>
      <span className={styles.place}>{where}</span>
      <span className={styles.clock}>{left}</span>
    </li>
  );
}

/** One name and how many more there are: a wall says no list that is cut off. */
export function useAlertWhere(alert: AlertWire, area: string): string {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { data: directory } = useQuery(directoryQuery);
  const below = areasBelow(alert, area);
  const first = below === null ? undefined : directory?.get(below[0]!);
  if (below === null) return t('alerts.whole');
  if (!first) return t('wall.areas', { n: below.length });
  const name = shortName(first, language);
  return below.length === 1 ? name : t('wall.alertAreas', { name, n: below.length });
}

export function useTimeLeft({ endsAt }: AlertWire): string {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return useTicked((now) => (endsAt === null ? '' : t('alerts.left', { span: shortAge(Math.max(0, Date.parse(endsAt) - now), language) })));
}
