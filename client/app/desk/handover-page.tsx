import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { areaQuery } from '../../api/areas.query.ts';
import { handoverQuery } from '../../api/units.query.ts';
import { HandoverList } from '../../features/incidents/handover-list.tsx';
import { loadDeskTexts } from '../../i18n/desk-texts.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { deskPath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useDeskView } from '../../state/use-desk-view.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FailedPage } from '../failed-page.tsx';
import { DemoBadge } from '../shell/demo-badge.tsx';
import { LanguageSwitch } from '../shell/switches.tsx';
import { useWayOut } from '../use-way-out.ts';
import styles from './handover-page.module.css';

await loadDeskTexts();

/** The list for the end of a shift: `/desk/handover?area=500103`; Escape goes back to the desk. */
export function HandoverPage() {
  const t = useText();
  const name = useName();
  const navigate = useNavigate();
  const { me, city } = useSession();
  const { area: code } = useDeskView();
  const { data: area } = useQuery(areaQuery(code));
  const { data: handover, error, refetch } = useQuery(handoverQuery(code));
  const areaName = area ? name(area.properties.name) : '';
  const back = deskPath(code, me.scope);
  useEffect(() => {
    document.title = `${t('handover.title')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  useWayOut(() => void navigate(back));
  if (error && !handover) return <FailedPage error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <Link to={back}>{t('handover.back')}</Link>
        <span className={styles.gap} />
        {city.isDemo && <DemoBadge />}
        <LanguageSwitch />
      </header>
      <main>
        {handover ? (
          <HandoverList handover={handover} areaName={areaName} />
        ) : (
          <div className={styles.waiting} aria-busy="true">
            {Array.from({ length: 8 }, (_, i) => (
              <Skeleton key={i} height={20} />
            ))}
          </div>
        )}
      </main>
    </div>
  );
}
