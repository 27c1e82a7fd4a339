import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { compose, type ComposeOptions, type House } from './compose.ts';
import type { Config } from './config.ts';

/** Something that runs as long as the server does, once it listens at `url`. */
export type Beside = (house: House, url: string) => { stop(): Promise<void> };

export interface RunOptions {
  beside?: Beside | undefined;
  replay?: NonNullable<ComposeOptions['replay']>;
}

/** The process: listens, says where, closes gracefully. Resolves when it was told to stop. */
export async function runServer(config: Config, { beside: startBeside, replay }: RunOptions = {}): Promise<void> {
  const tls = config.TLS_CERT && config.TLS_KEY ? { cert: readFileSync(config.TLS_CERT), key: readFileSync(config.TLS_KEY) } : null;
  const house = await compose({
    dataDir: config.dataDir,
    database: config.database,
    secret: config.secret,
    files: config.files,
    mqtt: config.mqtt,
    feedsPrivate: config.FEEDS_PRIVATE,
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
    isQuiet: false,
    tls,
    now: Date.now,
    ...(replay ? { replay } : {}),
  });
  try {
    await house.start();
    await house.app.listen({ host: config.HOST, port: config.PORT });
    const { port } = house.app.server.address() as AddressInfo;
    process.stderr.write(`Guantong 贯通 → ${tls ? 'https' : 'http'}://localhost:${port}\n`);
    for (const address of lanAddresses())
      process.stderr.write(`              on this network: ${tls ? 'https' : 'http'}://${address}:${port}\n`);

    const host = ['0.0.0.0', '::'].includes(config.HOST) ? '127.0.0.1' : config.HOST;
    // A certificate is for the public name.
    const beside = startBeside?.(house, tls ? (config.PUBLIC_URL ?? `https://localhost:${port}`) : `http://${host}:${port}`);

    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    house.announceRestart();
    await beside?.stop();
  } finally {
    await house.stop();
  }
}

const lanAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter((address) => address.family === 'IPv4' && !address.internal).map((address) => address.address),
  );
