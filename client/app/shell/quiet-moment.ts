import { hasUploads } from '../../features/incidents/uploads.ts';

/** So long nobody has touched the page. */
const QUIET_MS = 5 * 60_000;
const LOOK_MS = 15_000;
const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls again and again while nobody touches the page, from some minutes on. Gives how to stop. */
export function quietWatch(onQuiet: () => void, now: () => number = Date.now): () => void {
  let touchedAtMs = now();
  const touch = () => (touchedAtMs = now());
  for (const each of TOUCHES) addEventListener(each, touch, { capture: true, passive: true });
  const timer = setInterval(() => now() - touchedAtMs >= QUIET_MS && onQuiet(), LOOK_MS);
  return () => {
    clearInterval(timer);
    for (const each of TOUCHES) removeEventListener(each, touch, { capture: true });
  };
}

/** Nothing that a reload would lose: no text begun, no layer open, no file on its way. */
export function mayReload(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type=radio], [type=checkbox])');
  return ![...fields].some(({ value }) => value.trim() !== '') && document.querySelector('[data-layer]') === null && !hasUploads();
}
