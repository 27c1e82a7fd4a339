import { every, type Repeated } from '../every.ts';

const EVERY_MS = 300;

export interface RulesDeps {
  /** Judges what has come in. */
  run: { turn(goOn: () => boolean): Promise<void>; keep(): Promise<void>; forget(): void };
  actions: { carryOut(): Promise<number>; slice: number };
  /** One process does this at a time: another's judgement is refused, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Lets rules judge what came in, and does what they want done. */
export function rulesJob({ run, actions, isMine, onFault }: RulesDeps): Repeated {
  let isStopped = false;
  const turn = async (): Promise<void> => {
    if (!(await isMine())) return run.forget();
    await run.turn(() => !isStopped);
    while (!isStopped && (await actions.carryOut()) >= actions.slice);
  };
  const turns = every(EVERY_MS, turn, onFault);
  return {
    async stop() {
      isStopped = true;
      await turns.stop();
      await run.keep().catch(onFault);
    },
  };
}
