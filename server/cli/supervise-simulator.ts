import type { ChildProcess } from 'node:child_process';
import type { Credentials } from '../../seed/demo/api.ts';
import { isTokenAsk, type TokenAnswer } from './simulator-tokens.ts';

export interface SuperviseOptions {
  /** Starts the simulator with a channel for messages. */
  start(): ChildProcess;
  /** Where its tokens come from; they end with it. */
  tokens: Credentials & { revokeAll(): Promise<void> };
  say(text: string): void;
  firstPauseMs?: number;
}

const LONGEST_PAUSE_MS = 60_000;
/** One that lived so long was well; its death starts the count afresh. */
const WELL_MS = 60_000;
/** Longer than it needs for the commands under way. */
const PATIENCE_MS = 5_000;

/** Keeps a simulator running beside the server: one that dies is started again, later each time, and it stops with the server. */
export function superviseSimulator({ start, tokens, say, firstPauseMs = 2_000 }: SuperviseOptions): { stop(): Promise<void> } {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pauseMs = firstPauseMs;
  let isStopping = false;

  function launch(): void {
    timer = null;
    const bornMs = performance.now();
    const own = start();
    child = own;
    own.on('message', (message) => {
      if (!isTokenAsk(message)) return;
      void tokens.tokenFor(message.by, message.unit).then((token) => {
        const answer: TokenAnswer = { answer: message.ask, token };
        if (own.connected) own.send(answer, () => undefined);
      });
    });
    own.on('error', () => undefined);
    own.once('exit', (code, signal) => {
      child = null;
      // What cannot be revoked now is when the next one begins.
      void tokens.revokeAll().catch(() => undefined);
      if (isStopping) return;
      if (performance.now() - bornMs > WELL_MS) pauseMs = firstPauseMs;
      say(`The simulator ended (${signal ?? code}); starting it again in ${Math.round(pauseMs / 1000)} s`);
      timer = setTimeout(launch, pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    });
  }

  launch();
  return {
    async stop() {
      isStopping = true;
      if (timer) clearTimeout(timer);
      const own = child;
      if (!own) return;
      const gone = new Promise<void>((resolve) => own.once('exit', () => resolve()));
      own.kill('SIGTERM');
      const kill = setTimeout(() => own.kill('SIGKILL'), PATIENCE_MS);
      await gone;
      clearTimeout(kill);
    },
  };
}
