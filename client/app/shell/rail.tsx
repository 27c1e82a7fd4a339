import { Link } from 'react-router';
import { DESK_ROLES } from '../../../shared/terms.ts';
import { readsRules } from '../../../shared/rule-terms.ts';
import { operatesWall } from '../../../shared/wall-control.ts';
import { useText } from '../../i18n/text.ts';
import { deskPath, groupOf } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { Icon, Mark } from '../../ui/icon.tsx';
import { OpenAlarms } from './open-alarms.tsx';
import styles from './rail.module.css';

/** Only pages that exist, and of these the ones that are this reader's work. `deskOf` = the area whose desk is meant. */
export function Rail({ control: { area, page, hrefOn }, deskOf }: { control: ViewControl; deskOf: string }) {
  const t = useText();
  const { me } = useSession();
  const pages = [
    { to: 'overview', icon: 'map', href: hrefOn('overview') },
    ...(DESK_ROLES.has(me.role) ? [{ to: 'desk', icon: 'projector', href: deskPath(deskOf, me.scope) } as const] : []),
    ...(groupOf(area) === null ? [{ to: 'alerts', icon: 'hazard', href: hrefOn('alerts', { at: null }) } as const] : []),
    ...(groupOf(area) === null ? [{ to: 'kpi', icon: 'score', href: hrefOn('kpi') } as const] : []),
    ...(groupOf(area) === null ? [{ to: 'vitals', icon: 'pulse', href: hrefOn('vitals', { at: null }) } as const] : []),
    ...(groupOf(area) === null ? [{ to: 'plans', icon: 'flag', href: hrefOn('plans', { at: null }) } as const] : []),
    ...(groupOf(area) === null ? [{ to: 'devices', icon: 'sensor', href: hrefOn('devices', { at: null }) } as const] : []),
    ...(readsRules(me.role) ? [{ to: 'rules', icon: 'bell', href: '/rules' } as const] : []),
    ...(operatesWall(me.role) ? [{ to: 'walls', icon: 'wall', href: '/walls' } as const] : []),
  ] as const;
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Link to={`/area/${encodeURIComponent(me.scope)}`} className={styles.mark ?? ''} aria-label={t('app.name')} title={t('app.name')}>
        <Mark />
      </Link>
      {pages.map(({ to, icon, href }) => (
        <Link
          key={to}
          to={href}
          className={styles.item ?? ''}
          aria-current={page === to ? 'page' : undefined}
          aria-label={t(`nav.${to}`)}
          title={t(`nav.${to}`)}
        >
          <Icon name={icon} />
          {to === 'rules' && <OpenAlarms area={me.scope} />}
        </Link>
      ))}
    </nav>
  );
}
