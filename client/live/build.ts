import { create } from 'zustand';

/** Which build the server gives out where it is not this page's own; null = the same, or nobody knows. */
export const useOtherBuild = create<{ other: string | null }>()(() => ({ other: null }));

/** Of a built page alone: while developing there is no such entry, and nothing to compare. */
export const ownBuild = (): string | null => document.querySelector('script[type="module"][src^="/assets/"]')?.getAttribute('src') ?? null;

/** Said on each new line. */
export function hearBuild(build: string): void {
  const own = ownBuild();
  useOtherBuild.setState({ other: own === null || own === build ? null : build });
}
