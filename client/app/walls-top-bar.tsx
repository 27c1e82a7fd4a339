import { useQuery } from '@tanstack/react-query';
import { areaQuery } from '../api/areas.query.ts';
import { useName } from '../i18n/language.ts';
import { useSession } from '../state/session.ts';
import { Bar } from './shell/bar.tsx';
import { SearchButton } from './shell/search-button.tsx';
import { DemoBadge } from './shell/demo-badge.tsx';
import crumbs from './shell/breadcrumb.module.css';
import phone from './phone-frame.module.css';

/** Screens are those of one's whole area: there is no place to choose. */
export function WallsTopBar({ isPhone }: { isPhone: boolean }) {
  const name = useName();
  const { me, city } = useSession();
  const { data: area } = useQuery(areaQuery(me.scope));
  const title = <h1 className={crumbs.here}>{area ? name(area.properties.name) : me.scope}</h1>;
  if (!isPhone) return <Bar isLive={false}>{title}</Bar>;
  return (
    <header className={phone.top}>
      {title}
      <SearchButton isSmall />
      {city.isDemo && <DemoBadge />}
    </header>
  );
}
