import { pointIn, STREETS } from './test-city.ts';

/** Reports at a steady rate; what was not answered with 201 is owed nothing. */
export interface Posting {
  acknowledged: ReadonlySet<number>;
  /** Answers other than 201, and connections that were refused or cut. */
  refused(): number;
  stop(): Promise<void>;
}

const EVERY_MS = 20;
/** A machine that cannot keep up is asked for less: what waits for its answer would only grow. */
const MOST_UNDER_WAY = 100;

export function startPosting(url: string, token: string, perSecond: number): Posting {
  const acknowledged = new Set<number>();
  const under = new Set<Promise<void>>();
  let [refused, sent, missed] = [0, 0, 0];
  const post = async (): Promise<void> => {
    try {
      const response = await fetch(`${url}/api/v1/incidents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          category: 'rubbish',
          lngLat: pointIn(STREETS[sent % STREETS.length]!),
          description: '积水',
          reporter: { name: '张三' },
        }),
      });
      const { id } = (await response.json()) as { id: number };
      if (response.status === 201) acknowledged.add(id);
      else refused += 1;
    } catch {
      refused += 1;
    }
  };
  const begunAt = performance.now();
  const timer = setInterval(() => {
    // By the clock, so that a late timer does not lower the rate.
    for (const due = ((performance.now() - begunAt) / 1000) * perSecond - missed; sent < due; sent++) {
      if (under.size >= MOST_UNDER_WAY) {
        missed += due - sent;
        break;
      }
      const one: Promise<void> = post().finally(() => under.delete(one));
      under.add(one);
    }
  }, EVERY_MS);
  return {
    acknowledged,
    refused: () => refused,
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}
