import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem.ts';
import { screensQuery } from '../../api/screens.query.ts';
import { wallScenesQuery } from '../../api/wall-scenes.query.ts';
import { useText } from '../../i18n/text.ts';

/** One write at a time: what went wrong is said in the server's words, and lists are asked for afresh. */
export function useSaving() {
  const t = useText();
  const cache = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** @returns what came back; null = it was refused. `onRefused` hears of a refusal before it is shown. */
  async function run<T>(work: () => Promise<T>, onRefused?: (problem: ProblemError) => void): Promise<{ value: T } | null> {
    setProblem(null);
    setBusy(true);
    try {
      const value = await work();
      await Promise.all([wallScenesQuery, screensQuery].map(({ queryKey }) => cache.invalidateQueries({ queryKey })));
      return { value };
    } catch (error) {
      if (error instanceof ProblemError) onRefused?.(error);
      setProblem(error instanceof ProblemError ? error.message : t('error.title'));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { run, problem, setProblem, isBusy };
}
