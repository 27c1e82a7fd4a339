import type { IncomingMessage } from 'node:http';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { AS_SCREEN } from '../../shared/wall-control.ts';
import type { Actor } from '../domain/actor.ts';
import type { Credentials, Io, LiveSocket, RealtimeDeps } from './deps.ts';

const asScreen = Compile(Type.Object({ as: Type.Literal(AS_SCREEN) }));
const handshakeAuth = Compile(Type.Object({ token: Type.String({ minLength: 1, maxLength: 512, pattern: '^\\S+$' }) }));

/** A browser always names its page's origin on a WebSocket, so one without is no browser; it still needs a bearer token. */
export function isOriginAllowed(request: IncomingMessage, deps: Pick<RealtimeDeps, 'isTrustedOrigin'>): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || deps.isTrustedOrigin(origin, host);
}

/** A bearer token is the whole claim. A cookie counts only from a page whose origin was checked. */
function credentialsOf({ handshake }: LiveSocket): Credentials {
  const auth: unknown = handshake.auth;
  if (handshakeAuth.Check(auth)) return { authorization: `Bearer ${auth.token}` };
  const { authorization, cookie, origin } = handshake.headers;
  if (authorization !== undefined) return { authorization };
  if (asScreen.Check(auth)) return cookie !== undefined && origin !== undefined ? { cookie, isScreen: true } : {};
  return cookie !== undefined && origin !== undefined ? { cookie } : {};
}

export interface Sessions {
  /** Ends every session whose time is over; to be called each second. */
  sweep: () => void;
  close: () => void;
}

/** Lets sockets in by session or token, and puts them out at once when it ends, even in the middle of the handshake. */
export function guardSessions(io: Io, deps: Pick<RealtimeDeps, 'actorOf' | 'onCut' | 'wallNow' | 'log'>): Sessions {
  const arriving = new Set<LiveSocket>();

  async function admit(socket: LiveSocket): Promise<string | null> {
    const credentials = credentialsOf(socket);
    const signed = await deps.actorOf(credentials);
    if (!signed || isOver(signed.expiresAtMs, deps.wallNow())) return 'auth.required';
    Object.assign(socket.data, { ...signed, credentials, isCut: false, isRenewing: false, areas: new Map() });
    arriving.add(socket);
    socket.conn.once('close', () => arriving.delete(socket));
    return null;
  }

  async function enter(socket: LiveSocket, next: (refusal?: Error) => void): Promise<void> {
    const refusal = await admit(socket).catch((fault: unknown) => {
      deps.log.error({ err: fault }, 'live handshake failed');
      return 'internal';
    });
    next(refusal === null ? undefined : new Error(refusal));
  }

  io.use((socket, next) => void enter(socket, next));
  io.on('connection', (socket) => {
    arriving.delete(socket);
    if (socket.data.isCut) end(socket, 'session.cut');
  });

  const stop = deps.onCut(({ sessionId, userId }) => {
    const isMeant = ({ data }: LiveSocket): boolean =>
      (sessionId !== undefined && data.sessionId === sessionId) || (userId !== undefined && data.actor.id === userId);
    for (const socket of arriving) if (isMeant(socket)) socket.data.isCut = true;
    for (const socket of io.of('/').sockets.values()) if (isMeant(socket)) end(socket, 'session.cut');
  });

  /** Use elsewhere may have prolonged the session, so it is asked once more; other rights are a new session. */
  async function renew({ data }: LiveSocket): Promise<boolean> {
    const signed = await deps.actorOf(data.credentials);
    if (!signed || signed.sessionId !== data.sessionId || !hasSameRights(signed.actor, data.actor)) return false;
    data.expiresAtMs = signed.expiresAtMs;
    return !isOver(signed.expiresAtMs, deps.wallNow());
  }

  return {
    sweep() {
      for (const socket of io.of('/').sockets.values()) {
        const { data } = socket;
        if (data.isRenewing || !isOver(data.expiresAtMs, deps.wallNow())) continue;
        data.isRenewing = true;
        void renew(socket)
          .catch((fault: unknown) => {
            deps.log.error({ err: fault }, 'live session could not be renewed');
            return false;
          })
          .then((isAlive) => {
            data.isRenewing = false;
            if (!isAlive) end(socket, 'session.expired');
          });
      }
    },
    close: stop,
  };
}

function end(socket: LiveSocket, code: string): void {
  socket.emit('session:end', { code });
  socket.disconnect(true);
}

const isOver = (expiresAtMs: number | null, nowMs: number): boolean => expiresAtMs !== null && expiresAtMs <= nowMs;
const hasSameRights = (a: Actor, b: Actor): boolean =>
  a.id === b.id && a.role === b.role && a.scope === b.scope && a.unit === b.unit && a.department === b.department;
