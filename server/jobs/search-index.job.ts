import { every, type Repeated } from '../every.ts';

const EVERY_MS = 1_000;

export interface SearchIndexDeps {
  /** Makes one block; false when there is nothing to make. */
  makeBlock(): Promise<boolean>;
  /** One process does this at a time: twice would be work for nothing. */
  isMine(): Promise<boolean>;
  onFault(fault: unknown): void;
}

/** Makes the search index of what has filled a block, or lost it by a change: until then searches read the texts themselves. */
export function searchIndexJob({ makeBlock, isMine, onFault }: SearchIndexDeps): Repeated {
  let isStopped = false;
  const sweep = async (): Promise<void> => {
    while (!isStopped && (await isMine()) && (await makeBlock()));
  };
  const sweeps = every(EVERY_MS, sweep, onFault);
  return {
    async stop() {
      isStopped = true;
      await sweeps.stop();
    },
  };
}
