import type { ReactNode } from 'react';
import { useReplay } from '../../state/replay.ts';
import { ReplayBar } from './replay-bar.tsx';
import styles from './replay.module.css';

/** Around every page: nothing where the city is live; in a replay its bar on top and a line about it all. */
export function ReplayFrame({ children }: { children: ReactNode }) {
  const replay = useReplay((state) => state.replay);
  if (replay === null) return children;
  return (
    <div className={styles.frame}>
      <ReplayBar replay={replay} />
      <div className={styles.page}>{children}</div>
    </div>
  );
}
