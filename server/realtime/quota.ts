/** At most `limit` of something in each window of time. */
export class Quota {
  readonly #limit: number;
  readonly #windowMs: number;
  #endsAtMs = Number.NEGATIVE_INFINITY;
  #used = 0;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  take(atMs: number): boolean {
    if (atMs >= this.#endsAtMs) {
      this.#endsAtMs = atMs + this.#windowMs;
      this.#used = 0;
    }
    this.#used++;
    return this.#used <= this.#limit;
  }
}
