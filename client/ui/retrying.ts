/** Waits before each further try of fetching a part of the program, ms. */
const PAUSES_MS = [400, 1000, 2500, 5000];

/** A line that is cut for a moment must not leave a hole in the page: code is asked for again before it is given up. */
export async function retrying<T>(load: () => Promise<T>, pausesMs: readonly number[] = PAUSES_MS): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return load();
}
