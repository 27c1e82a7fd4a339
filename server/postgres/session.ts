import pg from 'pg';
import { toFault } from './faults.ts';

// Times and counts are 64 bits there and numbers here: both engines give the same type.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Client = pg.Client;

/** How long a dead peer may look alive: the server forgets a vanished node, and the locks it held, within half a minute. */
const KEEPALIVE = 'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/** One connection, made when it is needed and again when it was lost. What it held (locks, a transaction) is gone then. */
export interface Session {
  /** @throws Unavailable */
  client(): Promise<Client>;
  /** Closes this connection; the next `client` is a new one. */
  drop(client: Client): void;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** Run on every new connection. */
  setUp?: (client: Client) => Promise<void>;
  /** After which a statement is given up, and the connection with it; none for work that may take long. */
  patienceMs?: number | undefined;
  onLost?: () => void;
}

const CONNECT_MS = 5_000;

export function openSession(url: string, { name, setUp, patienceMs, onLost }: SessionOptions): Session {
  let current: Client | null = null;
  let opening: Promise<Client> | null = null;

  const lose = (client: Client): void => {
    if (current !== client) return;
    current = null;
    onLost?.();
  };
  async function open(): Promise<Client> {
    const client = newClient(url, name, patienceMs);
    // Without a listener a lost connection would end the process.
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    try {
      await client.connect();
      await client.query(KEEPALIVE);
      await setUp?.(client);
    } catch (fault) {
      void client.end().catch(() => undefined);
      throw toFault(fault);
    }
    current = client;
    return client;
  }
  return {
    async client() {
      if (current) return current;
      opening ??= open().finally(() => {
        opening = null;
      });
      return opening;
    },
    drop(client) {
      lose(client);
      end(client);
    },
    async close() {
      const last = current;
      current = null;
      await last?.end().catch(() => undefined);
    },
  };
}

/** A connection for one piece of work. @throws Unavailable */
export async function withClient<T>(url: string, name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = newClient(url, name, undefined);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (fault) {
    throw toFault(fault);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A statement; a lost connection is said to be that. @throws Unavailable */
export async function ask<R extends pg.QueryResultRow>(
  client: Pick<Client, 'query'>,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<R>> {
  try {
    return await (values.length === 0 ? client.query<R>(text) : client.query<R>(text, values));
  } catch (fault) {
    throw toFault(fault);
  }
}

export interface PoolOptions {
  name: string;
  most: number;
  /** `SET` statements for every connection. */
  settings: string;
}

/** Several connections for short questions, none of them anybody's own. */
export function openPool(url: string, { name, most, settings }: PoolOptions): pg.Pool {
  // Awaited before the connection is given out, though its type does not say so.
  const onConnect = ((client: Client) => client.query(`${KEEPALIVE}; ${settings}`)) as unknown as (client: pg.ClientBase) => void;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: most,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    onConnect,
  });
  pool.on('error', () => undefined);
  return pool;
}

const newClient = (url: string, name: string, patienceMs: number | undefined): Client =>
  new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A statement may be sent while another is under way; one that is given up ends the connection.
    pipeline: true,
    ...(patienceMs === undefined ? {} : { query_timeout: patienceMs }),
  });

/** Ends it without waiting for a server that may not answer. */
function end(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } | null };
  void client.end().catch(() => undefined);
  connection?.stream.destroy();
}
