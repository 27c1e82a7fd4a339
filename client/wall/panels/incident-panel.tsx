import { useQuery } from '@tanstack/react-query';
import { SEVERITY_NAMES, STATUS_NAMES } from '../../../shared/terms.ts';
import { rowsByIds } from '../../api/incidents.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { Clock, useKind, usePlace } from './incidents-panel.tsx';
import styles from '../wall.module.css';

/** A row as lists have it: nobody's name, no telephone, no description comes with it. */
export const shownIncidentQuery = (id: number) => ({
  queryKey: ['wall-incident', id] as const,
  queryFn: async () => (await rowsByIds([id]))[0] ?? null,
  staleTime: 2_000,
  refetchInterval: 5_000,
  gcTime: 60_000,
});

/** The one case that has the screen. */
export function IncidentPanel({ incident, data }: PanelProps<'incident'>) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data: asked, dataUpdatedAt } = useQuery({ ...shownIncidentQuery(incident ?? 0), enabled: incident !== null });
  // The live row is never behind the asked one for long; the newer of both is the truth.
  const live = data.rows.find(({ id }) => id === incident);
  const row = live && (!asked || live.version >= asked.version) ? live : asked;
  const kind = useKind(row?.category ?? '');
  const place = usePlace(row?.place ?? '');
  const title = row ? t('wall.incidentOf', { number: row.number.slice(-6) }) : t('wall.incidentOf', { number: '' });
  return (
    <PanelFrame title={title} source={asked === undefined ? null : { kind: 'asked', answeredAtMs: dataUpdatedAt, promiseMs: 15_000 }}>
      {asked === null && !row && <p className={styles.quiet}>{t('wall.gone')}</p>}
      {row && (
        <div className={styles.case}>
          <p className={styles.caseKind} data-severity={row.severity}>
            <SeverityBars severity={row.severity} />
            {kind}
          </p>
          <p>
            {name(SEVERITY_NAMES[row.severity])} <b>{place}</b>
          </p>
          <p>
            {name(STATUS_NAMES[row.status])} <Clock row={row} />
          </p>
          <p className={styles.quiet}>{t('wall.reported', { time: formatMoment(Date.parse(row.reportedAt), city.timeZone) })}</p>
        </div>
      )}
    </PanelFrame>
  );
}
