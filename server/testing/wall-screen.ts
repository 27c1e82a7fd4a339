import { io, type Socket } from 'socket.io-client';
import type { Standing } from '../../shared/calls.ts';
import type { ClientToServer, ServerToClient } from '../../shared/live.ts';
import { AS_HEADER, AS_SCREEN } from '../../shared/wall-control.ts';
import type { WallState } from '../../shared/wall-wire.ts';
import type { Answer } from './test-house.ts';

/** A browser at `/wall`: it keeps the cookie that it was given and knows nothing else. */
export class WallBrowser {
  readonly #url: string;
  cookie = '';
  constructor(url: string) {
    this.#url = url;
  }
  async send(method: string, path: string, body?: unknown, origin = this.#url): Promise<Answer> {
    const headers = { [AS_HEADER]: AS_SCREEN, cookie: this.cookie, origin };
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0]!;
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text || 'null') };
  }
  get = (path: string): Promise<Answer> => this.send('GET', path);
  /** Asks to be let in, and shows a code. */
  async code(): Promise<string> {
    const { body } = await this.send('POST', '/wall/pairing', { widthPx: 1920, heightPx: 1080 });
    return body.pairing.code;
  }
  /** Its line, with every state, and all that calls, as it came over it; rejects when it is not let in. */
  async line(): Promise<{ socket: Socket<ServerToClient, ClientToServer>; states: WallState[]; heard: Standing[]; raw: string[] }> {
    const socket: Socket<ServerToClient, ClientToServer> = io(this.#url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { as: AS_SCREEN },
      extraHeaders: { origin: this.#url, cookie: this.cookie },
    });
    const states: WallState[] = [];
    const heard: Standing[] = [];
    const raw: string[] = [];
    socket.on('wall:state', (state) => states.push(state));
    socket.on('call:standing', (standing) => heard.push(standing));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    socket.io.engine.on('data', (data: unknown) => raw.push(String(data)));
    return { socket, states, heard, raw };
  }
}
