import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The network between a page and its server, which may be cut, fall silent, or lead to a server that was started anew. */
export interface Line {
  port: number;
  /** From now on new connections lead there. */
  to(port: number): void;
  /** Every connection breaks at once. */
  cut(): void;
  /** Nothing comes through any more, and nobody is told: as when a cable is pulled behind a switch. */
  silence(): void;
  /** What was held back flows on. */
  speak(): void;
  close(): Promise<void>;
}

export async function openLine(port: number): Promise<Line> {
  const open = new Set<Socket>();
  let target = port;
  let isSilent = false;
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(target, '127.0.0.1');
    far.pause();
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('data', (chunk: Buffer) => void other.write(chunk));
      one.on('end', () => void other.end());
      one.on('error', () => void other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      if (!isSilent) one.resume();
      else one.pause();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    to: (next) => void (target = next),
    cut,
    silence() {
      isSilent = true;
      for (const socket of open) socket.pause();
    },
    speak() {
      isSilent = false;
      for (const socket of open) socket.resume();
    },
    async close() {
      const isClosed = new Promise((resolve) => void server.close(resolve));
      cut();
      await isClosed;
    },
  };
}
