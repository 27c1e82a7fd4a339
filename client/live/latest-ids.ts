/** Asks for full rows in groups, one request at a time, at most two a second: a burst of frames is one question. */
export class LatestIds {
  readonly #fetch: (ids: readonly number[]) => Promise<void>;
  readonly #pauseMs: number;
  #ids = new Set<number>();
  #isBusy = false;
  #isStopped = false;

  constructor(fetch: (ids: readonly number[]) => Promise<void>, pauseMs = 500) {
    this.#fetch = fetch;
    this.#pauseMs = pauseMs;
  }
  add(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id);
    if (!this.#isBusy) void this.#run();
  }
  stop(): void {
    this.#isStopped = true;
  }
  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#ids.size > 0 && !this.#isStopped) {
      const ids = [...this.#ids].slice(0, MOST);
      for (const id of ids) this.#ids.delete(id);
      // A lost answer is made good by the next change of the same rows or by a refetch.
      await this.#fetch(ids).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, this.#pauseMs));
    }
    this.#isBusy = false;
  }
}
const MOST = 400;
