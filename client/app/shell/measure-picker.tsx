import { lazy } from 'react';
import { useText } from '../../i18n/text.ts';
import { formatTarget } from '../../i18n/format.ts';
import { MAP_MEASURES, targetOf } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import styles from './top-bar.module.css';

const loadMenu = () => import('../../ui/option-menu.tsx');
const OptionMenu = lazy(async () => ({ default: (await loadMenu()).OptionMenu }));

export function MeasurePicker({ control: { view, change } }: { control: ViewControl }) {
  const t = useText();
  const { city } = useSession();
  const hint = (measure: (typeof MAP_MEASURES)[number]) => {
    const target = targetOf(measure, city.targets);
    if (!target) return {};
    const value = formatTarget(target.target);
    return { hint: target.better === 'higher' ? t('figures.atLeast', { value }) : t('figures.atMost', { value }) };
  };
  const options = MAP_MEASURES.map((measure) => ({ value: measure, label: t(`measure.${measure}`), ...hint(measure) }));
  return (
    <PopupButton
      label={`${t('top.measure')}: ${t(`measure.${view.measure}`)}`}
      className={cx(styles.boxed, styles.measure)}
      preload={loadMenu}
      renderPopup={(popup) => (
        <OptionMenu
          control={popup}
          groups={[{ options }]}
          value={view.measure}
          onChange={(measure) => change({ measure: measure as typeof view.measure })}
        />
      )}
    >
      <span className={styles.quiet}>{t('top.measure')}</span>
      <strong>{t(`measure.${view.measure}`)}</strong>
      <Icon name="chevron-down" size={16} />
    </PopupButton>
  );
}
