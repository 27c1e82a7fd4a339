import { openSession } from './session.ts';

const AGAIN_MS = 1_000;
const ALIVE_MS = 10_000;

/**
 * Hears NOTIFY on a session of its own. What was missed while that was lost is told by one call when it is back; texts of other
 * channels that were missed are lost.
 */
export function openListener(
  url: string,
  channel: string,
  onNews: () => void,
  texts: Readonly<Record<string, (text: string) => void>> = {},
): { close(): Promise<void> } {
  let isClosed = false;
  const session = openSession(url, {
    name: 'guantong listener',
    patienceMs: ALIVE_MS,
    async setUp(client) {
      client.on('notification', (said) => (said.channel === channel ? onNews() : texts[said.channel]?.(said.payload ?? '')));
      for (const each of [channel, ...Object.keys(texts)]) await client.query(`LISTEN ${each}`);
      onNews();
    },
    onLost: () => later(0),
  });
  let timer: NodeJS.Timeout | null = null;
  function later(ms: number): void {
    if (isClosed) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void listen(), ms);
  }
  /** A listener says nothing by itself, so a dead connection shows only when it is asked. */
  async function listen(): Promise<void> {
    try {
      const client = await session.client();
      await client.query('SELECT 1').catch(() => session.drop(client));
      later(ALIVE_MS);
    } catch {
      later(AGAIN_MS);
    }
  }
  void listen();
  return {
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await session.close();
    },
  };
}
