import { once } from 'node:events';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { createServer } from 'node:net';
import type { PortFacts } from '../facts.ts';

/** Takes the port for a moment, and where somebody has it, asks who. */
export async function probePort(host: string, port: number, isTls: boolean, serverPid: number | null): Promise<PortFacts> {
  const facts = { host, port, serverPid };
  const code = await tryToListen(host, port);
  if (code === null) return { ...facts, state: 'free' };
  if (code === 'EACCES') return { ...facts, state: 'forbidden' };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return { ...facts, state: 'no-such-host' };
  const at = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return { ...facts, state: (await isGuantong(at, port, isTls)) ? 'guantong' : 'other' };
}

async function tryToListen(host: string, port: number): Promise<string | null> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return null;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}

const PATIENCE_MS = 3_000;

/** Its readiness answers `{ok: …}`, also while its database is away. */
function isGuantong(host: string, port: number, isTls: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    // Its certificate is for the public name.
    const options = { host, port, path: '/readyz', timeout: PATIENCE_MS, rejectUnauthorized: false };
    const heard = (response: IncomingMessage): void => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(/^\{"ok":(true|false)/.test(text)));
      response.on('error', () => resolve(false));
    };
    const request = isTls ? getHttps(options, heard) : getHttp(options, heard);
    request.on('error', () => resolve(false));
    request.on('timeout', () => {
      request.destroy();
      resolve(false);
    });
  });
}
