import type { Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/live.ts';
import { AS_SCREEN } from '../../shared/wall-control.ts';
import { isWall } from '../state/acting-as.ts';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

export const RETRY_MOST_MS = 5000;

/**
 * The one typed socket. Fetched apart from the shell: figures come by HTTP first. The first new try after a cut comes
 * within 250–750 ms, so that a thousand screens do not knock at once.
 */
export async function openSocket(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client');
  return io({
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: RETRY_MOST_MS,
    randomizationFactor: 0.5,
    timeout: 5000,
    autoConnect: true,
    ...(isWall() ? { auth: { as: AS_SCREEN } } : {}),
  });
}
