import { lazy, Suspense, type ReactNode } from 'react';
import { useReplay } from '../../state/replay.ts';
import { loadReplayBar } from '../parts.ts';
import styles from './replay.module.css';

const ReplayBar = lazy(async () => ({ default: (await loadReplayBar()).ReplayBar }));

/** Around every page: nothing where the city is live; in a replay its bar on top and a line about it all. */
export function ReplayFrame({ children }: { children: ReactNode }) {
  const replay = useReplay((state) => state.replay);
  if (replay === null) return children;
  return (
    <div className={styles.frame}>
      <Suspense>
        <ReplayBar replay={replay} />
      </Suspense>
      <div className={styles.page}>{children}</div>
    </div>
  );
}
