import { useState } from 'react';
import { ProblemError } from '../../api/problem.ts';
import { signIn } from '../../api/session.query.ts';
import { useText } from '../../i18n/text.ts';

export interface SignIn {
  username: string;
  password: string;
  isBusy: boolean;
  problem: string | null;
  type: (given: { username?: string; password?: string }) => void;
  submit: (given?: { username: string; password: string }) => Promise<void>;
}

/** What was typed stays after a refusal; the message goes as soon as one types on. */
export function useSignIn(onDone: () => Promise<void>): SignIn {
  const t = useText();
  const [given, setGiven] = useState({ username: '', password: '' });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const say = (error: unknown): string => {
    if (!(error instanceof ProblemError)) return t('error.network');
    if (error.status === 429) return t('signIn.throttled');
    return error.status === 401 || error.status === 400 || error.status === 422 ? t('signIn.wrong') : error.message;
  };
  return {
    ...given,
    isBusy,
    problem,
    type: (patch) => {
      setGiven((held) => ({ ...held, ...patch }));
      setProblem(null);
    },
    submit: async (direct) => {
      const credentials = direct ?? given;
      if (direct) setGiven(direct);
      if (!credentials.username.trim() || !credentials.password) {
        setProblem(t('signIn.missing'));
        return;
      }
      setBusy(true);
      setProblem(null);
      try {
        await signIn({ username: credentials.username.trim(), password: credentials.password });
        await onDone();
      } catch (error) {
        setProblem(say(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
