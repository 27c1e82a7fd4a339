import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import { formatTarget } from '../../i18n/format.ts';
import type { FiguresOf } from '../../api/figures.query.ts';
import { Legend } from '../../map/legend.tsx';
import { targetOf } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import type { RateName } from '../../../shared/measures.ts';
import type { Choropleth } from './choropleth.ts';
import styles from './map-pane.module.css';

interface Props {
  choropleth: Choropleth;
  of: FiguresOf;
  measure: RateName;
  isSchematic: boolean;
  isPhone: boolean;
}

export function MapLegend({ choropleth, of, measure, isSchematic, isPhone }: Props) {
  const t = useText();
  const { city } = useSession();
  const window = useWindowName(of.view, of.atMs);
  const target = targetOf(measure, city.targets);
  const goal = target ? t(target.better === 'higher' ? 'figures.atLeast' : 'figures.atMost', { value: formatTarget(target.target) }) : null;
  const scope = [t('unit.percent'), window, goal === null ? t('legend.quartiles') : t('legend.target', { target: goal })].join(' · ');
  const notes = isSchematic ? [t('map.schematic')] : [];
  return (
    <Legend
      className={styles.legend ?? ''}
      measure={t(`measure.${measure}`)}
      scope={scope}
      entries={choropleth.entries}
      notes={notes}
      isNarrow={isPhone}
    />
  );
}
