import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FEED_OUTCOMES, type FeedOutcome } from '../../../shared/feed-terms.ts';
import { feedEntriesQuery } from '../../api/feeds.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { clockOf } from './feed-words.ts';
import styles from './feeds.module.css';

/** What was seen in a feed, by what became of it: what was not taken first, each with its reason. */
export function FeedEntries({ id, onOpenAlert }: { id: number; onOpenAlert: (id: number) => void }) {
  const t = useText();
  const { city } = useSession();
  const [outcome, setOutcome] = useState<FeedOutcome>('refused');
  const { data } = useQuery(feedEntriesQuery(id, outcome));
  return (
    <div className={styles.seen}>
      <Segmented
        label={t('feed.byOutcome')}
        value={outcome}
        options={[...FEED_OUTCOMES].reverse().map((value) => ({ value, label: t(`feed.outcome.${value}`) }))}
        onChange={setOutcome}
      />
      {data?.entries.length === 0 && <p className={styles.quiet}>{t('feed.noEntries')}</p>}
      <ul>
        {data?.entries.map(({ title, link, at, alert, problem }, i) => (
          <li key={`${at} ${link ?? title} ${i}`}>
            <time dateTime={at}>{clockOf(at, city.timeZone)}</time>
            <span>
              {title || link || '–'}
              {problem && <em>{problem.message}</em>}
              {alert !== null && (
                <button type="button" className={styles.link} onClick={() => onOpenAlert(alert)}>
                  {t('alert.detail', { id: alert })}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
