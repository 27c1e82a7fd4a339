import { lazy, Suspense, useState, type CSSProperties } from 'react';
import { CommandLine } from '../../features/desk/command-line.tsx';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { DEFAULT_LAYOUT, setDeskLayout, useDeskLayout } from '../../state/desk-layout.ts';
import { DEFAULT_MEASURE } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import { SkipLink } from '../../ui/skip-link.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { loadMapPane } from '../parts.ts';
import { useAlertedAreas } from '../use-alerted-areas.ts';
import { Rail } from '../shell/rail.tsx';
import { DeskHints } from './desk-hints.tsx';
import { DeskRight } from './desk-right.tsx';
import { DeskTopBar } from './desk-top-bar.tsx';
import type { DeskParts } from './desk-parts.ts';
import { QueuePart } from './queue-part.tsx';
import styles from './desk-page.module.css';

const MapPane = lazy(async () => ({ default: (await loadMapPane()).MapPane }));

/** No pane gets so narrow that its rows cannot be read, percent. */
const LEAST = 18;
const LEAST_MAP = 10;
const nothing = () => undefined;

/** Three panes, each with its part of the command row; the lines between them stay where this person put them. */
export function DeskPanes(parts: DeskParts) {
  const { desk, line, isStale, onHelp } = parts;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const { queueEnd, incidentStart } = useDeskLayout(me.user);
  const [hovered, setHovered] = useState<string | null>(null);
  const { control, area, selected, select } = desk;
  const alerts = useAlertedAreas(desk.mapOf.area);
  const areaName = area ? name(area.properties.name) : '';
  return (
    <div className={styles.page} data-stale={isStale}>
      <SkipLink to="queue">{t('nav.skip')}</SkipLink>
      <Rail control={control} deskOf={control.area} />
      <DeskTopBar desk={desk} />
      <main
        className={styles.panes}
        aria-label={`${t('nav.desk')} ${areaName}`}
        style={
          {
            '--queue': `${queueEnd}fr`,
            '--map': `${incidentStart - queueEnd}fr`,
            '--incident': `${100 - incidentStart}fr`,
          } as CSSProperties
        }
      >
        <div className={styles.pane} id="queue">
          <QueuePart {...parts} />
          <DeskHints onHelp={onHelp} />
        </div>
        <div className={styles.pane}>
          <div className={styles.map}>
            <Suspense fallback={<p className={styles.room}>{t('map.loading')}</p>}>
              <MapPane
                of={desk.mapOf}
                measure={DEFAULT_MEASURE}
                openCount={desk.counts?.[control.queue] ?? null}
                hoveredArea={hovered}
                selectedIncident={selected}
                hrefOf={control.hrefOf}
                onGo={nothing}
                onHover={setHovered}
                onIncident={select}
                isPhone={false}
                isDesk
                alerts={alerts}
              />
            </Suspense>
          </div>
          <CommandLine
            {...line.acts}
            text={line.text}
            isOpen={line.isOpen}
            reading={line.reading}
            message={line.message}
            hint={line.hint}
            onText={line.setText}
            onOpen={() => line.setOpen(true)}
            onClose={line.close}
            onLeave={() => line.setOpen(false)}
          />
        </div>
        <div className={styles.pane}>
          <DeskRight {...parts} />
        </div>
        <Splitter
          label={t('desk.splitQueue')}
          value={queueEnd}
          least={LEAST}
          most={incidentStart - LEAST_MAP}
          onMove={(to) => setDeskLayout(me.user, { queueEnd: to })}
          onReset={() => setDeskLayout(me.user, DEFAULT_LAYOUT)}
        />
        <Splitter
          label={t('desk.splitIncident')}
          value={incidentStart}
          least={queueEnd + LEAST_MAP}
          most={100 - LEAST}
          onMove={(to) => setDeskLayout(me.user, { incidentStart: to })}
          onReset={() => setDeskLayout(me.user, DEFAULT_LAYOUT)}
        />
      </main>
    </div>
  );
}
