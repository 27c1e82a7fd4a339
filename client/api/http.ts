import { currentLanguage } from '../i18n/language.ts';
import { actingHeaders } from '../state/acting-as.ts';
import { networkProblem, toProblem } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** `/path?a=1`, leaving out what is not said. */
export function toUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) params.set(name, String(value));
  const text = params.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

export const acceptLanguage = (): string => (currentLanguage() === 'zh' ? 'zh-CN' : 'en');

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

async function answerTo(url: string, init: Init): Promise<Response> {
  const response = await fetch(url, {
    ...init,
    headers: { 'accept-language': acceptLanguage(), ...actingHeaders(), ...init.headers },
  }).catch((error: unknown) => {
    if (init.signal?.aborted === true) throw error;
    throw networkProblem();
  });
  if (!response.ok) throw await toProblem(response);
  return response;
}
async function send<T>(url: string, init: Init): Promise<T> {
  const response = await answerTo(url, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  send<T>(toUrl(path, query), signal ? { signal } : {});
export const post = <T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
  send<T>(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
export const put = <T>(path: string, body: unknown): Promise<T> =>
  send<T>(toUrl(path), { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
export const remove = (path: string): Promise<void> => send<void>(toUrl(path), { method: 'DELETE' });
/** A file as it is. @throws ProblemError */
export const getBytes = async (path: string): Promise<ArrayBuffer> => (await answerTo(toUrl(path), {})).arrayBuffer();
/** A table as the body, answered by what became of it. @throws ProblemError */
export const postTable = <T>(path: string, query: Query, file: Blob): Promise<T> =>
  send<T>(toUrl(path, query), { method: 'POST', body: file, headers: { 'content-type': 'text/csv' } });
/** A file as the body. @throws ProblemError */
export const putFile = (path: string, file: Blob): Promise<void> =>
  send<void>(toUrl(path), { method: 'PUT', body: file, headers: { 'content-type': file.type || 'application/octet-stream' } });
