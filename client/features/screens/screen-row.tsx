import type { ReactNode } from 'react';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { formatAge, formatClock, formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SoundCell } from './sound-cell.tsx';
import { dataAgeOf, driftOf, nodeNames } from './screen-words.ts';
import styles from './screens.module.css';

interface Props {
  screen: ScreenWire;
  directory: Directory | undefined;
  asOfMs: number;
  isChosen: boolean;
  onToggle: () => void;
  onEdit: ((screen: ScreenWire) => void) | null;
}

/** One screen: what it is, what it shows, and how it does. */
export function ScreenRow({ screen, directory, asOfMs, isChosen, onToggle, onEdit }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { id, beat, place } = screen;
  const dataAge = dataAgeOf(screen, asOfMs);
  const drift = driftOf(screen);
  return (
    <tr data-screen={id} data-health={screen.health} aria-selected={isChosen}>
      <td className={styles.check}>
        <input type="checkbox" aria-label={t('screens.pick', { name: screen.name })} checked={isChosen} onChange={onToggle} />
      </td>
      <th scope="row">
        <span className={styles.id}>{id}</span>
        <span>
          {screen.name}
          <small>
            {place.columns * place.rows > 1 && `${t('screen.place', place)} · `}
            {screen.distanceM} m
          </small>
        </span>
      </th>
      <Cell label={t('screens.node')}>{name(nodeNames(screen.areaCode, directory))}</Cell>
      <Cell label={t('screens.shows')}>
        <Shows screen={screen} directory={directory} />
      </Cell>
      <Cell label={t('screens.health')}>
        <Health screen={screen} asOfMs={asOfMs} />
      </Cell>
      <Cell label={t('screens.sound')}>
        <SoundCell screen={screen} asOfMs={asOfMs} />
      </Cell>
      <Cell label={t('screens.dataAge')}>{dataAge === null ? UNKNOWN : formatAge(dataAge, language)}</Cell>
      <Cell label={t('screens.memory')}>{beat?.heapMb == null ? UNKNOWN : `${Math.round(beat.heapMb)} MB`}</Cell>
      <Cell label={t('screens.frames')}>{beat?.framesPerS == null ? UNKNOWN : `${Math.round(beat.framesPerS)} /s`}</Cell>
      <Cell label={t('screens.clock')}>
        {screen.driftMs === null ? (
          UNKNOWN
        ) : drift === null ? (
          t('screens.clockRight')
        ) : (
          <strong>{t('screens.drift', { duration: formatSpan(drift, language) })}</strong>
        )}
      </Cell>
      <Cell label={t('screens.version')}>
        {beat?.build == null ? UNKNOWN : screen.isOld ? <strong>{t('screens.old')}</strong> : t('screens.current')}
      </Cell>
      {onEdit && (
        <td className={styles.edit}>
          <Button
            onClick={() => onEdit(screen)}
            aria-label={t('screens.edit', { name: screen.name })}
            title={t('screens.edit', { name: screen.name })}
          >
            …
          </Button>
        </td>
      )}
    </tr>
  );
}

const UNKNOWN = '–';
const Cell = ({ label, children }: { label: string; children: ReactNode }) => (
  <td data-label={label} data-unknown={children === UNKNOWN}>
    {children}
  </td>
);

function Shows({ screen, directory }: Pick<Props, 'screen' | 'directory'>) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { showing, playlist, playlistNames, scene, sceneNames, isMuted, isStopped, nightMode } = screen;
  const clock = showing ? formatClock(showing.untilMs, city.timeZone) : '';
  return (
    <span className={styles.shows} data-scene={scene}>
      {playlist !== null && playlistNames && t('screens.playlist', { name: name(playlistNames) })}
      {playlist !== null && !playlistNames && <Chip kind="inverse">{t('screens.noSuchPlaylist', { id: playlist })}</Chip>}
      {!playlistNames && (sceneNames ? name(sceneNames) : <Chip kind="inverse">{t('screens.noSuchScene', { id: scene })}</Chip>)}
      {showing?.kind === 'incident' && <Chip kind="outline">{t('screens.showingIncident', { id: showing.id, clock })}</Chip>}
      {showing?.kind === 'alert' && <Chip kind="outline">{t('screens.showingAlert', { id: showing.id, clock })}</Chip>}
      {showing?.kind === 'area' && (
        <Chip kind="outline">{t('screens.showingArea', { area: name(nodeNames(showing.id, directory)), clock })}</Chip>
      )}
      {isMuted && <Chip kind="outline">{t('screens.isMuted')}</Chip>}
      {nightMode !== 'schedule' && <Chip kind="outline">{t(`screens.night.${nightMode}`)}</Chip>}
      {isStopped && <Chip kind="inverse">{t('screens.isStopped')}</Chip>}
    </span>
  );
}

function Health({ screen, asOfMs }: Pick<Props, 'screen' | 'asOfMs'>) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { health, beat, missedBeats, stalledMs } = screen;
  const word = t(`screens.health.${health}`);
  return (
    <span className={styles.shows}>
      {health === 'live' ? (
        <span className={styles.live}>{word}</span>
      ) : (
        <Chip kind={health === 'never' ? 'dashed' : 'inverse'}>{word}</Chip>
      )}
      {stalledMs !== null && <small>{t('screens.stalledFor', { duration: formatSpan(stalledMs, language) })}</small>}
      {beat && <small>{t('screens.beatAge', { age: formatAge(asOfMs - Date.parse(beat.at), language) })}</small>}
      {missedBeats > 0 && <small>{t('screens.missed', { n: missedBeats })}</small>}
    </span>
  );
}
