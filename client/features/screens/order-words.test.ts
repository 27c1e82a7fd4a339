import '../../i18n/both-languages.ts';
import { expect, it } from 'vitest';
import { translator } from '../../i18n/text.ts';
import type { WallOrder } from '../../../shared/wall-wire.ts';
import { orderWords } from './order-words.ts';

it('says an order in the words of the buttons', () => {
  const say = (order: WallOrder) => orderWords(order, translator('en'), ({ en }) => en);
  expect(say({ scene: 'storm', isMuted: true })).toBe('Storm · Mute');
  expect(say({ playlist: null, isStopped: false })).toBe('No playlist · Start the picture');
  expect(say({ nightMode: 'on' })).toBe('Night now');
  expect(say({ show: { kind: 'incident', id: 7 }, minutes: 1 })).toBe('Incident #7 (For 1 minute, then back)');
  expect(say({ show: null, identify: true, reload: true })).toBe('End what is shown for a while · Show numbers · Reload');
  expect(say({ scene: 'gone' }), 'a scene that is no more').toBe('gone');
});
