/**
 * Gathers what arrives and hands it over once per animation frame. A hidden page gets no frames, so a timer does it there:
 * its memory must not grow until somebody looks.
 */
export class Batcher<T> {
  readonly #flush: (items: T[]) => void;
  readonly #schedule: (run: () => void) => void;
  #items: T[] = [];

  constructor(flush: (items: T[]) => void, schedule: (run: () => void) => void = onNextFrame) {
    this.#flush = flush;
    this.#schedule = schedule;
  }
  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length === 1) this.#schedule(() => this.#run());
  }
  clear(): void {
    this.#items = [];
  }
  #run(): void {
    const items = this.#items;
    this.#items = [];
    if (items.length > 0) this.#flush(items);
  }
}

const HIDDEN_MS = 1000;
function onNextFrame(run: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    run();
  };
  const timer = setTimeout(once, HIDDEN_MS);
  requestAnimationFrame(once);
}
