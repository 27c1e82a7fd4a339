import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Credentials } from '../../seed/demo/api.ts';
import { DEMO_SEED } from '../../seed/demo/model.ts';
import { simulate } from '../../seed/demo/simulator.ts';
import type { House } from '../compose.ts';
import { packageRoot } from '../db/connection.ts';
import { say } from './context.ts';
import { wholeNumber } from './demo-history.ts';
import { givenTokens, mintedTokens, parentTokens, revokeLeftTokens } from './simulator-tokens.ts';
import { superviseSimulator } from './supervise-simulator.ts';
import { withAuth } from './user.command.ts';

const FASTEST = 1_000;

interface SimulateOptions {
  url: string;
  speed: number;
  seed: number;
  token?: string[];
}

/** An option's value. @throws InvalidArgumentError */
export function speedOf(text: string): number {
  const speed = Number(text);
  if (!(speed > 0 && speed <= FASTEST)) throw new InvalidArgumentError(`a number above 0, at most ${FASTEST}`);
  return speed;
}

/** Until Ctrl-C, or until the server that started this is gone. */
function untilTold(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told.abort());
  process.once('disconnect', () => told.abort());
  if (process.send && !process.connected) told.abort();
  return told.signal;
}

async function run({ url, speed, seed, token }: SimulateOptions): Promise<void> {
  const go = (credentials: Credentials): Promise<void> => simulate({ url, seed, speed, credentials, signal: untilTold(), say });
  if (token) return go(await givenTokens(url, token));
  if (process.send) {
    await go(
      parentTokens(
        (ask) => void process.send?.(ask),
        (listener) => void process.on('message', listener),
      ),
    );
    // The open channel would keep the process.
    return process.connected ? process.disconnect() : undefined;
  }
  // Beside a server on this machine: its folder is the right to make tokens, as with `token create`.
  await withAuth(async (auth, catalogue) => {
    const tokens = mintedTokens(auth, async () => catalogue);
    try {
      await go(tokens);
    } finally {
      await tokens.revokeAll();
    }
  });
}

export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('report and handle invented incidents in a demo city, over HTTP; `serve` does this by itself for a demo city')
    .option('--url <url>', 'the server', 'http://localhost:8080')
    .option('--speed <n>', 'how many times as much is reported as in the history; 1 = about 500 a day', speedOf, 1)
    .option('--seed <n>', 'the same seed lives the same life', wholeNumber, DEMO_SEED)
    .option(
      '--token <token...>',
      'a dispatcher, a verifier and handlers of teams; without them, tokens are made in DATA_DIR and ended after',
    )
    .action(run);

/** The simulator as a process beside the server, with tokens that live as long as it does. */
export function simulatorBeside(house: House, url: string, speed: number): { stop(): Promise<void> } {
  const cli = join(packageRoot(), 'dist/server/cli.js');
  const begin = (): Promise<{ stop(): Promise<void> }> =>
    revokeLeftTokens(house.auth).then(() =>
      superviseSimulator({
        start: () => fork(cli, ['simulate', '--url', url, '--speed', String(speed)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
        tokens: mintedTokens(house.auth, house.catalogue),
        say,
      }),
    );
  return house.isDemo ? whileHeld(house.holdsJobs, begin) : { stop: async () => undefined };
}

const LOOK_MS = 1_000;

/** Several servers live one invented life: it goes with the clockwork. */
function whileHeld(isHeld: () => boolean, begin: () => Promise<{ stop(): Promise<void> }>): { stop(): Promise<void> } {
  let running: { stop(): Promise<void> } | null = null;
  let turn: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    if (isHeld() && !running) running = await begin();
    else if (!isHeld() && running) {
      await running.stop();
      running = null;
    }
  };
  const timer = setInterval(() => void (turn = turn.then(look).catch((fault: unknown) => say(String(fault)))), LOOK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await turn;
      await running?.stop();
    },
  };
}
