import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy before several servers: connections go round, past those that do not answer, as a city's load balancer sends them. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.once('close', () => open.delete(socket));
  };
  const server = createServer((client) => {
    keep(client).pause();
    const first = turn++;
    const attempt = (n: number): void => {
      if (n === ports.length) return void client.destroy();
      const upstream = connect(ports[(first + n) % ports.length]!, '127.0.0.1');
      const next = (): void => attempt(n + 1);
      upstream.once('error', next);
      upstream.once('connect', () => {
        upstream.off('error', next);
        keep(upstream).pipe(client).pipe(upstream);
        upstream.once('close', () => client.destroy());
        client.once('close', () => upstream.destroy());
      });
    };
    attempt(0);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
