import { useText } from '../../i18n/text.ts';
import { Chip } from '../../ui/chip.tsx';
import styles from './top-bar.module.css';

export function DemoBadge() {
  const t = useText();
  return (
    <Chip kind="dashed" title={t('top.demoHint')} className={styles.demo}>
      {t('top.demo')}
    </Chip>
  );
}
