import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { feedsKey } from '../../api/feeds.query.ts';
import { newKey } from '../../api/incident-command.mutation.ts';
import { ProblemError } from '../../api/problem.ts';
import { useText } from '../../i18n/text.ts';

/** One act upon feeds: what went wrong is said in words, and the list is asked for afresh. A try again of the same is the same act. */
export function useFeedAct() {
  const t = useText();
  const cache = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef({ of: '', key: '' });
  /** @returns whether it was done */
  async function act(of: unknown, work: (key: string) => Promise<unknown>): Promise<boolean> {
    const content = JSON.stringify(of);
    if (key.current.of !== content) key.current = { of: content, key: newKey() };
    setProblem(null);
    setBusy(true);
    try {
      await work(key.current.key);
      return true;
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.message : t('error.title'));
      return false;
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: feedsKey });
    }
  }
  return { act, problem, isBusy };
}
