import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StageSharesBy, StageSharesTable } from '../../../shared/stage-shares.ts';
import type { FiguresOf } from '../../api/figures.query.ts';
import { stageSharesQuery } from '../../api/kpi.query.ts';
import { useText } from '../../i18n/text.ts';

interface Asked {
  of: FiguresOf;
  /** What its children are called; null = it has none. */
  childName: string | null;
  /** Figures of units are for those who may read the area. */
  isReadable: boolean;
}
export interface StageSharesControl {
  by: StageSharesBy;
  choices: readonly StageSharesBy[];
  setBy: (by: StageSharesBy) => void;
  label: (by: StageSharesBy) => string;
  table: StageSharesTable | undefined;
}

/** What is compared in where the time went, for the page and for its file. */
export function useStageShares({ of, childName, isReadable }: Asked): StageSharesControl {
  const t = useText();
  const [chosen, setBy] = useState<StageSharesBy>('area');
  const choices: StageSharesBy[] = [...(childName === null ? [] : ['area' as const]), ...(isReadable ? ['unit' as const] : [])];
  const by = choices.includes(chosen) ? chosen : (choices[0] ?? 'area');
  const { data: table } = useQuery(stageSharesQuery(of, by));
  return { by, choices, setBy, label: (each) => (each === 'area' && childName !== null ? childName : t('thief.by.unit')), table };
}
