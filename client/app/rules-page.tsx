import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { RulesPanel, type ChosenRule } from '../features/rules/rules-panel.tsx';
import { loadRuleTexts } from '../i18n/rule-texts.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { useIsPhone } from '../state/use-media.ts';
import { usePageParams } from '../state/use-page-params.ts';
import { useView } from '../state/use-view.ts';
import { PhoneNav } from './phone-frame.tsx';
import { PageBanner } from './shell/page-banner.tsx';
import { Rail } from './shell/rail.tsx';
import { SearchHost } from './shell/search-host.tsx';
import { useWayOut } from './use-way-out.ts';
import { WallsTopBar } from './walls-top-bar.tsx';
import frame from './kpi-page.module.css';
import styles from './walls-page.module.css';

await loadRuleTexts();

/** `/rules?rule=3`: rules of the reader's area, one of them open, or what they have raised. */
export function RulesPage() {
  const t = useText();
  const control = useView();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { me } = useSession();
  const [params, setParams] = usePageParams();
  const asked = params.get('rule');
  const chosen: ChosenRule = asked === 'new' ? 'new' : /^\d+$/.test(asked ?? '') ? Number(asked) : null;
  useEffect(() => {
    document.title = `${t('nav.rules')} · ${t('app.name')}`;
  }, [t]);
  const choose = (next: ChosenRule): void => setParams(next === null ? {} : { rule: String(next) });
  useWayOut(() => (chosen === null ? void navigate('/') : choose(null)));
  return (
    <div className={frame.page}>
      {!isPhone && <Rail control={control} deskOf={me.scope} />}
      <WallsTopBar isPhone={isPhone} />
      <PageBanner />
      <main className={styles.main}>
        <RulesPanel chosen={chosen} onChosen={choose} />
      </main>
      {isPhone && <PhoneNav control={control} open={null} isReadable />}
      <SearchHost control={control} isReadable />
    </div>
  );
}
