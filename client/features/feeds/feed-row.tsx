import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeedWire } from '../../../shared/feed-wire.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { askFeed } from '../../api/feeds.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useReplay } from '../../state/replay.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FeedEntries } from './feed-entries.tsx';
import { clockOf, standingOf } from './feed-words.ts';
import { useFeedAct } from './use-feed-act.ts';
import styles from './feeds.module.css';

interface Props {
  feed: FeedWire;
  onEdit: () => void;
  onOpenAlert: (id: number) => void;
}

/** One feed: how it stands since when, why, and what of it was not taken. */
export function FeedRow({ feed, onEdit, onOpenAlert }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const isReplay = useReplay((state) => state.replay !== null);
  const { data: directory } = useQuery(directoryQuery);
  const { act, problem, isBusy } = useFeedAct();
  const [isOpen, setOpen] = useState(false);
  const { id, names, node, state, everyS, lastTakenAt, refused, waiting, settings } = feed;
  const facts = [
    name(directory?.get(node)?.name ?? { zh: node, en: node }),
    t('feed.every', { span: formatSpan(everyS * 1000, language) }),
    lastTakenAt && t('feed.lastTaken', { time: clockOf(lastTakenAt, city.timeZone) }),
  ];
  return (
    <li className={styles.feed} data-feed={id} data-state={state}>
      <div className={styles.top}>
        <strong>{name(names)}</strong>
        <span className={styles.state}>
          {state === 'failing' && <Icon name="warning" size={16} />}
          {standingOf(feed, t, city.timeZone)}
        </span>
      </div>
      <p className={styles.quiet}>{facts.filter(Boolean).join(' · ')}</p>
      {settings && (
        <p className={styles.address} title={settings.url}>
          {settings.url}
        </p>
      )}
      {feed.problem && <p className={styles.trouble}>{feed.problem.message}</p>}
      {problem !== null && (
        <p className={styles.trouble} role="alert">
          {problem}
        </p>
      )}
      {settings && (
        <div className={styles.acts}>
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('feed.entries', { refused, waiting })}
          </Button>
          {!isReplay && (
            <>
              <Button
                disabled={isBusy || !settings.isOn}
                title={t('feed.askHint')}
                onClick={() => void act({ id, ask: feed.lastFetchAt }, () => askFeed(id))}
              >
                {t('feed.ask')}
              </Button>
              <Button onClick={onEdit}>{t('feed.edit')}</Button>
            </>
          )}
        </div>
      )}
      {settings && isOpen && <FeedEntries id={id} onOpenAlert={onOpenAlert} />}
    </li>
  );
}
