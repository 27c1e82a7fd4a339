import { BreakdownPanel } from '../features/figures/breakdown-panel.tsx';
import { RankingPanel } from '../features/figures/ranking-panel.tsx';
import { SeriesPanel } from '../features/figures/series-panel.tsx';
import { useIsWide } from '../state/use-media.ts';
import type { Overview } from './use-overview.ts';
import styles from './overview-page.module.css';

/** So many areas fill the second column by themselves. */
const MANY = 24;

/** What stands under the figures: fetched beside them, drawn after them. A wide screen shows both breakdowns, in two columns. */
export function LowerPanels({ overview: { of, area, names, near, control } }: { overview: Overview }) {
  const isWide = useIsWide();
  const { view, change, hrefOf } = control;
  const { category = null, ...others } = view.filters;
  const breakdown = {
    of,
    picked: category,
    onPick: (picked: string | null) => change({ filters: picked === null ? others : { ...others, category: picked } }),
  };
  const states = isWide && <BreakdownPanel {...breakdown} only="status" />;
  const isFull = (area?.properties.children ?? 0) > MANY;
  return (
    <>
      <SeriesPanel of={of} />
      <BreakdownPanel {...breakdown} only={isWide ? 'category' : null} />
      {isFull && states}
      <div className={styles.second}>
        {area && <RankingPanel of={of} tier={area.properties.tier} names={names} measure={view.measure} hrefOf={hrefOf} onNear={near} />}
        {!isFull && states}
      </div>
    </>
  );
}
