// Loaded before a server (`node --import`): its clock begins ten minutes before the city's midnight, and each SIGUSR2 jumps
// to a few seconds before it. Only what reads the clock is moved; timers run as ever.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS; // no daylight saving time
const RealDate = Date;
let shiftMs = 0;

const now = () => RealDate.now() + shiftMs;
/** @param {number} beforeMs */
function jumpTo(beforeMs) {
  const sinceMidnightMs = (now() + SHANGHAI_MS) % DAY_MS;
  shiftMs += DAY_MS - beforeMs - sinceMidnightMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => Reflect.construct(target, given.length > 0 ? given : [now()]),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
jumpTo(10 * 60_000);
process.on('SIGUSR2', () => jumpTo(4_000));
