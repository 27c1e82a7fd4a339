import type { Figures } from '../../shared/live.ts';
import type { ChildSummary, Summary } from '../../shared/summary.ts';

/** Live figures are absolute: the later ones replace, nothing is ever added up here. */
export function patchSummary(summary: Summary, figures: Figures): Summary {
  if (figures.area !== summary.area || isOlder(figures, summary)) return summary;
  return {
    ...summary,
    from: new Date(figures.fromMs).toISOString(),
    to: new Date(figures.toMs).toISOString(),
    asOf: new Date(figures.asOfMs).toISOString(),
    seq: figures.seq,
    totals: figures.totals,
    rates: figures.rates ?? summary.rates,
    durations: figures.durations ?? summary.durations,
    children: patchChildren(summary.children, figures.children),
  };
}

const isOlder = (figures: Figures, summary: Summary): boolean =>
  figures.seq < summary.seq || (figures.seq === summary.seq && figures.asOfMs < Date.parse(summary.asOf));

function patchChildren(children: readonly ChildSummary[], changed: Figures['children']): ChildSummary[] {
  if (changed.length === 0) return children as ChildSummary[];
  const news = new Map(changed.map((child) => [child.area, child]));
  return children.map((child) => {
    const given = news.get(child.area);
    return given ? { area: child.area, totals: given.totals, rates: given.rates ?? child.rates } : child;
  });
}

/** The window began elsewhere (midnight, a full hour): all that was fetched for the old one is out of date. */
export const isOtherWindow = (summary: Summary, figures: Figures): boolean => Math.abs(Date.parse(summary.from) - figures.fromMs) >= 60_000;
