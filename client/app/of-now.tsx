import { Link } from 'react-router';
import { ProblemError } from '../api/problem.ts';
import { useText } from '../i18n/text.ts';
import { groupOf } from '../state/place.ts';
import { useReplay } from '../state/replay.ts';
import { useSession } from '../state/session.ts';
import type { ViewControl } from '../state/use-view.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Pages that tell of now, and of areas. */
const ICONS = { vitals: 'pulse', plans: 'flag' } as const;
interface Props {
  page: keyof typeof ICONS;
  control: ViewControl;
}

/** Whether such a page can be asked for here: in no replay, on no other day, of no group. */
export function useIsNow({ area, view }: ViewControl): boolean {
  const isReplay = useReplay((state) => state.replay !== null);
  return view.at === null && !isReplay && groupOf(area) === null;
}

/** In place of the page where it cannot. */
export function NotNow({ page, control }: Props) {
  const t = useText();
  const back = control.view.at !== null && <Button onClick={() => control.change({ at: null })}>{t('at.back')}</Button>;
  return (
    <Notice icon={ICONS[page]} title={t(`${page}.nowOnly`)} action={back}>
      {t(`${page}.nowOnlyHint`)}
    </Notice>
  );
}

/** In place of the page where it was refused: it is somebody else's area, or something failed. */
export function NotTold({ page, control, error }: Props & { error: Error }) {
  const t = useText();
  const { me } = useSession();
  const isElsewhere = error instanceof ProblemError && error.code === 'scope.denied';
  return (
    <Notice
      icon={ICONS[page]}
      role="alert"
      title={t(isElsewhere ? `${page}.elsewhere` : `${page}.failed`)}
      action={isElsewhere ? <Link to={control.hrefOf(me.scope)}>{t(`${page}.toOwn`)}</Link> : undefined}
    >
      {isElsewhere ? undefined : error.message}
    </Notice>
  );
}
