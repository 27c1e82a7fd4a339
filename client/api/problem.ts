import type { Problem } from '../../shared/wire.ts';
import { translateNow } from '../i18n/text.ts';

/** A refused or failed request, as the server said it in the caller's language. Branch on `code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly status: number;
  readonly detail: Readonly<Record<string, unknown>>;
  constructor(problem: Problem, status: number) {
    super(problem.message);
    this.code = problem.code;
    this.status = status;
    this.detail = problem.detail ?? {};
  }
}
export const NETWORK = 'network';
export const isProblem = (error: unknown, code: string): error is ProblemError => error instanceof ProblemError && error.code === code;

export const networkProblem = (): ProblemError => new ProblemError({ code: NETWORK, message: translateNow('error.network') }, 0);

/** Whatever a failed answer carries, made a problem: our own, another library's, or a proxy's page. */
export async function toProblem(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const code = typeof given.code === 'string' ? given.code : `http.${response.status}`;
  const message = typeof given.message === 'string' ? given.message : translateNow('error.unknown', { code });
  return new ProblemError({ code, message, ...(given.detail ? { detail: given.detail } : {}) }, response.status);
}
export const isAuthRequired = (error: unknown): boolean => error instanceof ProblemError && error.status === 401;
/** Trying again helps only where the line or the server failed, not where a rule refused. */
export const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof ProblemError) || error.status === 0 || error.status >= 500 || error.status === 429;
