import { useState } from 'react';
import { FiguresPanel } from '../features/figures/figures-panel.tsx';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { SheetHandle } from '../ui/sheet-handle.tsx';
import { AlertsPart, IncidentsPart, LowerPart, MapPart } from './overview-parts.tsx';
import { PhoneMe } from './phone-me.tsx';
import { PhoneNav, PhoneTop } from './phone-frame.tsx';
import { FilterPicker } from './shell/filter-picker.tsx';
import { MeasurePicker } from './shell/measure-picker.tsx';
import { WindowPicker } from './shell/top-bar.tsx';
import type { Overview } from './use-overview.ts';
import styles from './overview-page.module.css';

/** One column, one thumb: figures first, then the map; the list is a page of its own. */
export function PhoneOverview({ overview, isStale }: { overview: Overview; isStale: boolean }) {
  const { control, counts } = overview;
  const { pane } = control.view;
  return (
    <div className={styles.phone} data-stale={isStale}>
      <PhoneTop control={control} onNear={overview.near} />
      <main className={styles.phoneBody}>
        {pane === 'overview' && <PhoneFigures overview={overview} />}
        {pane === 'incidents' && <IncidentsPart overview={overview} isPhone />}
        {pane === 'me' && <PhoneMe scope={overview.scope} />}
      </main>
      <PhoneNav control={control} open={counts?.open ?? null} isReadable={overview.isReadable} />
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
        <AlertsPart overview={overview} />
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
