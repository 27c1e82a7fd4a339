/** People's names change rarely: they are read once a minute at most. */
const KEPT_MS = 60_000;

/** What people are called, by the name they sign in with. */
export function userNames(
  list: () => Promise<readonly { username: string; name: string }[]>,
  now: () => number,
): () => Promise<ReadonlyMap<string, string>> {
  let held: { atMs: number; names: Promise<ReadonlyMap<string, string>> } | null = null;
  return () => {
    if (held && now() - held.atMs < KEPT_MS) return held.names;
    const names = list().then((rows) => new Map(rows.map(({ username, name }) => [username, name])));
    names.catch(() => (held = null));
    held = { atMs: now(), names };
    return names;
  };
}
