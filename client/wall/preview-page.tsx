import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { textPx } from '../../shared/wall-budget.ts';
import { charactersOf, linesOf, roomOf } from '../../shared/wall-glass.ts';
import { NO_OWN, WALL_TONES } from '../../shared/wall-scene.ts';
import { chosenScenes, WALL_PLAYLISTS } from '../../shared/wall-scenes.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { areaQuery } from '../api/areas.query.ts';
import { nowMs } from '../state/clock.ts';
import { useSession } from '../state/session.ts';
import { Notice } from '../ui/notice.tsx';
import { FramedPreview } from './framed-preview.tsx';
import { previewState } from './preview-state.ts';
import { WallStage, type WallSight } from './wall-stage.tsx';
import styles from './preview-page.module.css';

const PIXELS = ['1920x1080', '3840x2160', '5760x2160'] as const;
/** Walls are read from here to there; metres. */
const DISTANCE = { least: 1, most: 40, usual: 4 };
const WIDTH = { least: 200, most: 20_000, usual: 1210 };

/** A scene as it will be on a wall, at its real size and distance, for whoever sets one up: `/wall/preview?area=50&scene=storm&distance=8`. */
export function WallPreview() {
  const [params] = useSearchParams();
  return params.get('framed') === '1' ? <FramedPreview /> : <AddressedPreview params={params} />;
}

function AddressedPreview({ params }: { params: URLSearchParams }) {
  const t = useText();
  const given = useGiven(params);
  const isBare = params.get('bare') === '1';
  const isReadable = useIsReadable(given.state.screen.areaCode);
  const place = useRef<HTMLDivElement>(null);
  const scale = useFit(place, given.sight, isBare);
  const stage = <WallStage state={given.state} sight={given.sight} />;
  if (!isReadable)
    return (
      <Notice icon="warning" role="alert" title={t('wall.notYours')}>
        {t('wall.notYoursHint')}
      </Notice>
    );
  if (isBare) return <main>{stage}</main>;
  return (
    <div className={styles.page}>
      <PreviewBar given={given} />
      <div ref={place} className={styles.room}>
        <main className={styles.scaled} style={{ transform: `scale(${scale})` }}>
          {stage}
        </main>
      </div>
    </div>
  );
}

/** A wall lists cases: only of a node that this person may read. Until it is known the wall itself waits. */
function useIsReadable(code: string): boolean {
  const { me, city } = useSession();
  const { data: area, error } = useQuery(areaQuery(code));
  if (error) return false;
  return code === me.scope || me.scope === city.area || (area?.properties.ancestors.some((above) => above.code === me.scope) ?? true);
}

type Given = ReturnType<typeof useGiven>;

function within(text: string | null, { least, most, usual }: { least: number; most: number; usual: number }): number {
  const value = Number(text);
  return text !== null && text !== '' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : usual;
}

function useGiven(params: URLSearchParams) {
  const { me } = useSession();
  const [begunMs] = useState(nowMs);
  const area = params.get('area') ?? me.scope;
  const scene = params.get('scene') ?? 'everyday';
  const playlist = params.get('playlist');
  const distanceM = within(params.get('distance'), DISTANCE);
  const pictureWidthMm = within(params.get('width'), WIDTH);
  const pixels = PIXELS.find((each) => each === params.get('pixels')) ?? PIXELS[0];
  const tone = WALL_TONES.find((each) => each === params.get('tone'));
  const incident = Number(params.get('incident'));
  return useMemo(() => {
    const [widthPx = 1920, heightPx = 1080] = pixels.split('x').map(Number);
    const sight: WallSight = { widthPx, heightPx, ...(tone ? { tone } : {}) };
    const isIncident = Number.isSafeInteger(incident) && incident > 0;
    const state = previewState({
      area,
      scene,
      playlist,
      own: NO_OWN,
      glass: { distanceM, pictureWidthMm },
      incident: isIncident ? incident : null,
      begunMs,
    });
    return {
      state,
      sight,
      pixels,
    };
  }, [area, begunMs, distanceM, incident, pictureWidthMm, pixels, playlist, scene, tone]);
}

/** The whole picture in the window, smaller or not. */
function useFit(place: React.RefObject<HTMLDivElement | null>, { widthPx, heightPx }: Given['sight'], isBare: boolean): number {
  const [scale, setScale] = useState(1);
  useEffect(() => {
    const room = place.current;
    if (isBare || !room) return undefined;
    const fit = (): void => setScale(Math.min(room.clientWidth / widthPx, room.clientHeight / heightPx));
    const resizes = new ResizeObserver(fit);
    resizes.observe(room);
    fit();
    return () => resizes.disconnect();
  }, [heightPx, isBare, place, widthPx]);
  return scale;
}

const BAR_TYPE = { fontSize: '14px' };
function PreviewBar({ given }: { given: Given }) {
  const t = useText();
  const name = useName();
  const [, setParams] = useSearchParams();
  const put = (key: string, value: string): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const { screen, scene, playlist } = given.state;
  const glass = { ...given.sight, distanceM: screen.distanceM, pictureWidthMm: screen.pictureWidthMm };
  const room = roomOf(glass);
  const number = (key: string, value: number, label: string) => (
    <label>
      {label}
      <input type="number" key={`${key} ${value}`} defaultValue={value} onBlur={(event) => put(key, event.target.value)} />
    </label>
  );
  const select = (key: string, value: string, label: string, options: readonly (readonly [string, string])[]) => (
    <label>
      {label}
      <select value={value} onChange={(event) => put(key, event.target.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className={styles.bar} style={BAR_TYPE} onSubmit={(event) => event.preventDefault()}>
      <h1>{t('wall.preview')}</h1>
      {select(
        'scene',
        scene,
        t('wall.previewScene'),
        chosenScenes().map(({ id, names }) => [id, name(names)] as const),
      )}
      {select('playlist', playlist ?? '', t('wall.playlist'), [
        ['', t('wall.noPlaylist')],
        ...WALL_PLAYLISTS.map(({ id, names }) => [id, name(names)] as const),
      ])}
      {select(
        'pixels',
        given.pixels,
        t('wall.previewPixels'),
        PIXELS.map((each) => [each, each.replace('x', ' × ')] as const),
      )}
      {select('tone', given.sight.tone ?? '', t('wall.previewTone'), [
        ['', t('wall.tone.scene')],
        ...WALL_TONES.map((tone) => [tone, t(`wall.tone.${tone}`)] as const),
      ])}
      {number('distance', screen.distanceM, t('wall.previewDistance'))}
      {number('width', screen.pictureWidthMm, t('wall.previewWidth'))}
      <output>
        {t('wall.budget', { lines: linesOf(room), characters: Math.max(0, charactersOf(room)), px: Math.round(textPx(glass)) })}
      </output>
    </form>
  );
}
