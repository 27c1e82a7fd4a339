import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { watchedScreensQuery } from '../../api/screens.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActsLog } from './acts-log.tsx';
import { ClipsSection } from './clips-section.tsx';
import { CallsLog } from './calls-log.tsx';
import { GroupSection } from './group-section.tsx';
import { HeardQuestion } from './heard-question.tsx';
import { OrdersBar } from './orders-bar.tsx';
import { ScreenDialog } from './screen-dialog.tsx';
import { groupsOf } from './screen-words.ts';
import styles from './screens.module.css';

interface Props {
  chosen: ReadonlySet<number>;
  onChosen: (chosen: ReadonlySet<number>) => void;
}

/** Every screen in the reader's area: how it does, what it shows, and the commands for those that are chosen. */
export function ScreensPanel({ chosen, onChosen }: Props) {
  const t = useText();
  const { data, error, refetch } = useQuery(watchedScreensQuery);
  const { data: directory } = useQuery(directoryQuery);
  const [edited, setEdited] = useState<ScreenWire | 'new' | null>(null);
  if (error && !data)
    return (
      <Notice
        icon="warning"
        role="alert"
        title={t('error.title')}
        action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
      >
        {error.message}
      </Notice>
    );
  const screens = data?.screens ?? [];
  const mayKeep = data?.mayKeep ?? false;
  const asOfMs = data ? Date.parse(data.asOf) : 0;
  const live = screens.filter(({ health }) => health === 'live').length;
  const toggle = (ids: readonly number[]) => {
    const isAll = ids.every((id) => chosen.has(id));
    const rest = [...chosen].filter((id) => !ids.includes(id));
    onChosen(new Set(isAll ? rest : [...rest, ...ids]));
  };
  const pair = mayKeep && (
    <Button kind="primary" onClick={() => setEdited('new')}>
      {t('screens.pair')}
    </Button>
  );
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('nav.walls')}</h2>
        {data && <p className={styles.quiet}>{t('screens.summary', { live, all: screens.length })}</p>}
        <span className={styles.gap} />
        <Link to="/walls/scenes" className={styles.link}>
          {t('screens.scenes')}
        </Link>
        {screens.length > 0 && pair}
      </header>
      {!data && (
        <div className={styles.waiting} aria-busy="true">
          {Array.from({ length: 5 }, (_, i) => (
            <Skeleton key={i} height={20} />
          ))}
        </div>
      )}
      {data && screens.length === 0 && (
        <Notice icon="wall" title={t('screens.none')} action={pair}>
          {t('screens.noneHint', { address: `${location.origin}/wall` })}
        </Notice>
      )}
      <div className={styles.groups}>
        {groupsOf(screens).map((group) => (
          <GroupSection
            key={group.name ?? ''}
            group={group}
            directory={directory}
            asOfMs={asOfMs}
            chosen={chosen}
            onToggle={toggle}
            onEdit={mayKeep ? setEdited : null}
          />
        ))}
      </div>
      {mayKeep && screens.length > 0 && <ClipsSection directory={directory} />}
      {mayKeep && screens.length > 0 && <CallsLog directory={directory} />}
      {mayKeep && screens.length > 0 && <ActsLog />}
      {screens.length > 0 && (
        <div className={styles.foot}>
          <HeardQuestion screens={screens} asOfMs={asOfMs} />
          <OrdersBar
            screens={screens.filter(({ id }) => chosen.has(id))}
            before={
              chosen.size > 0 && (
                <Button kind="icon" aria-label={t('screens.unchoose')} title={t('screens.unchoose')} onClick={() => onChosen(new Set())}>
                  <Icon name="close" size={18} />
                </Button>
              )
            }
          />
        </div>
      )}
      {edited !== null && <ScreenDialog screen={edited === 'new' ? null : edited} directory={directory} onClose={() => setEdited(null)} />}
    </div>
  );
}
