/** Half-open, ms UTC; `toMs` null = without an end. */
export interface Span {
  fromMs: number;
  toMs: number | null;
}

const endOf = ({ toMs }: Span): number => toMs ?? Number.POSITIVE_INFINITY;
const span = (fromMs: number, end: number): Span => ({ fromMs, toMs: end === Number.POSITIVE_INFINITY ? null : end });

export const isInSpans = (spans: readonly Span[], atMs: number): boolean => spans.some((each) => each.fromMs <= atMs && atMs < endOf(each));

/** All instants of both, as spans that neither touch nor overlap, in order. */
export function addSpan(spans: readonly Span[], added: Span): Span[] {
  const joined: Span[] = [];
  for (const each of [...spans, added].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last && each.fromMs <= endOf(last)) joined[joined.length - 1] = span(last.fromMs, Math.max(endOf(last), endOf(each)));
    else joined.push(each);
  }
  return joined;
}

/** The instants of the first that are not in `taken`. */
export function withoutSpan(spans: readonly Span[], taken: Span): Span[] {
  return spans.flatMap((each) => {
    const before = span(each.fromMs, Math.min(endOf(each), taken.fromMs));
    const after = span(Math.max(each.fromMs, endOf(taken)), endOf(each));
    return [before, after].filter((part) => part.fromMs < endOf(part));
  });
}
