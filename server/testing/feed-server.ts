import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedPage {
  body: string;
  status?: number;
  headers?: Record<string, string>;
  /** Then it answers that nothing has changed, to whoever has this already. */
  etag?: string;
  /** Asked for by whoever comes. */
  token?: string;
}
/** Somebody else's server, on a port of its own, that serves what a test puts there and remembers who asked. */
export interface FeedServer {
  origin: string;
  pages: Map<string, FeedPage>;
  /** `GET /feed 200`, in the order of the answers. */
  heard: string[];
  close(): void;
}

export async function openFeedServer(): Promise<FeedServer> {
  const pages = new Map<string, FeedPage>();
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const page = pages.get(request.url!) ?? { body: '', status: 404 };
    const isAllowed = page.token === undefined || request.headers.authorization === `Bearer ${page.token}`;
    const isKnown = page.etag !== undefined && request.headers['if-none-match'] === page.etag;
    const status = !isAllowed ? 401 : isKnown ? 304 : (page.status ?? 200);
    heard.push(`${request.url} ${status}`);
    response.writeHead(status, { ...page.headers, ...(page.etag === undefined ? {} : { etag: page.etag }) });
    response.end(status === 200 ? page.body : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    heard,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
