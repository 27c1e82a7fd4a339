import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { Credentials } from '../../seed/demo/api.ts';
import { superviseSimulator } from './supervise-simulator.ts';

/** A process that only exists here. */
class FakeChild extends EventEmitter {
  connected = true;
  sent: unknown[] = [];
  send(message: unknown): boolean {
    return this.sent.push(message) > 0;
  }
  kill(): boolean {
    queueMicrotask(() => this.emit('exit', 0, null));
    return true;
  }
}

function open() {
  const children: FakeChild[] = [];
  const tokens = {
    tokenFor: vi.fn<Credentials['tokenFor']>(async (_by, unit) => (unit === 'none' ? null : `gt_${unit}`)),
    revokeAll: vi.fn<() => Promise<void>>(async () => undefined),
  };
  const supervisor = superviseSimulator({
    start: () => children[children.push(new FakeChild()) - 1] as unknown as ChildProcess,
    tokens,
    say: () => undefined,
    firstPauseMs: 20,
  });
  return { children, tokens, supervisor };
}

it('starts a simulator that died again, a little later, with new tokens', async () => {
  const { children, tokens, supervisor } = open();
  children[0]!.emit('exit', 1, null);
  expect(tokens.revokeAll).toHaveBeenCalledTimes(1);
  expect(children.length).toBe(1);
  await wait(60);
  expect(children.length).toBe(2);
  await supervisor.stop();
  await wait(100);
  expect(children.length).toBe(2);
});

it('ends the tokens and waits for the end when it is stopped', async () => {
  const { children, tokens, supervisor } = open();
  await supervisor.stop();
  expect(tokens.revokeAll).toHaveBeenCalledTimes(1);
  await wait(60);
  expect(children.length).toBe(1);
});

it('gives tokens for well-formed questions only', async () => {
  const { children, tokens, supervisor } = open();
  const [child] = children;
  for (const bad of [
    null,
    'token',
    { ask: 1 },
    { ask: 1, by: 'audit', unit: null },
    { ask: '1', by: 'handler', unit: null },
    { ask: 2, by: 'handler', unit: 3 },
  ])
    child!.emit('message', bad);
  child!.emit('message', { ask: 7, by: 'handler', unit: 'a' });
  child!.emit('message', { ask: 8, by: 'handler', unit: 'none' });
  await wait(5);
  expect(tokens.tokenFor).toHaveBeenCalledTimes(2);
  expect(child!.sent).toEqual([
    { answer: 7, token: 'gt_a' },
    { answer: 8, token: null },
  ]);
  await supervisor.stop();
});
