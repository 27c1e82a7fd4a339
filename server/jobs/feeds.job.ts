import { every, type Repeated } from '../every.ts';

const EVERY_MS = 500;
/** So many are asked at once: one that hangs must not hold up the others. */
const AT_ONCE = 4;
/** After a fault of our own, so long is left before it is tried again. */
const PAUSE_MS = 10_000;

export interface FeedsDeps<Feed extends { id: number }> {
  due(): Promise<Feed[]>;
  poll(feed: Feed, signal: AbortSignal): Promise<void>;
  /** One process does this at a time; when it dies another goes on. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
  wallNow(): number;
}

/** Asks feeds whose time has come. */
export function feedsJob<Feed extends { id: number }>({ due, poll, isMine, onFault, wallNow }: FeedsDeps<Feed>): Repeated {
  const ending = new AbortController();
  const running = new Map<number, Promise<void>>();
  const paused = new Map<number, number>();
  const begin = (feed: Feed): void => {
    const asked = poll(feed, ending.signal)
      .catch((fault: unknown) => {
        paused.set(feed.id, wallNow() + PAUSE_MS);
        onFault(fault);
      })
      .finally(() => running.delete(feed.id));
    running.set(feed.id, asked);
  };
  const turns = every(
    EVERY_MS,
    async () => {
      if (!(await isMine())) return;
      for (const feed of await due()) {
        if (running.size >= AT_ONCE || ending.signal.aborted) return;
        if (!running.has(feed.id) && (paused.get(feed.id) ?? 0) <= wallNow()) begin(feed);
      }
    },
    onFault,
  );
  return {
    async stop() {
      ending.abort();
      await turns.stop();
      await Promise.all(running.values());
    },
  };
}
