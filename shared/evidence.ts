import type { Evidence, FileKind } from './command-words.ts';

/** What there is to show that a case was handled, at the moment it is said to be. */
export interface Shown {
  text: string | undefined;
  quantity: number | undefined;
  files: readonly { kind: FileKind; atMs: number }[];
  dispatchedAtMs: number | null;
}

/** Photos count from this dispatch on: those of an earlier attempt show an earlier state. */
const TESTS: Record<Evidence, (shown: Shown) => boolean> = {
  text: ({ text }) => text !== undefined && text.trim() !== '',
  quantity: ({ quantity }) => quantity !== undefined,
  'photo-before': (shown) => hasPhoto(shown, 'photo-before'),
  'photo-after': (shown) => hasPhoto(shown, 'photo-after'),
};
const hasPhoto = ({ files, dispatchedAtMs }: Shown, kind: FileKind): boolean =>
  files.some((file) => file.kind === kind && file.atMs >= (dispatchedAtMs ?? 0));

/** What a category asks for and is not there yet, in its order. The server refuses by it, the form says it beforehand. */
export const missingEvidence = (asked: readonly Evidence[], shown: Shown): Evidence[] => asked.filter((each) => !TESTS[each](shown));
