import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ComponentType, type CSSProperties } from 'react';
import { roomAt, layoutFor } from '../../shared/wall-budget.ts';
import { charactersOf, linesOf, roomOf, type Glass } from '../../shared/wall-glass.ts';
import { GRID, type OwnPieces, type WallLayout, type WallPanel, type WallScene, type WallTone } from '../../shared/wall-scene.ts';
import { isNightNow, nightSceneOf } from '../../shared/wall-night.ts';
import { sceneOf } from '../../shared/wall-scenes.ts';
import type { WallState } from '../../shared/wall-wire.ts';
import type { Severity, Tier } from '../../shared/terms.ts';
import { areaQuery, childrenQuery } from '../api/areas.query.ts';
import { formatClock } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { loadWallTexts } from '../i18n/wall-texts.ts';
import { useSession } from '../state/session.ts';
import { useStable } from '../state/use-stable.ts';
import '../ui/tokens-wall.css';
import type { Taker } from './attention.ts';
import { PanelBoundary } from './panel-frame.tsx';
import type { PanelProps } from './panel-props.ts';
import { PANELS } from './panels.tsx';
import { shiftAt } from './slow-shift.ts';
import { NO_SOUND, type WallSound } from './sound/use-sound.ts';
import { useWallLine } from './use-line.ts';
import { useShown, type Shown } from './use-shown.ts';
import { useWallType } from './use-wall-type.ts';
import { useWallArea, type WallArea } from './wall-data.ts';
import { WallHeader } from './wall-header.tsx';
import { NoSuchPanel, TooSmallPlate } from './wall-plates.tsx';
import { useTicked } from '../state/clock.ts';
import styles from './wall.module.css';

/** The picture in CSS pixels, and colours other than the scene's own. */
export interface WallSight {
  widthPx: number;
  heightPx: number;
  tone?: WallTone;
}
interface Props {
  state: WallState;
  sight: WallSight;
  /** Absent = a picture that makes none. */
  sound?: WallSound;
}

/** What is on the glass; the page round it stops it and says which screen it is. Waits for its texts: a wall never shows a mixture. */
export function WallStage(props: Props) {
  const [hasTexts, setTexts] = useState(false);
  useEffect(() => void loadWallTexts().then(() => setTexts(true)), []);
  return hasTexts ? <Stage {...props} /> : <div className={styles.stage} data-theme="wall" />;
}

const CRITICAL: readonly Severity[] = ['critical'];
const NO_CODES: readonly string[] = [];

function Stage({ state, sight, sound = NO_SOUND }: Props) {
  const { screen } = state;
  const { distanceM, pictureWidthMm, bezelMm } = screen;
  const { widthPx, heightPx } = sight;
  const glass = useMemo<Glass>(
    () => ({ distanceM, pictureWidthMm, widthPx, heightPx, bezelMm }),
    [bezelMm, distanceM, heightPx, pictureWidthMm, widthPx],
  );
  useWallType(glass);
  const { data: ownArea } = useQuery(areaQuery(screen.areaCode));
  const { data: children } = useQuery(childrenQuery(screen.areaCode));
  const codes = useMemo(() => children?.features.map(({ properties }) => properties.code) ?? NO_CODES, [children]);
  // The own node's room is held all the time: what is critical anywhere in it comes up, whatever is shown.
  const [watched, setWatched] = useState<{ takers: readonly Taker[] | null; isFresh: boolean }>({ takers: null, isFresh: false });
  const { city } = useSession();
  const isNight = useTicked((now) => isNightNow(state.nightMode, screen.night ?? null, formatClock(now, city.timeZone)));
  const shown = atNight(useShown({ state, children: codes, ...watched }), isNight);
  const isAway = shown.area !== screen.areaCode;
  const tierOf = (tier: Tier | undefined): Tier => tier ?? 'city';
  const ownScene = resolveScene(
    isAway ? (isNight ? nightSceneOf(state.scene) : state.scene) : shown.scene,
    tierOf(ownArea?.properties.tier),
    state.own,
  );
  const own = useWallArea({
    code: screen.areaCode,
    window: ownScene.scene.window,
    severities: useSeverities(ownScene.scene, glass),
    isOn: true,
    isGuest: false,
  });
  const { data: awayArea } = useQuery({ ...areaQuery(shown.area), enabled: isAway });
  const awayScene = resolveScene(shown.scene, tierOf(awayArea?.properties.tier ?? ownArea?.properties.tier), state.own);
  const away = useWallArea({
    code: shown.area,
    window: awayScene.scene.window,
    severities: useSeverities(awayScene.scene, glass),
    isOn: isAway,
    isGuest: true,
  });
  const line = useWallLine(own.toldAtMs);
  const takers = useTakers(own);
  const isFresh = line.state === 'live' && line.isSteady;
  if (watched.takers !== takers || watched.isFresh !== isFresh) setWatched({ takers, isFresh });

  // An area that is gone is said, and the node's own picture stays.
  const isLost = isAway && away.isMissing;
  const data = isAway && !isLost ? away : own;
  const { scene, missing } = isAway && !isLost ? awayScene : ownScene;
  const layout = layoutFor(scene, glass);
  const theme = sight.tone ?? (isNight ? 'wall-night' : scene.tone);
  const shift = useTicked((now) => shiftAt(now, heightPx));
  const t = useText();
  const room = roomOf(glass);
  const trouble = isLost ? t('wall.noArea', { code: shown.area }) : missing === null ? null : t('wall.noScene', { id: missing });
  const box: CSSProperties = { width: widthPx, height: heightPx };
  return (
    <div
      className={styles.stage}
      style={box}
      data-theme={theme}
      data-line={line.state}
      data-scene={scene.id}
      data-area={data.code}
      data-why={shown.why}
    >
      {layout === null ? (
        <TooSmallPlate lines={linesOf(room)} characters={charactersOf(room)} />
      ) : (
        <div className={styles.canvas} style={{ transform: shift }}>
          <div className={styles.headerPlace} style={placeOf([0, 0, GRID.columns, layout.headerRows])}>
            <WallHeader
              area={data.area?.properties ?? null}
              scene={scene.names}
              line={line}
              sound={state.isMuted ? { ...sound, sound: 'muted' } : sound}
              trouble={trouble}
              widthEm={room.widthEm}
            />
          </div>
          <Panels layout={layout} glass={glass} scene={scene} theme={theme} data={data} shown={shown} />
        </div>
      )}
    </div>
  );
}

interface PanelsProps {
  layout: WallLayout;
  glass: Glass;
  scene: WallScene;
  theme: WallTone;
  data: WallArea;
  shown: Shown;
}
/** Kinds keep their place in the tree from scene to scene: the map and the chart are the same ones for the life of the page. */
function Panels({ layout, glass, scene, theme, data, shown }: PanelsProps) {
  return layout.panels.map((panel, index) => {
    // A row of the table fits the panel of its own kind.
    const Panel = PANELS[panel.kind] as ComponentType<PanelProps> | undefined;
    const [column, row] = panel.at;
    return (
      <section
        key={panelKey(layout, index)}
        className={styles.panel}
        style={placeOf(panel.at)}
        data-panel={panel.kind}
        data-top={row > layout.headerRows}
        data-left={column > 0}
      >
        <PanelBoundary>
          {Panel ? (
            <Panel
              panel={panel}
              room={roomAt(glass, panel.at)}
              data={data}
              scene={scene}
              theme={theme}
              incident={shown.incident}
              alert={shown.alert}
            />
          ) : (
            <NoSuchPanel kind={panel.kind} />
          )}
        </PanelBoundary>
      </section>
    );
  });
}
const panelKey = ({ panels }: WallLayout, index: number): string => {
  const { kind } = panels[index]!;
  return `${kind} ${panels.slice(0, index).filter((panel) => panel.kind === kind).length}`;
};

const percent = (cells: number, all: number): string => `${(100 * cells) / all}%`;
const placeOf = ([column, row, columns, rows]: WallPanel['at']): CSSProperties => ({
  left: percent(column, GRID.columns),
  top: percent(row, GRID.rows),
  width: percent(columns, GRID.columns),
  height: percent(rows, GRID.rows),
});

/** What somebody asked for, and what takes the glass by itself, is as by day, in dark colours. */
const atNight = (shown: Shown, isNight: boolean): Shown =>
  isNight && (shown.why === 'scene' || shown.why === 'playlist') ? { ...shown, scene: nightSceneOf(shown.scene) } : shown;

const FALLBACK = 'everyday';
/** A scene that is not there is said, and the everyday one shown. */
function resolveScene(id: string, tier: Tier, own: OwnPieces): { scene: WallScene; missing: string | null } {
  const scene = sceneOf(id, tier, own);
  return scene ? { scene, missing: null } : { scene: sceneOf(FALLBACK, tier)!, missing: id };
}

/** Of all that the scene marks and lists, and of what may take the screen. */
function useSeverities(scene: WallScene, glass: Glass): readonly Severity[] {
  const layout = layoutFor(scene, glass);
  const found = new Set<Severity>(CRITICAL);
  for (const panel of layout?.panels ?? []) {
    if (panel.kind === 'map') for (const severity of panel.marks) found.add(severity);
    if (panel.kind === 'incidents') for (const severity of panel.severities) found.add(severity);
  }
  const all = [...found];
  return useStable(all, all.join());
}

function useTakers({ rows, alerts, isKnown }: WallArea): readonly Taker[] | null {
  const red = alerts?.filter(({ level, exercise }) => level === 'red' && !exercise) ?? [];
  const critical = rows.filter(({ severity, exercise }) => severity === 'critical' && !exercise);
  const takers: Taker[] | null =
    isKnown && alerts !== null
      ? [...red.map(({ id }): Taker => ({ kind: 'alert', id })), ...critical.map(({ id }): Taker => ({ kind: 'incident', id }))]
      : null;
  return useStable(takers, takers === null ? 'unknown' : takers.map(({ kind, id }) => `${kind}${id}`).join());
}
