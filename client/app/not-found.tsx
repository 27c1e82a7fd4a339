import { Link } from 'react-router';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { Notice } from '../ui/notice.tsx';
import button from '../ui/button.module.css';
import { cx } from '../ui/cx.ts';

/** `area` = the page exists, the area does not. */
export function NotFound({ area }: { area?: string }) {
  const t = useText();
  const { me } = useSession();
  return (
    <main style={{ height: '100%' }}>
      <Notice
        isPage
        icon="map"
        title={t('notFound.title')}
        action={
          <Link className={cx(button['button'], button['outline'])} to={`/area/${encodeURIComponent(me.scope)}`}>
            {t('notFound.back')}
          </Link>
        }
      >
        {area !== undefined && t('notFound.area', { code: area })}
      </Notice>
    </main>
  );
}
