import type { ChartOption, EChartsType } from './echarts-parts.ts';

/**
 * One chart for the life of a page that never ends: it changes places and options, and is never made anew. What it is to show
 * while its code is under way, it shows when that came.
 */
export class ChartHost {
  readonly element = document.createElement('div');
  readonly #resizes: ResizeObserver;
  #chart: EChartsType | null = null;
  #option: ChartOption | null = null;
  #starting: Promise<void> | null = null;
  /** How many instances were made: tests hold it at one. */
  made = 0;

  constructor() {
    this.element.style.cssText = 'width:100%;height:100%';
    this.#resizes = new ResizeObserver(() => this.#chart?.resize());
    this.#resizes.observe(this.element);
    // A canvas whose graphics card was away comes back empty. The event does not bubble.
    this.element.addEventListener('contextrestored', () => this.#redraw(), { capture: true });
  }

  #redraw(): void {
    if (!this.#chart || !this.#option) return;
    this.#chart.clear();
    this.#chart.setOption(this.#option);
  }

  attach(parent: HTMLElement): void {
    parent.append(this.element);
    this.#chart?.resize();
  }
  detach(): void {
    this.element.remove();
  }

  show(option: ChartOption): void {
    this.#option = option;
    if (this.#chart) this.#chart.setOption(option, { notMerge: false, replaceMerge: ['series'], lazyUpdate: true });
    else void this.#start();
  }

  #start(): Promise<void> {
    this.#starting ??= import('./echarts-parts.ts')
      .then(({ init }) => {
        this.#chart = init(this.element, null, { renderer: 'canvas' });
        this.made += 1;
        this.#chart.on('finished', () => {
          this.element.dataset['chartPainted'] = 'true';
        });
        if (this.#option) this.#chart.setOption(this.#option);
      })
      // Its code did not come: the next option asks again.
      .catch(() => {
        this.#starting = null;
      });
    return this.#starting;
  }
}

let host: ChartHost | null = null;
/** The page's one chart. */
export const chartHost = (): ChartHost => (host ??= new ChartHost());
