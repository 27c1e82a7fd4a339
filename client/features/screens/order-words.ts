import type { Bilingual } from '../../../shared/terms.ts';
import { SHOW_MINUTES } from '../../../shared/wall-control.ts';
import type { WallOrder } from '../../../shared/wall-wire.ts';
import type { Translate } from '../../i18n/text.ts';
import { playlistNames, sceneNames } from './screen-words.ts';

/** What was ordered, as the buttons and lists say it. */
export function orderWords(order: WallOrder, t: Translate, name: (names: Bilingual) => string): string {
  const { scene, playlist, isMuted, isStopped, nightMode, show, minutes = SHOW_MINUTES, identify, reload, test } = order;
  const shown = show && (show.kind === 'area' ? show.id : t(`screen.${show.kind}`, { number: `#${show.id}` }));
  return [
    scene !== undefined && name(sceneNames(scene)),
    playlist === null && t('screens.noPlaylist'),
    playlist && t('screens.playlist', { name: name(playlistNames(playlist)) }),
    isMuted !== undefined && t(isMuted ? 'screens.mute' : 'screens.unmute'),
    isStopped !== undefined && t(isStopped ? 'screens.stop' : 'screens.start'),
    nightMode !== undefined && t(`screens.night.${nightMode}`),
    shown && `${shown} (${t('screens.showFor', { n: minutes })})`,
    show === null && t('screens.giveBack'),
    identify && t('screens.identify'),
    reload && t('screens.reload'),
    test && t('screens.test'),
  ]
    .filter(Boolean)
    .join(' · ');
}
