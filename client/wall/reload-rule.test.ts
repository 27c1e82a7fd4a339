import { describe, expect, it } from 'vitest';
import type { WallState } from '../../shared/wall-wire.ts';
import { HEAP_MOST_MB, reloadReason } from './reload-rule.ts';

const state = { reloadAtMs: null, showing: null, identifyUntilMs: null, now: 10_000_000 } as unknown as WallState;
const page = {
  state,
  loadedAtMs: 1_000,
  otherBuild: null,
  heapMb: 200,
  isLive: true,
  isTaken: false,
  reloaded: { build: null, largeAtMs: null },
};
const showing = { kind: 'area', id: '50', untilMs: 1 } as const;

describe('a page', () => {
  it('stays when nothing speaks against it', () => {
    expect(reloadReason(page)).toBeNull();
    expect(reloadReason({ ...page, heapMb: null })).toBeNull();
  });
  it('obeys an order once, also while something is shown', () => {
    const ordered = { ...state, reloadAtMs: 2_000, showing };
    expect(reloadReason({ ...page, state: ordered })).toBe('ordered');
    expect(reloadReason({ ...page, state: ordered, loadedAtMs: 2_000 })).toBeNull();
  });
  it('leaves for a newer client in a quiet moment, and not twice for the same', () => {
    const old = { ...page, otherBuild: 'index-b' };
    expect(reloadReason(old)).toBe('old');
    expect(reloadReason({ ...old, state: { ...state, showing } })).toBeNull();
    expect(reloadReason({ ...old, state: { ...state, identifyUntilMs: 5 } })).toBeNull();
    expect(reloadReason({ ...old, isTaken: true }), 'a critical incident has the glass').toBeNull();
    expect(reloadReason({ ...old, isLive: false }), 'there would be no page to come').toBeNull();
    expect(reloadReason({ ...old, reloaded: { build: 'index-b', largeAtMs: null } })).toBeNull();
    expect(reloadReason({ ...old, otherBuild: 'index-c', reloaded: { build: 'index-b', largeAtMs: null } })).toBe('old');
  });
  it('that has grown too large leaves, once in an hour', () => {
    const large = { ...page, heapMb: HEAP_MOST_MB + 1 };
    expect(reloadReason(large)).toBe('large');
    expect(reloadReason({ ...large, reloaded: { build: null, largeAtMs: state.now - 3_600_000 } })).toBeNull();
    expect(reloadReason({ ...large, reloaded: { build: null, largeAtMs: state.now - 3_600_001 } })).toBe('large');
  });
});
