import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { NIGHT_MODES, type NightMode } from '../../../shared/wall-night.ts';
import { NO_OWN, type OwnPieces } from '../../../shared/wall-scene.ts';
import { chosenScenes, WALL_PLAYLISTS } from '../../../shared/wall-scenes.ts';
import type { ScreenWire, WallOrder } from '../../../shared/wall-wire.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { orderScreens } from '../../api/screens.query.ts';
import { holdingAt, wallScenesQuery } from '../../api/wall-scenes.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

import { common } from './screen-words.ts';
import { useActing } from './use-acting.ts';
import { NIGHT_KEY, useNightKey } from './use-night-key.ts';

import styles from './screens.module.css';

const DONE_MS = 3_000;
const NONE = '';

/** Commands for the screens that are chosen; all of them obey, or none. */
export function OrdersBar({ screens, before }: { screens: readonly ScreenWire[]; before: ReactNode }) {
  const t = useText();
  const name = useName();
  const { act, problem, isBusy } = useActing();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setDone(false), DONE_MS);
    return () => clearTimeout(timer);
  }, [isDone]);
  const none = screens.length === 0;
  const own = useOwn(screens);
  const order = async (what: WallOrder): Promise<void> => {
    const ids = screens.map(({ id }) => id);
    setDone(await act(() => orderScreens(ids, what)));
  };
  useNightKey(screens, (nightMode) => void order({ nightMode }));
  const scene = common(screens, (screen) => screen.scene);
  const playlist = common(screens, (screen) => screen.playlist ?? NONE);
  const isMuted = !none && screens.every((screen) => screen.isMuted);
  const isStopped = !none && screens.every((screen) => screen.isStopped);
  const button = (text: string, what: WallOrder) => (
    <Button disabled={none || isBusy} onClick={() => void order(what)}>
      {text}
    </Button>
  );
  return (
    <section className={styles.orders} data-none={none} aria-label={t('screens.orders')}>
      <p className={styles.count} aria-live="polite">
        {none ? t('screens.chooseFirst') : t('screens.chosen', { n: screens.length })}
        {before}
      </p>
      <Choice
        label={t('screens.scene')}
        value={scene}
        isOff={none}
        options={[...own.scenes, ...chosenScenes()].map(({ id, names }) => ({ value: id, text: name(names) }))}
        onChoose={(id) => void order({ scene: id })}
      />
      <Choice
        label={t('screens.playlistLabel')}
        value={playlist}
        isOff={none}
        options={[
          { value: NONE, text: t('screens.noPlaylist') },
          ...[...own.playlists, ...WALL_PLAYLISTS].map(({ id, names }) => ({ value: id, text: name(names) })),
        ]}
        onChoose={(id) => void order({ playlist: id === NONE ? null : id })}
      />
      <Choice
        label={t('screens.nightLabel')}
        hotkey={NIGHT_KEY}
        value={common(screens, (screen) => screen.nightMode)}
        isOff={none}
        options={NIGHT_MODES.map((mode) => ({ value: mode, text: t(`screens.night.${mode}`) }))}
        onChoose={(mode) => void order({ nightMode: mode as NightMode })}
      />
      {button(t('screens.identify'), { identify: true })}
      {button(t(isMuted ? 'screens.unmute' : 'screens.mute'), { isMuted: !isMuted })}
      {button(t('screens.test'), { test: true })}
      {button(t('screens.reload'), { reload: true })}
      {screens.some(({ showing }) => showing !== null) && button(t('screens.giveBack'), { show: null })}
      {button(t(isStopped ? 'screens.start' : 'screens.stop'), { isStopped: !isStopped })}
      {problem === null ? (
        <p className={styles.answer} role="status">
          {isDone && t('screens.done')}
        </p>
      ) : (
        <p className={styles.answer} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  /** Pressed anywhere on the page. */
  hotkey?: string;
  /** Null = they differ. */
  value: string | null;
  isOff: boolean;
  options: readonly { value: string; text: string }[];
  onChoose: (value: string) => void;
}
const DIFFERENT = '*';

function Choice({ label, hotkey, value, isOff, options, onChoose }: ChoiceProps) {
  const t = useText();
  const isKnown = value !== null && options.some((option) => option.value === value);
  return (
    <label className={styles.choice}>
      <span>
        {label} {hotkey && <Kbd>{hotkey.toUpperCase()}</Kbd>}
      </span>
      <select
        aria-keyshortcuts={hotkey}
        disabled={isOff}
        value={isKnown ? value : DIFFERENT}
        onChange={({ target }) => target.value !== DIFFERENT && onChoose(target.value)}
      >
        {!isKnown && <option value={DIFFERENT}>{isOff ? '–' : (value ?? t('screens.mixed'))}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The city's own that hold on all of them, each once. */
function useOwn(screens: readonly ScreenWire[]): OwnPieces {
  const { data: book } = useQuery(wallScenesQuery);
  const { data: directory } = useQuery(directoryQuery);
  const holding = screens.map(({ areaCode }) => holdingAt(book, areaCode, directory));
  const [first = NO_OWN, ...rest] = holding;
  const onAll = <T extends { id: string }>(of: (pieces: OwnPieces) => readonly T[]): T[] =>
    of(first).filter(
      ({ id }, at, all) =>
        all.findIndex((each) => each.id === id) === at && rest.every((pieces) => of(pieces).some((each) => each.id === id)),
    );
  return { scenes: onAll(({ scenes }) => scenes), playlists: onAll(({ playlists }) => playlists) };
}
