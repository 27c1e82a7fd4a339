import { BreakdownPanel } from '../features/figures/breakdown-panel.tsx';
import { RankingPanel } from '../features/figures/ranking-panel.tsx';
import { SeriesPanel } from '../features/figures/series-panel.tsx';
import type { Overview } from './use-overview.ts';

/** What stands under the figures: fetched beside them, drawn after them. */
export function LowerPanels({ overview: { of, area, names, near, control } }: { overview: Overview }) {
  const { view, change, hrefOf } = control;
  const { category: picked = null, ...others } = view.filters;
  return (
    <>
      <SeriesPanel of={of} />
      <BreakdownPanel
        of={of}
        picked={picked}
        onPick={(category) => change({ filters: category === null ? others : { ...others, category } })}
      />
      {area && <RankingPanel of={of} tier={area.properties.tier} names={names} measure={view.measure} hrefOf={hrefOf} onNear={near} />}
    </>
  );
}
