import { useQuery } from '@tanstack/react-query';
import { HEIGHT, incidentLines, incidentRowEm, NARROW_EM } from '../../../shared/wall-budget.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { readTimer } from '../../features/incidents/timer-model.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { shortName } from '../../map/short-name.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { TimerRing } from '../../ui/timer-ring.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { pageAt } from '../paging.ts';
import { shortAge } from '../short-age.ts';
import styles from '../wall.module.css';

/** Newest open incidents: kind, place and clock. Never who reported, never what was written. */
export function IncidentsPanel({ panel, room, data }: PanelProps<'incidents'>) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const rows = data.rows.filter(({ severity }) => panel.severities.includes(severity));
  const lines = incidentLines(room.widthEm, language);
  const rowEm = incidentRowEm(lines);
  const space = room.heightEm - HEIGHT.title;
  const fits = Math.max(1, Math.floor(space / rowEm));
  // The rest has a line of its own.
  const withRest = Math.max(1, Math.floor((space - HEIGHT.line) / rowEm));
  const isPaged = rows.length > fits;
  const size = isPaged ? withRest : fits;
  const at = useTicked((now) => pageAt(rows.length, size, now).page);
  const { from, page, pages } = { ...pageAt(rows.length, size, nowMs()), page: at, from: at * size };
  const shown = rows.slice(from, from + size);
  const title =
    panel.severities.length === 1 ? t('wall.critical') : panel.severities.length === 2 ? t('wall.urgentOpen') : t('wall.openList');
  const count = data.isKnown ? `${formatCount(rows.length, language)}${data.isPartial ? '+' : ''}` : '—';
  const isNarrow = room.widthEm < NARROW_EM;
  return (
    <PanelFrame
      title={title}
      isNarrow={isNarrow}
      mark={
        <span className={styles.chip} data-on={panel.severities.length === 1 && rows.length > 0}>
          {count}
        </span>
      }
      source={{ kind: 'live', toldAtMs: data.toldAtMs }}
    >
      {rows.length === 0 && data.isKnown && <p className={styles.quiet}>{t('wall.noIncidents')}</p>}
      <ol className={styles.incidents} data-lines={lines}>
        {shown.map((row) => (
          <IncidentRow key={row.id} row={row} isTwoLines={lines > 1} isShort={isNarrow || lines === 1} />
        ))}
      </ol>
      {isPaged && (
        <p className={styles.rest}>
          <span>{t('wall.more', { n: formatCount(rows.length - shown.length, language) })}</span>
          <span>{t('wall.page', { page: page + 1, pages })}</span>
        </p>
      )}
    </PanelFrame>
  );
}

function IncidentRow({ row, isTwoLines, isShort }: { row: IncidentWire; isTwoLines: boolean; isShort: boolean }) {
  const kind = useKind(row.category);
  const place = usePlace(row.place);
  return (
    <li data-severity={row.severity}>
      <SeverityBars severity={row.severity} />
      <span className={styles.kind}>{kind}</span>
      {!isTwoLines && <span className={styles.place}>{place}</span>}
      {isTwoLines && <span className={styles.placeBelow}>{place}</span>}
      <Clock row={row} isShort={isShort} />
    </li>
  );
}

const TIMED: ReadonlySet<string> = new Set(['left', 'soon', 'over']);
/** Overdue is an inverse chip, due soon a hollow ring, else the time that is left; none has a hue. */
export function Clock({ row, isShort = false }: { row: IncidentWire; isShort?: boolean }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const told = useTicked((now) => {
    const { kind, text, used, times } = readTimer(row, now, language);
    const gone = times === null ? '' : ` ×${times}`;
    if (!isShort || row.dueAt === null || !TIMED.has(kind)) return `${kind}|${used}|${text}${gone}`;
    const duration = shortAge(Math.abs(now - Date.parse(row.dueAt)), language);
    return `${kind}|${used}|${t(kind === 'over' ? 'timer.over' : 'timer.left', { duration })}${gone}`;
  });
  const [kind, used, text] = told.split('|') as [string, string, string];
  const isTimed = kind === 'left' || kind === 'soon';
  return (
    <span className={styles.clock} data-kind={kind}>
      {isTimed && <TimerRing used={Number(used)} isSoon={kind === 'soon'} />}
      {text}
    </span>
  );
}

export function useKind(code: string): string {
  const name = useName();
  const { city } = useSession();
  const category = city.categories.find((each) => each.code === code);
  return category ? name(category.names) : code;
}
export function usePlace(code: string): string {
  const language = useLanguage((state) => state.language);
  const { data: directory } = useQuery(directoryQuery);
  const area = directory?.get(code);
  return area ? shortName(area, language) : '';
}
