import type { ConsoleMessage, Page, Request, Response } from '@playwright/test';

/** What Chromium itself says on a machine without a graphics card: nothing of ours. */
const OF_THE_MACHINE = [/GL Driver Message/, /GPU stall due to ReadPixels/, /software WebGL/i];
/** A page that leaves, or a query that is no longer wanted, drops its requests. */
const DROPPED = 'net::ERR_ABORTED';

/** Everything that should not happen on a page, and all that its socket receives. */
export class PageWatch {
  readonly page: Page;
  readonly #troubles: string[] = [];
  readonly #allowed: RegExp[] = [...OF_THE_MACHINE];
  readonly #frames: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => this.#onConsole(message));
    page.on('pageerror', (error) => this.#troubles.push(`page error: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => this.#onFailed(request));
    page.on('response', (response) => this.#onResponse(response));
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.#frames.push(String(payload))));
  }

  /** This test brings such a trouble about on purpose. */
  allow(...patterns: RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  /** The page goes on in another test, which answers for itself alone. */
  begin(): void {
    this.#troubles.length = 0;
    this.#frames.length = 0;
    this.#allowed.splice(OF_THE_MACHINE.length);
  }

  /** Raw, as they came over the wire. */
  get frames(): readonly string[] {
    return this.#frames;
  }

  get troubles(): string[] {
    return this.#troubles.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  #onConsole(message: ConsoleMessage): void {
    const type = message.type();
    if (type === 'error' || type === 'warning') this.#troubles.push(`console ${type}: ${message.text()} (${message.location().url})`);
  }
  #onFailed(request: Request): void {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== DROPPED) this.#troubles.push(`request failed: ${request.method()} ${request.url()} ${reason}`);
  }
  #onResponse(response: Response): void {
    if (response.status() >= 400) this.#troubles.push(`response ${response.status()}: ${response.request().method()} ${response.url()}`);
  }
}

/** All that came, so that a test can say what did not. */
export const received = (watch: PageWatch): string => watch.frames.join('\n');

/** A slim row of this incident, whatever its version: `[17,1,0,2,"E01-02",…`. */
export const rowOf = (id: number): RegExp => new RegExp(`\\[${id},\\d+,\\d+,\\d+,"`);
