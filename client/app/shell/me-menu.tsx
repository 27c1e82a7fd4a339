import { Menu } from '@base-ui/react/menu';
import { ROLE_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuPopup } from '../../ui/option-menu.tsx';
import type { PopupControl } from '../../ui/popup-button.tsx';
import popup from '../../ui/popup.module.css';
import styles from './top-bar.module.css';

export function MeMenu({ control, scopeName, onSignOut }: { control: PopupControl; scopeName: string; onSignOut: () => void }) {
  const t = useText();
  const name = useName();
  const { me, city } = useSession();
  return (
    <MenuPopup control={control}>
      <div className={styles.me}>
        <strong>{me.name}</strong>
        <dl>
          <dt>{t('me.role')}</dt>
          <dd>{name(ROLE_NAMES[me.role])}</dd>
          <dt>{t('me.scope')}</dt>
          <dd>{scopeName}</dd>
        </dl>
      </div>
      <div className={popup['rule']} />
      <Menu.Item className={popup['item']} onClick={onSignOut}>
        <Icon name="out" size={16} />
        {t('signOut')}
      </Menu.Item>
      {city.notices.length > 0 && (
        <>
          <div className={popup['rule']} />
          <ul className={styles.notices}>
            {city.notices.map((notice) => (
              <li key={notice.en}>{name(notice)}</li>
            ))}
          </ul>
        </>
      )}
    </MenuPopup>
  );
}
