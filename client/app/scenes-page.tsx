import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { keyText, parseKey, type PieceKey } from '../features/scenes/piece-draft.ts';
import { ScenesPanel } from '../features/scenes/scenes-panel.tsx';
import { loadSceneTexts } from '../i18n/scene-texts.ts';
import { loadScreenTexts } from '../i18n/screen-texts.ts';
import { useText } from '../i18n/text.ts';
import { loadWallTexts } from '../i18n/wall-texts.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { usePageParams } from '../state/use-page-params.ts';
import { useView } from '../state/use-view.ts';
import { PhoneNav } from './phone-frame.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { WallsTopBar } from './walls-top-bar.tsx';
import { useWayOut } from './use-way-out.ts';
import frame from './kpi-page.module.css';
import styles from './walls-page.module.css';

await Promise.all([loadSceneTexts(), loadScreenTexts(), loadWallTexts()]);

/** `/walls/scenes?piece=scene/50/typhoon`: what walls may show, made by those who answer for them. */
export function ScenesPage() {
  const t = useText();
  const control = useView();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { me } = useSession();
  const [params, setParams] = usePageParams();
  useEffect(() => {
    document.title = `${t('scenes.title')} · ${t('app.name')}`;
  }, [t]);
  useWayOut(() => void navigate('/walls'));
  const choose = (key: PieceKey | null): void => setParams(key ? { piece: keyText(key) } : {});
  return (
    <div className={frame.page}>
      {!isPhone && <Rail control={control} deskOf={me.scope} />}
      <WallsTopBar isPhone={isPhone} />
      <PageBanner />
      <main className={styles.main}>
        <ScenesPanel chosen={parseKey(params.get('piece'))} onChosen={choose} />
      </main>
      {isPhone && <PhoneNav control={control} open={null} isReadable />}
      <SearchHost control={control} isReadable />
    </div>
  );
}
