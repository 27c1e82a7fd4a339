/**
 * What to do with a frame. Requiring `prevSeq === held` would make healthy clients join again: a room's chain may begin
 * before what an HTTP answer already holds.
 */
export type ChainStep = 'drop' | 'apply' | 'gap';
export function chainStep(held: number, frame: { prevSeq: number; seq: number }): ChainStep {
  if (frame.seq <= held) return 'drop';
  return frame.prevSeq <= held ? 'apply' : 'gap';
}
