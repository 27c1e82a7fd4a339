/** Lists turn their pages by the clock, so that screens beside one another turn together. */
const PAGE_MS = 8_000;

export function pageAt(n: number, size: number, nowMs: number): { page: number; pages: number; from: number } {
  const pages = Math.max(1, Math.ceil(n / Math.max(1, size)));
  const page = Math.floor(nowMs / PAGE_MS) % pages;
  return { page, pages, from: page * size };
}
