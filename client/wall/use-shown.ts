import { useEffect, useMemo, useRef, useState } from 'react';
import type { WallState } from '../../shared/wall-wire.ts';
import { ALERT_SCENE, FOCUS_SCENE, playlistOf } from '../../shared/wall-scenes.ts';
import { nowMs } from '../state/clock.ts';
import { attend, CALM, notice, type Taker } from './attention.ts';
import { advance, beginRotation, slotsOf, type Slot } from './rotation.ts';
import { setTaken } from './taken.ts';

/** What the glass shows at this moment, and why. */
export interface Shown {
  scene: string;
  area: string;
  /** The case that has the screen. */
  incident: number | null;
  /** The alert that has it. */
  alert: number | null;
  why: 'scene' | 'playlist' | 'asked' | 'attention';
}
interface Given {
  state: WallState;
  children: readonly string[];
  /** Red alerts and open critical incidents of the screen's node; null = not known yet. */
  takers: readonly Taker[] | null;
  /** The line is up and has been for a while: what is new came now. */
  isFresh: boolean;
}
const STEP_MS = 250;

/** First what somebody asked for, then an alert that became red or a new critical incident, then the playlist or the scene. */
export function useShown({ state, children, takers, isFresh }: Given): Shown {
  const { scene, playlist, own, screen, showing } = state;
  const slots = useMemo(
    () => slotsOf(playlistOf(playlist, own), scene, screen.areaCode, children),
    [children, own, playlist, scene, screen.areaCode],
  );
  const rotation = useRef(beginRotation(nowMs()));
  const turning = useRef('');
  const attention = useRef(CALM);
  const [shown, setShown] = useState<Shown>(() => bySlot(slots, 0));
  useEffect(() => {
    if (takers) attention.current = notice(attention.current, takers, isFresh);
  }, [isFresh, takers]);
  useEffect(() => {
    // Another order begins at its first slot; a list of children that changed does not.
    const order = `${playlist}|${scene}`;
    if (turning.current !== order) rotation.current = beginRotation(nowMs());
    turning.current = order;
    const step = (): void => {
      const now = nowMs();
      attention.current = attend(attention.current, now);
      const asked = showing !== null && now < showing.untilMs ? showing : null;
      const taken = attention.current.showing;
      rotation.current = advance(rotation.current, slots, now, asked !== null || taken !== null);
      let next: Shown;
      if (asked?.kind === 'area') next = { ...NOBODY, scene: slots[rotation.current.slot]?.scene ?? scene, area: asked.id, why: 'asked' };
      else if (asked) next = { ...focusOn(asked), area: screen.areaCode, why: 'asked' };
      else if (taken) next = { ...focusOn(taken.taker), area: screen.areaCode, why: 'attention' };
      else next = bySlot(slots, rotation.current.slot);
      setShown((held) => (isSame(held, next) ? held : next));
    };
    step();
    const timer = setInterval(step, STEP_MS);
    return () => clearInterval(timer);
  }, [playlist, scene, screen.areaCode, showing, slots]);
  useEffect(() => {
    setTaken('attention', shown.why === 'attention');
    return () => setTaken('attention', false);
  }, [shown.why]);
  return shown;
}
const NOBODY = { incident: null, alert: null };
const focusOn = ({ kind, id }: Taker): Pick<Shown, 'scene' | 'incident' | 'alert'> =>
  kind === 'alert' ? { scene: ALERT_SCENE, incident: null, alert: id } : { scene: FOCUS_SCENE, incident: id, alert: null };
const bySlot = (slots: readonly Slot[], at: number): Shown => {
  const { scene, area } = slots[at]!;
  return { ...NOBODY, scene, area, why: slots.length > 1 ? 'playlist' : 'scene' };
};
const isSame = (a: Shown, b: Shown): boolean =>
  a.scene === b.scene && a.area === b.area && a.incident === b.incident && a.alert === b.alert && a.why === b.why;
