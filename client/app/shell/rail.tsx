import { Link } from 'react-router';
import { DESK_ROLES } from '../../../shared/terms.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon, Mark } from '../../ui/icon.tsx';
import styles from './rail.module.css';

/** Only pages that exist, and of these the ones that are this reader's work. */
export function Rail({ at, hrefs }: { at: 'overview' | 'desk'; hrefs: { overview: string; desk: string } }) {
  const t = useText();
  const { me } = useSession();
  const pages = [
    { page: 'overview', icon: 'map' },
    ...(DESK_ROLES.has(me.role) ? [{ page: 'desk', icon: 'projector' } as const] : []),
  ] as const;
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Link to={`/area/${encodeURIComponent(me.scope)}`} className={styles.mark ?? ''} aria-label={t('app.name')} title={t('app.name')}>
        <Mark />
      </Link>
      {pages.map(({ page, icon }) => (
        <Link
          key={page}
          to={hrefs[page]}
          className={styles.item ?? ''}
          aria-current={at === page ? 'page' : undefined}
          aria-label={t(`nav.${page}`)}
          title={t(`nav.${page}`)}
        >
          <Icon name={icon} />
        </Link>
      ))}
    </nav>
  );
}
