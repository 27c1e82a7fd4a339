/**
 * Preloaded into a server (`node --import`): its clock is ahead of the machine's by what its parent says, so that a week passes in
 * minutes. Only what reads the clock is moved; timers run as ever.
 */
export interface ClockOrder {
  /** Ahead of the machine's clock, ms. */
  clockAheadMs: number;
}
const RealDate = Date;
let aheadMs = Number(process.env['MOVED_CLOCK_MS'] ?? 0);
const now = (): number => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[]) => Reflect.construct(target, given.length > 0 ? given : [now()]) as object,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('clockAheadMs' in message)) return;
  aheadMs = (message as ClockOrder).clockAheadMs;
  process.send?.('moved');
});
process.channel?.unref();
