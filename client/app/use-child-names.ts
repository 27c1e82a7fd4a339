import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Summary } from '../../shared/summary.ts';
import type { Bilingual } from '../../shared/terms.ts';
import { childrenQuery } from '../api/areas.query.ts';
import type { FiguresOf } from '../api/figures.query.ts';
import type { AreaShapes } from '../map/map-types.ts';

/** Names of all children that the figures speak of: those of the window that are gone by now are asked for as of their last day. */
export function useChildNames(
  of: FiguresOf,
  children: AreaShapes | undefined,
  summary: Summary | undefined,
): ReadonlyMap<string, Bilingual> {
  const edge = useMemo(() => {
    const known = new Set(children?.features.map(({ properties }) => properties.code));
    const gone = children && summary?.children.find(({ area }) => !known.has(area));
    const text = gone && (gone.validTo ?? gone.validFrom);
    return text === undefined ? null : gone?.validTo === undefined ? Date.parse(text) : Date.parse(text) - 1;
  }, [children, summary]);
  const { data: former } = useQuery({ ...childrenQuery(of.area, edge), enabled: edge !== null });
  return useMemo(() => {
    const features = [...(edge === null ? [] : (former?.features ?? [])), ...(children?.features ?? [])];
    return new Map(features.map(({ properties }) => [properties.code, properties.name]));
  }, [children, edge, former]);
}
