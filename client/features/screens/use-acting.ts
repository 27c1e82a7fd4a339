import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem.ts';
import { screensQuery } from '../../api/screens.query.ts';
import { useText } from '../../i18n/text.ts';

/** One act upon screens: what went wrong is said in words, and the list is asked for afresh. */
export function useActing() {
  const t = useText();
  const cache = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** @returns whether it was done */
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setProblem(null);
    setBusy(true);
    try {
      await work();
      await cache.invalidateQueries({ queryKey: screensQuery.queryKey });
      return true;
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.message : t('error.title'));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, problem, setProblem, isBusy };
}
