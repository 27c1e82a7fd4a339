import { CLIP_S_MOST } from '../../../shared/wall-clips.ts';
import type { Tone } from '../../../shared/wall-sound.ts';
import { OVERTONES, PULSES } from './tones.ts';

/** Plays tones where the browser lets it. One context for the life of the page; what was played is let go of. */
export interface TonePlayer {
  /** The browser plays: it was started for a wall, or somebody has touched the page. */
  isOpen(): boolean;
  /** For a page on which somebody has just pressed something: it may sound now. */
  open(): Promise<void>;
  /** The clip in the tone's place, where there is one. */
  play(tone: Tone, clip?: AudioBuffer | null): void;
  /** What sounds ends now. */
  hush(): void;
  close(): void;
}
const LOUDNESS = 0.5;
/** Edges that do not click, seconds. */
const EDGE_S = 0.01;
const HUSH_S = 0.03;
/** Begins a little later than now, or the first edge is lost. */
const AHEAD_S = 0.05;
const GESTURES = ['pointerdown', 'keydown'] as const;

/** Of a machine on which nothing can sound: the picture must not fail for it. */
const SILENT: TonePlayer = {
  isOpen: () => false,
  open: () => Promise.resolve(),
  play: () => undefined,
  hush: () => undefined,
  close: () => undefined,
};

/** @param onChange whenever `isOpen` may be another */
export function tonePlayer(onChange: () => void): TonePlayer {
  const context = openContext();
  if (context === null) return SILENT;
  const wave = context.createPeriodicWave(new Float32Array(OVERTONES.length + 1), Float32Array.from([0, ...OVERTONES]));
  let sounding: GainNode | null = null;
  const isOpen = (): boolean => context.state === 'running';

  context.addEventListener('statechange', onChange);
  // Somebody at the machine: from now on it may.
  const touched = (): void => void context.resume().then(onChange, onChange);
  for (const gesture of GESTURES) addEventListener(gesture, touched);

  const hush = (): void => {
    const output = sounding;
    sounding = null;
    output?.gain.setTargetAtTime(0, context.currentTime, HUSH_S);
  };
  return {
    isOpen,
    open: () => context.resume(),
    hush,
    play(tone, clip = null) {
      if (!isOpen()) return;
      hush();
      const output = new GainNode(context, { gain: clip === null ? LOUDNESS : 1 });
      output.connect(context.destination);
      sounding = output;
      const beginS = context.currentTime + AHEAD_S;
      if (clip !== null) {
        const source = new AudioBufferSourceNode(context, { buffer: clip });
        source.connect(output);
        source.start(beginS, 0, CLIP_S_MOST);
        source.addEventListener('ended', () => output.disconnect());
        return;
      }
      let left = PULSES[tone].length;
      for (const { hz, atS, forS } of PULSES[tone]) {
        const edge = new GainNode(context, { gain: 0 });
        const source = new OscillatorNode(context, { frequency: hz, periodicWave: wave });
        const fromS = beginS + atS;
        edge.gain.setValueAtTime(0, fromS);
        edge.gain.linearRampToValueAtTime(1, fromS + EDGE_S);
        edge.gain.setValueAtTime(1, fromS + forS - EDGE_S);
        edge.gain.linearRampToValueAtTime(0, fromS + forS);
        source.connect(edge).connect(output);
        source.start(fromS);
        source.stop(fromS + forS);
        source.addEventListener('ended', () => {
          source.disconnect();
          edge.disconnect();
          left -= 1;
          if (left === 0) output.disconnect();
        });
      }
    },
    close() {
      for (const gesture of GESTURES) removeEventListener(gesture, touched);
      context.removeEventListener('statechange', onChange);
      void context.close();
    },
  };
}

/** Making one is allowed to everybody: where it may not sound it is suspended, and complains only when something is started on it. */
function openContext(): AudioContext | null {
  try {
    return new AudioContext();
  } catch {
    return null;
  }
}
