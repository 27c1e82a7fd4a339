import { useEffect, useState } from 'react';
import type { Present } from '../../shared/live.ts';
import { liveFeed } from './live-line.ts';
import type { LiveSocket } from './socket.ts';

/** Passing by is no look: J may go over ten rows a second. */
const REST_MS = 300;

/** Says that this screen has the incident open, and hears who else has; nobody while there is no line. */
export function usePresent(incident: number, isWorking: boolean): readonly Present[] {
  const [people, setPeople] = useState<readonly Present[]>([]);
  useEffect(() => {
    let socket: LiveSocket | undefined;
    let isLeft = false;
    const say = () => void socket?.emit('incident:look', { incident, isWorking }, () => undefined);
    const hear = (told: { incident: number; people: Present[] }) => told.incident === incident && setPeople(told.people);
    const lost = () => setPeople([]);
    const timer = setTimeout(() => {
      void liveFeed()
        .then((line) => {
          if (isLeft) return;
          ({ socket } = line);
          socket.on('incident:present', hear);
          socket.on('connect', say);
          socket.on('disconnect', lost);
          if (socket.connected) say();
        })
        // Without a line nobody is seen: the banner says why.
        .catch(() => undefined);
    }, REST_MS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
      if (!socket) return;
      socket.off('incident:present', hear);
      socket.off('connect', say);
      socket.off('disconnect', lost);
      if (socket.connected) socket.emit('incident:look', { incident: null, isWorking: false }, () => undefined);
    };
  }, [incident, isWorking]);
  return people;
}
