import { connect, type Socket } from 'node:net';

/**
 * The cheapest HTTP client there is: requests made beforehand, written to keep-alive sockets with several in flight on each, of
 * the answers only the status and the length are read. So the other core belongs to the server.
 */
export interface Load {
  port: number;
  requests: readonly Buffer[];
  connections: number;
  /** Requests in flight on one connection. */
  pipelining: number;
}
export interface Loaded {
  seconds: number;
  /** From written to answered, ms, unsorted. */
  latenciesMs: Float64Array;
  /** Answers by status. */
  statuses: Map<number, number>;
  bytes: number;
}

export async function fire({ port, requests, connections, pipelining }: Load): Promise<Loaded> {
  const latenciesMs = new Float64Array(requests.length);
  const statuses = new Map<number, number>();
  let next = 0;
  let bytes = 0;
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const begin = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          const flying: { index: number; at: number }[] = [];
          const fill = (): void => {
            socket.cork();
            while (flying.length < pipelining && next < requests.length) {
              const index = next++;
              flying.push({ index, at: performance.now() });
              socket.write(requests[index]!);
            }
            socket.uncork();
            if (flying.length === 0) resolve();
          };
          const read = answerReader((status, length) => {
            const { index, at } = flying.shift()!;
            latenciesMs[index] = performance.now() - at;
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            bytes += length;
          });
          socket.on('data', (chunk: Buffer) => {
            read(chunk);
            fill();
          });
          socket.once('error', reject);
          socket.once('close', () => (flying.length > 0 ? reject(new Error('The server closed a connection')) : resolve()));
          fill();
        }),
    ),
  );
  const seconds = (performance.now() - begin) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, latenciesMs, statuses, bytes };
}

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });

/** Finds where answers end: by content-length, or by the last chunk. */
function answerReader(onAnswer: (status: number, bytes: number) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      const headEnd = held.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = held.toString('latin1', 0, headEnd).toLowerCase();
      const end = head.includes('transfer-encoding: chunked') ? chunkedEnd(held, headEnd + 4) : headEnd + 4 + lengthOf(head);
      if (end === null || held.length < end) return;
      onAnswer(Number(head.slice(9, 12)), end);
      held = held.subarray(end);
    }
  };
}

const lengthOf = (head: string): number => Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);

/** Where a chunked body ends; null = not here yet. */
function chunkedEnd(held: Buffer, from: number): number | null {
  for (let at = from; ; ) {
    const lineEnd = held.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(held.toString('latin1', at, lineEnd), 16);
    if (size === 0) return held.length >= lineEnd + 4 ? lineEnd + 4 : null;
    at = lineEnd + 2 + size + 2;
    if (at > held.length) return null;
  }
}

/** One request, ready to be written. */
export function request(method: string, path: string, token: string, body: string, contentType = 'application/json'): Buffer {
  const bytes = Buffer.byteLength(body);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n`;
  return Buffer.from(bytes === 0 ? `${head}\r\n` : `${head}content-type: ${contentType}\r\ncontent-length: ${bytes}\r\n\r\n${body}`);
}
