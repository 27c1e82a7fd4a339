import { useNavigate } from 'react-router';
import { DESK_ROLES } from '../../shared/terms.ts';
import { formatCount } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { deskPath, groupOf, type Page } from '../state/place.ts';
import { useSession } from '../state/session.ts';
import type { ViewControl } from '../state/use-view.ts';
import type { Pane } from '../state/view.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { ConnectionBadge } from './shell/connection-badge.tsx';
import { SearchButton } from './shell/search-button.tsx';
import { DemoBadge } from './shell/demo-badge.tsx';
import styles from './phone-frame.module.css';

/** What stands above and below every page on a phone. */
export function PhoneTop({
  control,
  onNear,
  isDesk = false,
}: {
  control: ViewControl;
  onNear: (area: string | null) => void;
  isDesk?: boolean;
}) {
  const { city } = useSession();
  return (
    <header className={styles.top}>
      <Breadcrumb control={control} onNear={onNear} isDesk={isDesk} />
      <ConnectionBadge />
      {city.isDemo && <DemoBadge />}
      <SearchButton isSmall />
    </header>
  );
}

interface Tab {
  page: Page;
  pane: Pane;
  icon: IconName;
  label: string;
  count?: number | null;
}

/** Panes of the overview, and the pages beside it. */
export function PhoneNav({ control, open, isReadable }: { control: ViewControl; open: number | null; isReadable: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const { me } = useSession();
  const language = useLanguage((state) => state.language);
  const { view, page, area, hrefOn } = control;
  const items: Tab[] = [
    { page: 'overview', pane: 'overview', icon: 'map', label: t('nav.overview') },
    { page: 'overview', pane: 'incidents', icon: 'list', label: t('nav.incidents'), count: open },
    ...(DESK_ROLES.has(me.role) ? [{ page: 'desk', pane: 'overview', icon: 'projector', label: t('nav.desk') } satisfies Tab] : []),
    ...(groupOf(area) === null ? [{ page: 'kpi', pane: 'overview', icon: 'score', label: t('nav.kpi') } satisfies Tab] : []),
    { page: 'overview', pane: 'me', icon: 'person', label: t('nav.me') },
  ];
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {items.map((item) => {
        const isHere = page === item.page && (page !== 'overview' || view.pane === item.pane);
        const href = item.page === 'desk' ? deskPath(isReadable ? area : me.scope, me.scope) : hrefOn(item.page, { pane: item.pane });
        return (
          <button
            key={`${item.page} ${item.pane}`}
            type="button"
            aria-current={isHere ? 'page' : undefined}
            onClick={() => isHere || void navigate(href)}
          >
            {item.label}
            <span className={styles.sign}>
              <Icon name={item.icon} size={22} />
              {item.count != null && <span>{` ${formatCount(item.count, language)}`}</span>}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
