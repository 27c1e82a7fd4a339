import { Link } from 'react-router';
import type { AreaFeature } from '../../api/areas.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import button from '../../ui/button.module.css';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './day-banner.module.css';

/** Says that all on this page is of a day of the past, by the tree of that day; the way back leads to what still exists. */
export function DayBanner({ control, area }: { control: ViewControl; area: AreaFeature | undefined }) {
  const t = useText();
  const { city } = useSession();
  const { at } = control.view;
  if (at === null) return null;
  const today = area?.properties.validTo === undefined ? control.area : city.area;
  return (
    <div className={styles.banner} role="status" data-day={at}>
      <Icon name="map" size={16} />
      <p>{t('at.banner', { day: at })}</p>
      <Link className={cx(button['button'], button['quiet'])} to={control.hrefOf(today, null)}>
        {t('at.back')}
      </Link>
    </div>
  );
}
