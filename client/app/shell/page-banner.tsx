import type { ReactNode } from 'react';
import { useOtherBuild } from '../../live/build.ts';
import { useConnection } from '../../live/connection.ts';
import { NewBuildBanner } from './new-build-banner.tsx';
import { StaleBanner } from './stale-banner.tsx';

/** The one line that lies over a page: what presses most. `children` = what the page itself has to say, null = nothing. */
export function PageBanner({ children = null }: { children?: ReactNode }) {
  const isAway = useConnection(({ state }) => state === 'stale' || state === 'restarting');
  const other = useOtherBuild((state) => state.other);
  if (isAway) return <StaleBanner />;
  if (children !== null) return children;
  return other === null ? null : <NewBuildBanner build={other} />;
}
