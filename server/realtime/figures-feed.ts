import { viewKey, type Figures } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import type { ChangedChildren, FigureParts, Io, LiveSocket, RealtimeDeps, Settings } from './deps.ts';
import { addDirt, mergeDirt, type Dirt } from './figures-dirt.ts';
import { sendToRoom } from './to-room.ts';

/** One view of one area that somebody looks at. Equal views share one computation and one encoding. */
interface LiveView {
  key: string;
  area: string;
  view: View;
  /** Joined and waiting for their first, whole figures; they enter the room with them, so nothing partial comes before. */
  joiners: Set<LiveSocket>;
  stocks: Dirt;
  all: Dirt;
  isInFlight: boolean;
  stocksTick: number;
  allTick: number;
  /** After a fault: not before this tick. */
  waitTick: number;
  /** End of the window last sent, ms UTC: beyond it the window has rolled on though nothing happened. */
  toMs: number;
}

type Deps = Pick<RealtimeDeps, 'figures' | 'now' | 'log'>;

/** Computes each dirty view once, stocks every tick and everything once a second at most, never two at once for one view. */
export class FiguresFeed {
  readonly #io: Io;
  readonly #deps: Deps;
  readonly #settings: Settings;
  readonly #views = new Map<string, LiveView>();
  readonly #byArea = new Map<string, Set<LiveView>>();
  /** In ticks. */
  readonly #allEvery: number;
  #tick = 0;
  #inFlight = 0;

  constructor(io: Io, deps: Deps, settings: Settings) {
    this.#io = io;
    this.#deps = deps;
    this.#settings = settings;
    this.#allEvery = Math.ceil(settings.figuresMs / settings.tickMs);
  }

  /** Gives the key under which to leave again. */
  join(socket: LiveSocket, area: string, view: View): string {
    // The view's key on the wire joins free texts by a bar; the key here cannot be forged by a bar within one.
    const key = `view:${area}|${JSON.stringify([view.window, view.starts, view.category, view.department, view.board, view.lane, view.severity])}`;
    let found = this.#views.get(key);
    if (!found) {
      found = {
        key,
        area,
        view,
        joiners: new Set(),
        stocks: null,
        all: null,
        isInFlight: false,
        stocksTick: 0,
        allTick: 0,
        waitTick: 0,
        toMs: Infinity,
      };
      this.#views.set(key, found);
      this.#byArea.set(area, (this.#byArea.get(area) ?? new Set()).add(found));
    }
    found.joiners.add(socket);
    this.#pump(found);
    return key;
  }

  leave(socket: LiveSocket, key: string | null): void {
    if (key === null) return;
    this.#views.get(key)?.joiners.delete(socket);
    void socket.leave(key);
  }

  /** Something changed at the end of this path (the place itself first, the root last). */
  touch(path: readonly string[]): void {
    if (this.#views.size === 0) return;
    path.forEach((area, index) => {
      const child = path[index - 1];
      for (const view of this.#byArea.get(area) ?? []) {
        view.stocks = addDirt(view.stocks, child);
        view.all = addDirt(view.all, child);
      }
    });
  }

  touchAll(): void {
    for (const view of this.#views.values()) view.all = 'all';
  }

  tick(): void {
    this.#tick++;
    for (const view of this.#views.values()) {
      if (this.#deps.now() >= view.toMs) view.all = 'all';
      this.#pump(view);
    }
  }

  #pump(view: LiveView): void {
    if (view.isInFlight || this.#tick < view.waitTick || this.#inFlight >= this.#settings.maxFiguresInFlight) return;
    const hasMembers = this.#io.of('/').adapter.rooms.has(view.key);
    if (!hasMembers && view.joiners.size === 0) return this.#drop(view);
    // Members first: their turn comes once a tick at most, so those who join get theirs in between.
    if (hasMembers && view.all !== null && this.#tick - view.allTick >= this.#allEvery) this.#run(view, 'all', view.all, null);
    else if (hasMembers && view.stocks !== null && this.#tick > view.stocksTick) this.#run(view, 'stocks', view.stocks, null);
    else if (view.joiners.size > 0) this.#run(view, 'all', 'all', view.joiners);
  }

  #run(view: LiveView, parts: FigureParts, children: ChangedChildren, joiners: Set<LiveSocket> | null): void {
    view.isInFlight = true;
    this.#inFlight++;
    // What changes from here on is for the next time.
    if (joiners) view.joiners = new Set();
    else {
      view.stocks = null;
      view.stocksTick = this.#tick;
      if (parts === 'all') {
        view.all = null;
        view.allTick = this.#tick;
      }
    }
    const compute = async (): Promise<Figures> => this.#deps.figures(view.area, view.view, parts, children);
    compute()
      .then(
        (figures) => {
          if (joiners) this.#welcome(view, figures, joiners);
          else sendToRoom(this.#io, view.key, 'area:figures', figures);
          if (parts === 'all') view.toMs = figures.toMs;
        },
        (fault: unknown) => {
          this.#deps.log.error({ err: fault, area: view.area, view: viewKey(view.view) }, 'live figures failed');
          view.waitTick = this.#tick + this.#allEvery;
          if (joiners) for (const socket of joiners) this.#takeBack(view, socket);
          else if (parts === 'all') view.all = mergeDirt(view.all, children);
          else view.stocks = mergeDirt(view.stocks, children);
        },
      )
      .finally(() => {
        view.isInFlight = false;
        this.#inFlight--;
        this.#pump(view);
      })
      .catch((fault: unknown) => this.#deps.log.error({ err: fault }, 'live figures could not be sent'));
  }

  #welcome(view: LiveView, figures: Figures, joiners: ReadonlySet<LiveSocket>): void {
    const waiting = [...joiners].filter((socket) => isWanted(view, socket));
    if (waiting.length === 0) return;
    this.#io.to(waiting.map(({ id }) => id)).emit('area:figures', figures);
    for (const socket of waiting) void socket.join(view.key);
  }

  #takeBack(view: LiveView, socket: LiveSocket): void {
    if (isWanted(view, socket)) view.joiners.add(socket);
  }

  #drop(view: LiveView): void {
    this.#views.delete(view.key);
    const views = this.#byArea.get(view.area);
    views?.delete(view);
    if (views?.size === 0) this.#byArea.delete(view.area);
  }
}

/** It may have left, or taken another view, while its figures were computed. */
const isWanted = (view: LiveView, socket: LiveSocket): boolean => socket.connected && socket.data.areas.get(view.area) === view.key;
