import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WallAnswer, WallState } from '../../shared/wall-wire.ts';
import { askPairing, newerState, wallQuery } from '../api/wall.query.ts';
import { closeLine, liveFeed } from '../live/live-line.ts';
import { setServerNow } from '../state/clock.ts';

const ASK_AGAIN_MS = 10_000;
/** The server ends a line on purpose when rights change: who still has some comes back at once. */
const COME_BACK_MS = 300;
/** What left the glass is old when its turn comes again, and asked anew: a wall that goes round for weeks does not keep it. */
const KEPT_MS = 30_000;

/** What this browser is: a screen that knows what to show, one that waits for somebody to type its code, or nothing yet. */
export interface Wall {
  state: WallState | null;
  code: string | null;
  error: Error | null;
  /** The server has ended what it was: until it says anew, nothing of before may be seen. Taking a map down takes longer than that may. */
  isCut: boolean;
}

export function useWall(): Wall {
  const cache = useQueryClient();
  useEffect(() => {
    const before = cache.getDefaultOptions();
    cache.setDefaultOptions({ ...before, queries: { ...before.queries, gcTime: KEPT_MS } });
    return () => cache.setDefaultOptions(before);
  }, [cache]);
  const { data, error } = useQuery(wallQuery);
  const [refused, setRefused] = useState<Error | null>(null);
  const [cutOff, setCutOff] = useState<WallAnswer>();
  const isStranger = data !== undefined && data.state === null && data.pairing === null;
  useEffect(() => {
    if (!isStranger) return undefined;
    const ask = () =>
      void askPairing().then(
        (answer) => {
          setRefused(null);
          cache.setQueryData(wallQuery.queryKey, answer);
        },
        (problem: Error) => setRefused(problem),
      );
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cache, isStranger]);

  const screen = data?.state?.screen;
  const identity = screen && `${screen.id} ${screen.areaCode}`;
  useEffect(() => {
    if (identity === undefined) return undefined;
    const leave = followOrders(
      (state) =>
        cache.setQueryData<WallAnswer>(wallQuery.queryKey, (held) => ({
          pairing: null,
          state: held?.state ? newerState(held.state, state) : state,
        })),
      () => cache.refetchQueries({ queryKey: wallQuery.queryKey }).then(() => Boolean(cache.getQueryData(wallQuery.queryKey)?.state)),
      () => setCutOff(cache.getQueryData(wallQuery.queryKey)),
    );
    return () => {
      leave();
      // Nothing of what another identity could read stays behind.
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== wallQuery.queryKey[0] });
      void closeLine();
    };
  }, [cache, identity]);
  return {
    state: data?.state ?? null,
    code: data?.pairing?.code ?? null,
    error: refused ?? error,
    isCut: data !== undefined && data === cutOff,
  };
}

/** Hears what the screen is told, and comes back after the server has cut the line, where it still may. */
function followOrders(onState: (state: WallState) => void, isStillPaired: () => Promise<boolean>, onEnd: () => void): () => void {
  let isLeft = false;
  let leave = (): void => undefined;
  void liveFeed().then(({ socket }) => {
    if (isLeft) return;
    const heard = (state: WallState) => {
      setServerNow(state.now);
      onState(state);
    };
    const dropped = (reason: string) => {
      if (reason !== 'io server disconnect') return;
      setTimeout(() => void isStillPaired().then((isPaired) => isPaired && !isLeft && socket.connect()), COME_BACK_MS);
    };
    const ended = () => {
      onEnd();
      void isStillPaired();
    };
    // Ended while no line stood.
    const refused = ({ message }: Error) => message === 'auth.required' && ended();
    socket.on('wall:state', heard);
    socket.on('session:end', ended);
    socket.on('connect_error', refused);
    socket.on('disconnect', dropped);
    leave = () => {
      socket.off('wall:state', heard);
      socket.off('session:end', ended);
      socket.off('connect_error', refused);
      socket.off('disconnect', dropped);
    };
  });
  return () => {
    isLeft = true;
    leave();
  };
}
