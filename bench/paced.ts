/** Calls `work` so many times at an even pace that does not drift; a call that is late is made up for at once. */
export async function paced(perSecond: number, times: number, work: (i: number) => void): Promise<void> {
  const begin = performance.now();
  for (let i = 0; i < times; i++) {
    const early = begin + (i * 1000) / perSecond - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    work(i);
  }
}
