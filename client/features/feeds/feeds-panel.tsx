import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { feedsQuery, WORKING_MS } from '../../api/feeds.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FeedForm } from './feed-form.tsx';
import { FeedRow } from './feed-row.tsx';
import styles from './feeds.module.css';

interface Props {
  area: string;
  onOpenAlert: (id: number) => void;
  onClose: () => void;
}

/** Feeds that are asked again and again: how each does, and for those who look after them what it is made of. */
export function FeedsPanel({ area, onOpenAlert, onClose }: Props) {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const { data, error, refetch } = useQuery({ ...feedsQuery(area), refetchInterval: WORKING_MS });
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  const feed = data?.feeds.find(({ id }) => id === edited) ?? null;
  return (
    <section ref={place} tabIndex={-1} className={styles.panel} aria-label={t('feed.title')}>
      <header className={styles.head}>
        <h2>{t('feed.title')}</h2>
        {data?.mayWrite && edited === null && <Button onClick={() => setEdited('new')}>{t('feed.add')}</Button>}
        <Button kind="icon" aria-label={t('feed.close')} title={`${t('feed.close')} (Esc)`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('feed.title')}>
        {!data && error && (
          <Notice
            icon="warning"
            role="alert"
            title={error.message}
            action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
          />
        )}
        {edited !== null && data && (edited === 'new' || feed) && (
          <FeedForm key={edited} area={area} feed={feed} onDone={() => setEdited(null)} />
        )}
        {data?.feeds.length === 0 && edited === null && (
          <Notice icon="link" title={t('feed.none')}>
            {t('feed.noneHint')}
          </Notice>
        )}
        <ul className={styles.feeds}>
          {data?.feeds
            .filter(({ id }) => id !== edited)
            .map((each) => (
              <FeedRow key={each.id} feed={each} onEdit={() => setEdited(each.id)} onOpenAlert={onOpenAlert} />
            ))}
        </ul>
      </div>
    </section>
  );
}
