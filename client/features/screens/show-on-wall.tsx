import { lazy } from 'react';
import { operatesWall } from '../../../shared/wall-control.ts';
import { useText } from '../../i18n/text.ts';
import { useReplay } from '../../state/replay.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import { retrying } from '../../ui/retrying.ts';
import type { Shown } from './shown.ts';
import styles from './show-on-wall.module.css';

const loadMenu = () => retrying(() => import('./show-menu.tsx'));
const ShowMenu = lazy(async () => ({ default: (await loadMenu()).ShowMenu }));

/** Puts what is open here onto a wall for some minutes. Those who command no wall do not see it. */
export function ShowOnWall({ what }: { what: Shown }) {
  const t = useText();
  const { me } = useSession();
  const isReplay = useReplay((state) => state.replay !== null);
  if (!operatesWall(me.role) || isReplay) return null;
  return (
    <PopupButton
      label={t('nav.showOnWall')}
      title={t('nav.showOnWall')}
      className={styles.button}
      preload={loadMenu}
      renderPopup={(popup) => <ShowMenu control={popup} what={what} />}
    >
      <Icon name="wall" size={18} />
    </PopupButton>
  );
}
