import { lazy, Suspense, type ReactNode } from 'react';
import { answersCalls } from '../../../shared/calls.ts';
import { useOtherBuild } from '../../live/build.ts';
import { useConnection } from '../../live/connection.ts';
import { useCallLine } from '../../live/use-call-line.ts';
import { useSession } from '../../state/session.ts';
import { retrying } from '../../ui/retrying.ts';
import { NewBuildBanner } from './new-build-banner.tsx';
import { StaleBanner } from './stale-banner.tsx';

const CallBanner = lazy(async () => ({ default: (await retrying(() => import('./call-banner.tsx'))).CallBanner }));

/** The one line that lies over a page: what presses most. `children` = what the page itself has to say, null = nothing. */
export function PageBanner({ children = null }: { children?: ReactNode }) {
  const isAway = useConnection(({ state }) => state === 'stale' || state === 'restarting');
  const other = useOtherBuild((state) => state.other);
  const { me } = useSession();
  const isCalled = useCallLine(answersCalls(me.role));
  if (isAway) return <StaleBanner />;
  if (isCalled)
    return (
      <Suspense>
        <CallBanner />
      </Suspense>
    );
  if (children !== null) return children;
  return other === null ? null : <NewBuildBanner build={other} />;
}
