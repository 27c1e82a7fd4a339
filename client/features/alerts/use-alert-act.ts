import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/incident-command.mutation.ts';
import { ProblemError } from '../../api/problem.ts';
import { translateNow } from '../../i18n/text.ts';

/** One act upon alerts: what was refused is kept with its code, for the field that it is about. A try again is the same act. */
export function useAlertAct() {
  const cache = useQueryClient();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef({ of: '', key: '' });
  /** @param of all that is sent: another content is another act */
  async function act<T>(of: unknown, work: (key: string) => Promise<T>): Promise<T | null> {
    const content = JSON.stringify(of);
    if (key.current.of !== content) key.current = { of: content, key: newKey() };
    setProblem(null);
    setBusy(true);
    try {
      return await work(key.current.key);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError({ code: 'unknown', message: translateNow('error.title') }, 0));
      return null;
    } finally {
      setBusy(false);
      // A refusal may mean that others were quicker: then the newer state is shown beside it.
      void cache.invalidateQueries({ queryKey: ['alerts'] });
    }
  }
  return { act, problem, clear: () => setProblem(null), isBusy };
}
