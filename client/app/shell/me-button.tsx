import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { ROLE_NAMES } from '../../../shared/terms.ts';
import { areaQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { PopupButton } from '../../ui/popup-button.tsx';
import { useSignOut } from '../use-sign-out.ts';
import styles from './top-bar.module.css';

const loadMenu = () => import('./me-menu.tsx');
const MeMenu = lazy(async () => ({ default: (await loadMenu()).MeMenu }));

export function MeButton() {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const { data: scope } = useQuery(areaQuery(me.scope));
  const signOut = useSignOut();
  const role = name(ROLE_NAMES[me.role]);
  return (
    <PopupButton
      label={`${t('me.menu')}: ${me.name}, ${role}`}
      className={styles.meButton}
      preload={loadMenu}
      renderPopup={(popup) => <MeMenu control={popup} scopeName={scope ? name(scope.properties.name) : me.scope} onSignOut={signOut} />}
    >
      <span className={styles.avatar} aria-hidden="true">
        {role.slice(0, 1)}
      </span>
      <span className={styles.role}>{role}</span>
    </PopupButton>
  );
}
