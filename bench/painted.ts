import type { Page } from 'playwright-core';
import { quantile } from './measure.ts';
import { seeded } from './random.ts';

type Probed = Window & { __mapProbe?: { paintedAt(id: number): number | undefined } };

/** Reports an incident; its id. */
type Post = () => Promise<number>;

export interface Sampling {
  post: Post;
  samples: number;
  /** Between two of them, ms; spread evenly, so that they are not in step with the tick. */
  everyMs: readonly [least: number, most: number];
}
/** From the POST's first byte to the frame that shows it on the page's map, each sorted into the time it took; those never painted are left out. */
export async function paintedMs(page: Page, { post, samples, everyMs: [least, most] }: Sampling): Promise<number[]> {
  const sent: { id: number; atMs: number }[] = [];
  const random = seeded(5);
  for (let i = 0; i < samples; i++) {
    const atMs = performance.timeOrigin + performance.now();
    sent.push({ id: await post(), atMs });
    await new Promise((resolve) => setTimeout(resolve, least + (most - least) * random()));
  }
  await page
    .waitForFunction(
      (ids) => ids.every((id) => (window as Probed).__mapProbe?.paintedAt(id) !== undefined),
      sent.map(({ id }) => id),
      { timeout: 10_000 },
    )
    .catch(() => undefined);
  const painted = await page.evaluate(
    (ids) =>
      ids.map((id) => {
        const at = (window as Probed).__mapProbe?.paintedAt(id);
        return at === undefined ? null : performance.timeOrigin + at;
      }),
    sent.map(({ id }) => id),
  );
  return painted.flatMap((at, i) => (at === null ? [] : [at - sent[i]!.atMs])).sort((a, b) => a - b);
}

export const medianOf = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
