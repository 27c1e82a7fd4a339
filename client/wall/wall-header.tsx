import type { AreaProperties } from '../../shared/session.ts';
import type { Bilingual } from '../../shared/terms.ts';
import { formatClock } from '../i18n/format.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { lastHeardMs } from '../live/connection.ts';
import { shortName } from '../map/short-name.ts';
import { useReplay } from '../state/replay.ts';
import { useSession } from '../state/session.ts';
import { useTicked } from '../state/clock.ts';
import { Icon } from '../ui/icon.tsx';
import { CallPlate } from './call-plate.tsx';
import { shortAge } from './short-age.ts';
import type { WallSound } from './sound/use-sound.ts';
import { useDrift, type WallLine } from './use-line.ts';
import styles from './wall.module.css';

interface Props {
  area: Pick<AreaProperties, 'name'> | null;
  scene: Bilingual;
  line: WallLine;
  sound: WallSound;
  /** What is not as it was ordered: "no scene storm2". */
  trouble: string | null;
  /** In the type size of the page: what has no room is left out, the state of the line never. */
  widthEm: number;
}
/** English words are longer: they find less on the same glass. */
const ENGLISH = 0.85;
const ROOM = { names: 36, day: 44 };

/** Whose picture this is, how alive it is, and the time. When the line is lost nothing moves: the band turns over in place. */
export function WallHeader({ area, scene, line, sound, trouble, widthEm }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const name = useName();
  const { city } = useSession();
  const isReplay = useReplay((state) => state.replay !== null);
  const isCut = line.state === 'stale';
  const room = language === 'zh' ? widthEm : widthEm * ENGLISH;
  const isNarrow = room < ROOM.names;
  const said = useSaid(line, isNarrow) ?? trouble;
  const calls = sound.standing !== null && sound.standing.total > 0 ? sound.standing : null;
  const isCalled = calls !== null || sound.isTesting;
  const mark = isReplay ? t('wall.replay') : city.isDemo ? t(isNarrow ? 'wall.demoShort' : 'wall.demo') : null;
  const title = area === null ? '' : isNarrow || language === 'en' ? shortName(area, language) : name(area.name);
  return (
    <header className={styles.header} data-cut={isCut} data-narrow={isNarrow}>
      {calls !== null && <CallPlate standing={calls} isNarrow={isNarrow} />}
      {!(isNarrow && (said !== null || isCalled)) && <h1>{title}</h1>}
      {sound.isTesting && <span className={styles.call}>{t('wall.test')}</span>}
      {!isNarrow && !isCut && !isCalled && <span className={styles.box}>{name(scene)}</span>}
      {mark !== null && <span className={styles.demo}>{mark}</span>}
      <SoundMark sound={sound.sound} hasRoom={room >= ROOM.day} />
      <span className={styles.said} role={isCut ? 'alert' : undefined}>
        {said ?? (isNarrow || (isCalled && room < ROOM.day) ? '' : <DataAge />)}
      </span>
      {room >= ROOM.day && said === null && !isCalled && <Day />}
      {isCut && room >= ROOM.day && <span className={styles.own}>{t('wall.ownClock')}</span>}
      {!(isCut && isNarrow) && <Time />}
    </header>
  );
}

/** The one thing to say of the line, or of this machine's clock; null = all is well. */
function useSaid({ state, staleSinceMs, caughtUp }: WallLine, isShort: boolean): string | null {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((held) => held.language);
  const drift = useDrift();
  const clock = (ms: number, withSeconds = false): string => formatClock(ms, city.timeZone, withSeconds);
  if (state === 'stale')
    return t(isShort ? 'wall.cutShort' : 'wall.cut', { time: staleSinceMs === null ? '—' : clock(staleSinceMs, true) });
  if (state === 'restarting') return t(isShort ? 'wall.restartingShort' : 'wall.restarting');
  if (state === 'connecting') return t('wall.connecting');
  if (caughtUp) return isShort ? t('wall.caughtUpShort') : t('wall.caughtUp', { from: clock(caughtUp.fromMs), to: clock(caughtUp.toMs) });
  if (drift === 0 || city.replay !== null) return null;
  const span = `${drift > 0 ? '+' : '−'}${shortAge(Math.abs(drift) * 1000, language)}`;
  return t(isShort ? 'wall.driftShort' : 'wall.drift', { drift: span });
}

/** Nothing where all is well. */
function SoundMark({ sound, hasRoom }: { sound: WallSound['sound']; hasRoom: boolean }) {
  const t = useText();
  if (sound === 'on') return null;
  const word = t(sound === 'muted' ? 'wall.muted' : 'wall.soundLocked');
  return (
    <span className={styles.soundMark} data-sound={sound} role="img" aria-label={word}>
      <Icon name="sound-off" />
      {hasRoom && word}
    </span>
  );
}

function DataAge() {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const age = useTicked(() => {
    const heard = lastHeardMs();
    return heard === null ? null : shortAge(Date.now() - heard, language);
  });
  return <>{age === null ? '' : t('wall.dataAge', { age })}</>;
}

const DAY = {
  zh: { month: 'long', day: 'numeric', weekday: 'short' },
  en: { weekday: 'short', day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
function Day() {
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const day = useTicked((now) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...DAY[language], timeZone: city.timeZone })
      .format(now)
      .replaceAll(/(\d)(?=[月日])/g, '$1 ')
      .replaceAll(/([月])(?=\d)/g, '$1 ')
      .replace(/(日)(?=[周星])/, '$1 '),
  );
  return <span className={styles.day}>{day}</span>;
}

/** By the server's clock; while it is not heard, as this machine counts on from it. */
function Time() {
  const { city } = useSession();
  const time = useTicked((now) => formatClock(now, city.timeZone, true));
  return <time className={styles.time}>{time}</time>;
}
