import { useEffect } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { cx } from '../../ui/cx.ts';
import { mayReload, quietWatch } from './quiet-moment.ts';
import styles from './stale-banner.module.css';

const RELOADED = 'guantong.reloaded-for';

/**
 * This page is of another version than its server: whatever it still has to fetch may be gone. By hand at any time; by itself, once a
 * version, when nobody has touched it for a while and nothing would be lost. The address keeps what is shown.
 */
export function NewBuildBanner({ build }: { build: string }) {
  const t = useText();
  useEffect(() => {
    if (sessionStorage.getItem(RELOADED) === build) return undefined;
    return quietWatch(() => {
      if (!mayReload()) return;
      sessionStorage.setItem(RELOADED, build);
      location.reload();
    });
  }, [build]);
  return (
    <div className={cx(styles.banner, styles.calm)} role="status" data-build={build}>
      <Icon name="retry" size={18} />
      <p>{t('build.other')}</p>
      <Button kind="outline" onClick={() => location.reload()}>
        {t('build.reload')}
      </Button>
    </div>
  );
}
