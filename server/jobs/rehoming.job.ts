import { every, type Repeated } from '../every.ts';

const EVERY_MS = 1_000;
/** What is typed in late may lie in an area that ended long ago. */
const AT_LEAST_EVERY_MS = 60_000;

export interface RehomingDeps {
  rehome(): Promise<number>;
  /** One process does this at a time: twice would find nothing, but is work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}
export interface RehomingJob extends Repeated {
  /** The tree has changed. */
  wake(): void;
}

/** Rehomes open incidents within a second of a change of the tree, and at start what changed while the server was down. */
export function rehomingJob({ rehome, isMine, onFault }: RehomingDeps): RehomingJob {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweep = async (): Promise<void> => {
    if (performance.now() - sweptAt < AT_LEAST_EVERY_MS || !(await isMine())) return;
    sweptAt = performance.now();
    await rehome();
  };
  const { stop } = every(EVERY_MS, sweep, (fault) => {
    sweptAt = Number.NEGATIVE_INFINITY;
    onFault(fault);
  });
  return {
    wake() {
      sweptAt = Number.NEGATIVE_INFINITY;
    },
    stop,
  };
}
