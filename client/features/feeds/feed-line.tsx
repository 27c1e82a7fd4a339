import { useQuery } from '@tanstack/react-query';
import { keepsFeeds } from '../../../shared/feed-terms.ts';
import { feedsQuery } from '../../api/feeds.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { lineOf } from './feed-words.ts';
import styles from './feeds.module.css';

/** Where alerts come from by themselves, in one line that opens the rest. Where there are none, only those hear of it who could make one. */
export function FeedLine({ area, isOpen, onOpen }: { area: string; isOpen: boolean; onOpen: () => void }) {
  const t = useText();
  const { city, me } = useSession();
  const { data } = useQuery(feedsQuery(area));
  if (!data || (data.feeds.length === 0 && !keepsFeeds(me.role))) return null;
  const isFailing = data.feeds.some(({ state }) => state === 'failing');
  return (
    <button type="button" className={styles.line} aria-expanded={isOpen} data-failing={isFailing} onClick={onOpen}>
      <Icon name={isFailing ? 'warning' : 'link'} size={16} />
      <span>{lineOf(data.feeds, t, city.timeZone)}</span>
      <Icon name="chevron-right" size={16} />
    </button>
  );
}
