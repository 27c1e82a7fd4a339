import { Link } from 'react-router';
import { readsRules } from '../../shared/rule-terms.ts';
import { operatesWall } from '../../shared/wall-control.ts';
import { ROLE_NAMES } from '../../shared/terms.ts';
import type { AreaFeature } from '../api/areas.query.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { pagePath } from '../state/place.ts';
import { useSession } from '../state/session.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { LanguageSwitch, ThemeSwitch } from './shell/switches.tsx';
import { useSignOut } from './use-sign-out.ts';
import styles from './overview-page.module.css';

/** Pages that a thumb needs less often than the five of the bar, which has no room for a sixth. */
const PAGES = [
  ['alerts', 'hazard'],
  ['vitals', 'pulse'],
  ['plans', 'flag'],
  ['devices', 'sensor'],
] as const;

export function PhoneMe({ scope }: { scope: AreaFeature | undefined }) {
  const t = useText();
  const name = useName();
  const { me, city } = useSession();
  const signOut = useSignOut();
  return (
    <section className={styles.phoneMe} aria-label={t('me.menu')}>
      <h2>{me.name}</h2>
      <dl>
        <dt>{t('me.role')}</dt>
        <dd>{name(ROLE_NAMES[me.role])}</dd>
        <dt>{t('me.scope')}</dt>
        <dd>{scope ? name(scope.properties.name) : me.scope}</dd>
      </dl>
      <div className={styles.phoneRow}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      {PAGES.map(([page, icon]) => (
        <Link key={page} to={pagePath(me.scope, page)} className={styles.phoneLink}>
          <Icon name={icon} size={18} />
          {t(`nav.${page}`)}
        </Link>
      ))}
      {readsRules(me.role) && (
        <Link to={pagePath(me.scope, 'rules')} className={styles.phoneLink}>
          <Icon name="bell" size={18} />
          {t('nav.rules')}
        </Link>
      )}
      {operatesWall(me.role) && (
        <Link to="/walls" className={styles.phoneLink}>
          <Icon name="wall" size={18} />
          {t('nav.walls')}
        </Link>
      )}
      <Button onClick={signOut}>
        <Icon name="out" size={18} />
        {t('signOut')}
      </Button>
      {city.notices.map((notice) => (
        <p key={notice.en} className={styles.phoneAge} style={{ whiteSpace: 'normal' }}>
          {name(notice)}
        </p>
      ))}
    </section>
  );
}
