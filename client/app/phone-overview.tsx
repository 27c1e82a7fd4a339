import { useState } from 'react';
import { Link } from 'react-router';
import { DESK_ROLES } from '../../shared/terms.ts';
import { FiguresPanel } from '../features/figures/figures-panel.tsx';
import { formatCount } from '../i18n/format.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { deskPath } from '../state/place.ts';
import { useSession } from '../state/session.ts';
import type { Pane } from '../state/view.ts';
import { Icon } from '../ui/icon.tsx';
import { SheetHandle } from '../ui/sheet-handle.tsx';
import { IncidentsPart, LowerPart, MapPart } from './overview-parts.tsx';
import { PhoneMe } from './phone-me.tsx';
import { Breadcrumb } from './shell/breadcrumb.tsx';
import { ConnectionBadge } from './shell/connection-badge.tsx';
import { FilterPicker } from './shell/filter-picker.tsx';
import { MeasurePicker } from './shell/measure-picker.tsx';
import { SearchButton } from './shell/search-button.tsx';
import { DemoBadge, WindowPicker } from './shell/top-bar.tsx';
import type { Overview } from './use-overview.ts';
import styles from './overview-page.module.css';

/** One column, one thumb: figures first, then the map; the list is a page of its own. */
export function PhoneOverview({ overview, isStale }: { overview: Overview; isStale: boolean }) {
  const t = useText();
  const { city, me } = useSession();
  const language = useLanguage((state) => state.language);
  const { control, counts } = overview;
  const { pane } = control.view;
  const items = [
    { pane: 'overview', icon: 'map', label: t('nav.overview') },
    { pane: 'incidents', icon: 'list', label: `${t('nav.incidents')} ${counts ? formatCount(counts.open, language) : ''}` },
    { pane: 'me', icon: 'person', label: t('nav.me') },
  ] as const satisfies { pane: Pane; icon: string; label: string }[];
  return (
    <div className={styles.phone} data-stale={isStale}>
      <header className={styles.phoneTop}>
        <Breadcrumb control={control} onNear={overview.near} />
        <ConnectionBadge />
        {city.isDemo && <DemoBadge />}
        <SearchButton isSmall />
      </header>
      <main className={styles.phoneBody}>
        {pane === 'overview' && <PhoneFigures overview={overview} />}
        {pane === 'incidents' && <IncidentsPart overview={overview} isPhone />}
        {pane === 'me' && <PhoneMe scope={overview.scope} />}
      </main>
      <nav className={styles.phoneNav} aria-label={t('nav.label')}>
        {items.map((item) => (
          <button
            key={item.pane}
            type="button"
            aria-current={pane === item.pane ? 'page' : undefined}
            onClick={() => pane !== item.pane && control.change({ pane: item.pane })}
          >
            <Icon name={item.icon} size={22} />
            {item.label}
          </button>
        ))}
        {DESK_ROLES.has(me.role) && (
          <Link to={deskPath(overview.isReadable ? control.area : me.scope, me.scope)}>
            <Icon name="projector" size={22} />
            {t('nav.desk')}
          </Link>
        )}
      </nav>
    </div>
  );
}

function PhoneFigures({ overview }: { overview: Overview }) {
  const name = useName();
  const { of, control, isReadable, openRows, area } = overview;
  const { view } = control;
  return (
    <>
      <div className={styles.phoneFirst}>
        <div className={styles.phoneControls}>
          <WindowPicker control={control} />
        </div>
        <FiguresPanel
          of={of}
          areaName={area ? name(area.properties.name) : ''}
          measure={view.measure}
          onOpenRows={isReadable ? openRows : null}
        />
        <PhoneMap overview={overview} />
      </div>
      <div className={styles.phoneControls}>
        <MeasurePicker control={control} />
        <FilterPicker control={control} />
      </div>
      <LowerPart overview={overview} />
    </>
  );
}

/** A sheet over the page's foot; pulled up, or pressed, it takes the whole of it. */
function PhoneMap({ overview }: { overview: Overview }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { area } = overview;
  const isSchematic = area?.properties.schematic === true || area?.properties.tier === 'city';
  return (
    <section
      className={styles.phoneMap}
      data-open={isOpen}
      aria-label={t('map.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.preventDefault();
        setOpen(false);
      }}
    >
      <SheetHandle
        label={t(isOpen ? 'map.smaller' : 'map.larger')}
        isExpanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        onPull={(to) => setOpen(to === 'up')}
      />
      <header>
        <h2>{t('map.title')}</h2>
        <span>{isSchematic ? t('map.schematic') : ''}</span>
      </header>
      <div>
        <MapPart overview={overview} isPhone />
      </div>
    </section>
  );
}
