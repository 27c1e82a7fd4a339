import { Link } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { groupOf } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { Icon, Mark } from '../../ui/icon.tsx';
import styles from './rail.module.css';

const PAGES = [
  { to: 'overview', icon: 'map' },
  { to: 'kpi', icon: 'score' },
] as const;

/** Only pages that exist. */
export function Rail({ control: { area, page, hrefOn } }: { control: ViewControl }) {
  const t = useText();
  const { me } = useSession();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Link to={`/area/${encodeURIComponent(me.scope)}`} className={styles.mark ?? ''} aria-label={t('app.name')} title={t('app.name')}>
        <Mark />
      </Link>
      {PAGES.filter(({ to }) => to === 'overview' || groupOf(area) === null).map(({ to, icon }) => (
        <Link
          key={to}
          to={hrefOn(to)}
          className={styles.item ?? ''}
          aria-current={page === to ? 'page' : undefined}
          aria-label={t(`nav.${to}`)}
          title={t(`nav.${to}`)}
        >
          <Icon name={icon} />
        </Link>
      ))}
    </nav>
  );
}
