import { Link } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon, Mark } from '../../ui/icon.tsx';
import styles from './rail.module.css';

/** Only pages that exist. */
export function Rail({ href }: { href: string }) {
  const t = useText();
  const { me } = useSession();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Link to={`/area/${encodeURIComponent(me.scope)}`} className={styles.mark ?? ''} aria-label={t('app.name')} title={t('app.name')}>
        <Mark />
      </Link>
      <Link to={href} className={styles.item ?? ''} aria-current="page" aria-label={t('nav.overview')} title={t('nav.overview')}>
        <Icon name="map" />
      </Link>
    </nav>
  );
}
