import { useQuery } from '@tanstack/react-query';
import { shelfQuery } from '../../api/alerts.query.ts';
import { AlertList, SHELVES } from '../../features/alerts/alert-list.tsx';
import { TierTable } from '../../features/alerts/tier-table.tsx';
import { FeedLine } from '../../features/feeds/feed-line.tsx';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { AlertPlace } from './use-alert-place.ts';
import styles from './alerts-page.module.css';

interface Props {
  area: string;
  areaName: string;
  /** The area is known, and may be read. */
  isReady: boolean;
  place: AlertPlace;
  mayWrite: { draft: boolean; notice: boolean };
  onGo: (patch: Partial<AlertPlace>) => void;
}

/** The left side: what one may write, how each tier stands, and the list. */
export function AlertsSide({ area, areaName, isReady, place: { shelf, alert, write }, mayWrite, onGo }: Props) {
  const t = useText();
  const { data: drafts } = useQuery({ ...shelfQuery(area, 'draft'), enabled: isReady });
  const n = drafts?.alerts.length ?? 0;
  return (
    <div className={styles.side}>
      <div className={styles.tools}>
        <Segmented
          label={t('alert.shelves')}
          value={shelf}
          options={SHELVES.map((value) => ({
            value,
            label: value === 'draft' && n > 0 ? `${t('alert.shelf.draft')} ${n}` : t(`alert.shelf.${value}`),
          }))}
          onChange={(next) => onGo({ shelf: next, alert: null, write: null })}
        />
        <span className={styles.gap} />
        {mayWrite.draft && <Button onClick={() => onGo({ write: 'draft', alert: null })}>{t('alert.writeDraft')}</Button>}
        {mayWrite.notice && <Button onClick={() => onGo({ write: 'notice', alert: null })}>{t('alert.writeNotice')}</Button>}
      </div>
      {isReady && (
        <>
          <div className={styles.tiers}>
            <TierTable area={area} />
          </div>
          <FeedLine
            area={area}
            isOpen={write === 'feeds'}
            onOpen={() => onGo({ write: write === 'feeds' ? null : 'feeds', alert: null })}
          />
          <section className={styles.listRoom} aria-label={t('alert.list')}>
            <AlertList area={area} areaName={areaName} shelf={shelf} selected={alert} onOpen={(id) => onGo({ alert: id, write: null })} />
          </section>
        </>
      )}
    </div>
  );
}
