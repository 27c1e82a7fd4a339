import { AS_HEADER, AS_SCREEN, BEAT_MS, STALLED_MS } from '../../shared/wall-control.ts';

// Runs beside the page: it goes on when the page stands still, and then says so to the server in the page's place.
const LOOK_MS = 1_000;
let heardAtMs = Date.now();
let lookedAtMs = heardAtMs;
let toldAtMs = 0;

addEventListener('message', () => {
  heardAtMs = Date.now();
});

setInterval(() => {
  const nowMs = Date.now();
  // The whole machine slept: nobody stood still.
  if (nowMs - lookedAtMs > BEAT_MS) heardAtMs = nowMs;
  lookedAtMs = nowMs;
  const stalledMs = nowMs - heardAtMs;
  if (stalledMs < STALLED_MS || nowMs - toldAtMs < BEAT_MS) return;
  toldAtMs = nowMs;
  // Without a line to the server it is missed there by itself.
  void fetch('/api/v1/wall/stalled', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [AS_HEADER]: AS_SCREEN },
    body: JSON.stringify({ stalledMs }),
  }).catch(() => undefined);
}, LOOK_MS);
