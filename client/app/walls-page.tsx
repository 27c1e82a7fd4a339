import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ScreensPanel } from '../features/screens/screens-panel.tsx';
import { loadScreenTexts } from '../i18n/screen-texts.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { useView } from '../state/use-view.ts';
import { PhoneNav } from './phone-frame.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { WallsTopBar } from './walls-top-bar.tsx';
import { useWayOut } from './use-way-out.ts';
import frame from './kpi-page.module.css';
import styles from './walls-page.module.css';

await loadScreenTexts();

/** `/walls`: all screens of the reader's area, and what they are told. */
export function WallsPage() {
  const t = useText();
  const control = useView();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { me } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    document.title = `${t('nav.walls')} · ${t('app.name')}`;
  }, [t]);
  useWayOut(() => {
    if (chosen.size > 0) setChosen(new Set());
    else void navigate('/');
  });
  return (
    <div className={frame.page}>
      {!isPhone && <Rail control={control} deskOf={me.scope} />}
      <WallsTopBar isPhone={isPhone} />
      <PageBanner />
      <main className={styles.main}>
        <ScreensPanel chosen={chosen} onChosen={setChosen} />
      </main>
      {isPhone && <PhoneNav control={control} open={null} isReadable />}
      <SearchHost control={control} isReadable />
    </div>
  );
}
