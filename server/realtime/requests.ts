import { performance } from 'node:perf_hooks';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Ack, Joined } from '../../shared/live.ts';
import { JoinArea, LeaveArea, LookAt } from '../../shared/live-wire.ts';
import { WallBeat } from '../../shared/wall-wire.ts';
import { Rejection } from '../domain/rejection.ts';
import type { LiveSocket, RealtimeDeps, Settings } from './deps.ts';
import { Quota } from './quota.ts';

/** The channel itself said no. */
export class Refusal extends Error {
  readonly code: 'live.too-many-areas' | 'live.too-many-requests';
  constructor(code: Refusal['code']) {
    super(code);
    this.code = code;
  }
}

export interface Requests {
  join: (socket: LiveSocket, request: JoinArea) => Promise<Joined>;
  leave: (socket: LiveSocket, request: LeaveArea) => Promise<null>;
  look: (socket: LiveSocket, request: LookAt) => Promise<null>;
  beat: (socket: LiveSocket, request: WallBeat) => Promise<null>;
}

const joinArea = Compile(JoinArea);
const leaveArea = Compile(LeaveArea);
const lookAt = Compile(LookAt);
const wallBeat = Compile(WallBeat);
const EVENTS: ReadonlySet<unknown> = new Set(['area:join', 'area:leave', 'incident:look', 'wall:beat']);
const INVALID: Ack<never> = { ok: false, code: 'request.invalid' };

/** The last argument if it is an ack: a client that leaves it out gets no answer, and that is all. */
function answerTo(args: readonly unknown[]): (answer: Ack<unknown>) => void {
  const last = args.at(-1);
  return typeof last === 'function' ? (answer) => void last(answer) : () => undefined;
}

/** Every packet goes through here: nothing a client sends, or leaves out, may throw into the process. */
export function listenTo(socket: LiveSocket, requests: Requests, settings: Settings, log: RealtimeDeps['log']): void {
  const all = new Quota(settings.maxRequests, settings.quotaWindowMs);
  const joins = new Quota(settings.maxJoins, settings.quotaWindowMs);

  const handle =
    <S extends TSchema>(schema: { Check: (value: unknown) => value is Static<S> }, run: (request: Static<S>) => Promise<unknown>) =>
    (...args: unknown[]): void => {
      const answer = answerTo(args);
      const [request] = args;
      if (!schema.Check(request)) return answer(INVALID);
      run(request).then(
        (value) => answer({ ok: true, value }),
        (fault: unknown) => {
          if (fault instanceof Rejection || fault instanceof Refusal) return answer({ ok: false, code: fault.code });
          log.error({ err: fault }, 'live request failed');
          answer({ ok: false, code: 'internal' });
        },
      );
    };

  socket.onAny((event: unknown, ...args: unknown[]) => {
    if (!all.take(performance.now())) socket.disconnect(true);
    else if (!EVENTS.has(event)) answerTo(args)(INVALID);
  });
  socket.on(
    'area:join',
    handle<typeof JoinArea>(joinArea, async (request) => {
      if (!joins.take(performance.now())) throw new Refusal('live.too-many-requests');
      return requests.join(socket, request);
    }),
  );
  socket.on(
    'incident:look',
    handle<typeof LookAt>(lookAt, async (request) => requests.look(socket, request)),
  );
  socket.on(
    'wall:beat',
    handle<typeof WallBeat>(wallBeat, async (request) => requests.beat(socket, request)),
  );
  socket.on(
    'area:leave',
    handle<typeof LeaveArea>(leaveArea, async (request) => requests.leave(socket, request)),
  );
}
