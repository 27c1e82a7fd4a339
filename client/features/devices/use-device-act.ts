import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DEVICES } from '../../api/devices.query.ts';
import { ProblemError } from '../../api/problem.ts';
import { ALARMS } from '../../api/rules.query.ts';
import { translateNow } from '../../i18n/text.ts';

/** One act upon a device: what was refused is kept with its code, for the field that it is about. */
export function useDeviceAct() {
  const cache = useQueryClient();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function act<T>(work: () => Promise<T>): Promise<T | null> {
    setProblem(null);
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError({ code: 'unknown', message: translateNow('error.title') }, 0));
      return null;
    } finally {
      setBusy(false);
      for (const queryKey of [[DEVICES], [ALARMS], ['vital-series']]) void cache.invalidateQueries({ queryKey });
    }
  }
  return { act, problem, isBusy };
}
