import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { commandRule, type CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { isTyping } from '../../ui/is-typing.ts';
import {
  fieldsOf,
  isCommandKey,
  isOffered,
  missingField,
  offerId,
  offersOf,
  pressedOf,
  type Draft,
  type Offer,
  type Pressed,
} from './command-model.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** Gives a command that another part of the page asks for: complete, or as far as it was typed. */
export type Give = (command: CommandName, draft: Draft) => void;
export interface CommandsControl {
  state: CommandState;
  offers: Offer[];
  chosen: Offer | null;
  draft: Draft;
  choose: (offer: Offer) => Promise<void>;
  /** What is chosen next was done earlier: it has its form, with the time. */
  isLate: boolean;
  setLate: (isLate: boolean) => void;
  /** Gives what the key means here; false = nothing. */
  press: (pressed: Pressed) => boolean;
  /** Sends a unit that is offered; false = it cannot be sent now. */
  sendUnit: (unit: string | null) => boolean;
  /** One that is complete, by another way than its form; a refusal opens the form with what was given. */
  give: (offer: Offer, draft: Draft) => Promise<void>;
  type: (patch: Draft) => void;
  send: (draft: Draft) => Promise<void>;
  close: () => void;
}
interface Options {
  /** Told how other parts give commands here, as long as this is here. */
  onReady?: ((give: Give | null) => void) | undefined;
  /** True = another part of the page takes what the command needs. */
  onChoose?: ((command: CommandName) => boolean) | undefined;
  /** The unit that a digit means, where units are offered. */
  unitOf?: ((digit: string) => string | null) | undefined;
  /** A file is chosen, not typed: opens the system's chooser. */
  onAttach?: (() => void) | undefined;
  /** A form was left, or a command has been given. */
  onDone?: ((command: CommandName, isGiven: boolean) => void) | undefined;
}

/** Which command is being given, and what was typed for each so far. One key each; what needs nothing more is given at once. */
export function useCommands(detail: IncidentDetail, { onReady, onChoose, unitOf, onAttach, onDone }: Options = {}): CommandsControl {
  const [chosen, setChosen] = useState<Offer | null>(null);
  const [isLate, setLate] = useState(false);
  const [drafts, setDrafts] = useState<Partial<Record<string, Draft>>>({});
  const state = useCommand(detail);
  const offers = offersOf(detail);
  const type = (offer: Offer, patch: Draft) => setDrafts((held) => ({ ...held, [offerId(offer)]: { ...held[offerId(offer)], ...patch } }));

  const give = async (offer: Offer, draft: Draft) => {
    if (!(await state.send(offer, draft))) return setChosen(offer);
    setDrafts((held) => ({ ...held, [offerId(offer)]: {} }));
    setChosen(null);
    setLate(false);
    onDone?.(offer.command, true);
  };
  const choose = async (offer: Offer, isEarlier = isLate) => {
    state.forget();
    if (offer.command === 'attach') onAttach?.();
    else if (isEarlier) {
      setLate(true);
      setChosen(offer);
    } else if (fieldsOf(offer.command).length === 0) await give(offer, {});
    // The line speaks of the incident; a branch has its form.
    else if (offer.branch !== null || !onChoose?.(offer.command)) setChosen(offer);
  };
  /** Sends an offered unit; a mistake is put right by recalling it. False = it cannot be sent now. */
  const sendUnit = (unit: string | null): boolean => {
    const dispatch = offers.find(({ command, branch }) => command === 'dispatch' && branch === null);
    if (unit === null || !dispatch) return false;
    state.forget();
    void give(dispatch, { unit });
    return true;
  };
  // The incident's own come first; what only a branch offers has the same letter.
  const press = ({ letter, isLate: isEarlier }: Pressed): boolean => {
    const offer = offers.find(({ command }) => commandRule(command).key === letter);
    if (offer) void choose(offer, isEarlier || isLate);
    return offer !== undefined || (!isEarlier && sendUnit(unitOf?.(letter) ?? null));
  };
  // Pressed while the last command is under way: it counts for what comes of it. Hands are faster than lines.
  const early = useRef<Pressed | null>(null);
  const takeEarly = useEffectEvent(() => {
    const pressed = early.current;
    early.current = null;
    if (pressed !== null && chosen === null) press(pressed);
  });
  useEffect(() => {
    if (!state.isPending) takeEarly();
  }, [state.isPending]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const pressed = pressedOf(event);
    if (event.defaultPrevented || event.repeat || pressed === null) return;
    if (chosen !== null || isTyping(event.target)) return;
    if (!state.isPending) {
      if (press(pressed)) event.preventDefault();
      return;
    }
    early.current = pressed;
    if (pressed.isLate && isCommandKey(pressed.letter)) event.preventDefault();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const take = useEffectEvent<Give>((command, draft) => {
    const offer: Offer = { command, branch: null };
    type(offer, draft);
    state.forget();
    if (command === 'attach') return onAttach?.();
    // A second time while the first is under way it is the same act.
    if (missingField(command, draft) === null && !state.isPending && isOffered(detail, offer)) void give(offer, draft);
    else setChosen(offer);
  });
  useEffect(() => {
    onReady?.((command, draft) => take(command, draft));
    return () => onReady?.(null);
  }, [onReady]);

  return {
    state,
    offers,
    chosen,
    draft: chosen === null ? {} : (drafts[offerId(chosen)] ?? {}),
    choose,
    isLate,
    setLate,
    press,
    sendUnit,
    give: async (offer, draft) => {
      type(offer, draft);
      await give(offer, draft);
    },
    type: (patch) => chosen !== null && type(chosen, patch),
    send: (draft) => (chosen === null ? Promise.resolve() : give(chosen, draft)),
    close: () => {
      state.forget();
      if (chosen !== null) onDone?.(chosen.command, false);
      setChosen(null);
      setLate(false);
    },
  };
}
