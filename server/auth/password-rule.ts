import { AuthProblem } from './auth-problem.ts';

const MIN_PASSWORD = 10;
export const MIN_DEMO_PASSWORD = 8;
/** A bound for the hash's work, not a rule for people. */
export const MAX_PASSWORD = 128;

/** Length alone, as NIST SP 800-63B advises: no forced mixtures, no expiry. */
export function checkPassword(password: string, isDemo: boolean): void {
  const min = isDemo ? MIN_DEMO_PASSWORD : MIN_PASSWORD;
  if (password.length < min || password.length > MAX_PASSWORD) throw new AuthProblem('user.password-length', { min, max: MAX_PASSWORD });
}
