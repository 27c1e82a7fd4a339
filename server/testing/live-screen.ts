import { io, type Socket } from 'socket.io-client';
import { fromSlimRow, type Ack, type Frame, type Joined } from '../../shared/live.ts';
import { CITY } from './test-city.ts';

/** A screen by the rules of docs/live-protocol.md, left alone through whatever happens to its server. */
export interface LiveScreen {
  /** What it shows: versions by incident. */
  rows: ReadonlyMap<number, { version: number }>;
  joins(): number;
  /** How often it was told to fetch all again. */
  resets(): number;
  /** How often a server said that it restarts. */
  restarts(): number;
  close(): void;
}

export function openScreen(url: string, token: string, onRow: (id: number) => void = () => undefined, place = CITY): LiveScreen {
  const rows = new Map<number, { version: number }>();
  let [held, joins, resets, restarts] = [0, 0, 0, 0];
  const socket: Socket = io(url, {
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    forceNew: true,
  });
  const apply = (frame: Frame): void => {
    if (frame.seq <= held) return;
    if (frame.prevSeq > held) return join();
    held = frame.seq;
    for (const row of frame.rows.map(fromSlimRow)) {
      if ((rows.get(row.id)?.version ?? 0) > row.version) continue;
      rows.set(row.id, row);
      onRow(row.id);
    }
    for (const [id] of frame.gone ?? []) rows.delete(id);
  };
  const join = (): void => {
    joins += 1;
    const sinceSeq = held;
    socket.emit('area:join', { area: place, rows: true, sinceSeq }, (answer: Ack<Joined>) => {
      if (!answer.ok) throw new Error(answer.code);
      if (answer.value.kind === 'frame') return apply(answer.value.frame);
      if (sinceSeq > 0) resets += 1;
      void refetch(answer.value.seq);
    });
  };
  const refetch = async (seq: number): Promise<void> => {
    try {
      for (const [id, version] of await allRows(url, token)) if ((rows.get(id)?.version ?? 0) < version) rows.set(id, { version });
      held = Math.max(held, seq);
    } catch {
      // The server died meanwhile: the next connection joins again.
    }
  };
  socket.on('connect', join);
  socket.on('area:frame', (frame: Frame) => (frame.area === place ? apply(frame) : undefined));
  socket.on('area:reset', () => {
    held = 0;
    resets += 1;
    join();
  });
  socket.on('server:restart', () => void (restarts += 1));
  socket.on('area:tick', ({ area, seq }: { area: string; seq: number }) => (area === place && seq > held ? join() : undefined));
  return { rows, joins: () => joins, resets: () => resets, restarts: () => restarts, close: () => void socket.close() };
}

/** Every incident of the city with its version, page by page. */
export async function allRows(url: string, token: string): Promise<Map<number, number>> {
  const rows = new Map<number, number>();
  let cursor: string | null = null;
  do {
    const response: Response = await fetch(`${url}/api/v1/incidents?sort=oldest&limit=500${cursor ? `&cursor=${cursor}` : ''}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await response.json()) as { rows: { id: number; version: number }[]; cursor: string | null };
    for (const { id, version } of page.rows) rows.set(id, version);
    cursor = page.cursor;
  } while (cursor);
  return rows;
}
