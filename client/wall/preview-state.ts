import type { Glass } from '../../shared/wall-glass.ts';
import type { OwnPieces } from '../../shared/wall-scene.ts';
import type { WallState } from '../../shared/wall-wire.ts';

interface Previewed {
  area: string;
  scene: string;
  playlist: string | null;
  own: OwnPieces;
  glass: Pick<Glass, 'distanceM' | 'pictureWidthMm' | 'bezelMm'>;
  incident: number | null;
  /** ms of the server's clock. */
  begunMs: number;
}
/** What a screen would be told if it were one. */
export const previewState = ({ area, scene, playlist, own, glass, incident, begunMs }: Previewed): WallState => ({
  version: 1,
  screen: {
    id: 1,
    name: '',
    group: null,
    areaCode: area,
    place: { columns: 1, rows: 1, column: 1, row: 1 },
    distanceM: glass.distanceM,
    pictureWidthMm: glass.pictureWidthMm,
    bezelMm: glass.bezelMm ?? 0,
    quiet: null,
  },
  scene,
  playlist,
  own: { scenes: [...own.scenes], playlists: [...own.playlists] },
  isMuted: false,
  isStopped: false,
  nightMode: 'schedule',
  showing: incident === null ? null : { kind: 'incident', id: incident, untilMs: Number.POSITIVE_INFINITY },
  identifyUntilMs: null,
  reloadAtMs: null,
  testAtMs: null,
  clips: {},
  now: begunMs,
});
