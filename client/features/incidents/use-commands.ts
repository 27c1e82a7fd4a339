import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { commandRule, type CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { isTyping } from '../../ui/is-typing.ts';
import { fieldsOf, inOrder, missingField, type Draft } from './command-model.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** Gives a command that another part of the page asks for: complete, or as far as it was typed. */
export type Give = (command: CommandName, draft: Draft) => void;
export interface CommandsControl {
  state: CommandState;
  commands: CommandName[];
  chosen: CommandName | null;
  draft: Draft;
  choose: (command: CommandName) => Promise<void>;
  type: (patch: Draft) => void;
  send: (draft: Draft) => Promise<void>;
  close: () => void;
}
interface Options {
  /** Told how other parts give commands here, as long as this is here. */
  onReady?: ((give: Give | null) => void) | undefined;
  /** True = another part of the page takes what the command needs. */
  onChoose?: ((command: CommandName) => boolean) | undefined;
  /** A form was left, or a command has been given. */
  onDone?: ((command: CommandName, isGiven: boolean) => void) | undefined;
}

/** Which command is being given, and what was typed for each so far. One key each; what needs nothing more is given at once. */
export function useCommands(detail: IncidentDetail, { onReady, onChoose, onDone }: Options = {}): CommandsControl {
  const [chosen, setChosen] = useState<CommandName | null>(null);
  const [drafts, setDrafts] = useState<Partial<Record<CommandName, Draft>>>({});
  const state = useCommand(detail);
  const commands = inOrder(detail.commands);
  const type = (command: CommandName, patch: Draft) => setDrafts((held) => ({ ...held, [command]: { ...held[command], ...patch } }));

  const give = async (command: CommandName, draft: Draft) => {
    if (!(await state.send(command, draft))) return setChosen(command);
    setDrafts((held) => ({ ...held, [command]: {} }));
    setChosen(null);
    onDone?.(command, true);
  };
  const choose = async (command: CommandName) => {
    state.forget();
    if (fieldsOf(command).length === 0) await give(command, {});
    else if (!onChoose?.(command)) setChosen(command);
  };
  // Pressed while the last command is under way: it counts for what comes of it. Hands are faster than lines.
  const early = useRef<string | null>(null);
  const takeEarly = useEffectEvent(() => {
    const command = commands.find((candidate) => commandRule(candidate).key === early.current);
    early.current = null;
    if (command && chosen === null) void choose(command);
  });
  useEffect(() => {
    if (!state.isPending) takeEarly();
  }, [state.isPending]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    if (chosen !== null || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (state.isPending) early.current = key;
    const command = state.isPending ? undefined : commands.find((candidate) => commandRule(candidate).key === key);
    if (!command) return;
    event.preventDefault();
    void choose(command);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const take = useEffectEvent<Give>((command, draft) => {
    type(command, draft);
    state.forget();
    // A second time while the first is under way it is the same act.
    if (missingField(command, draft) === null && !state.isPending && commands.includes(command)) void give(command, draft);
    else setChosen(command);
  });
  useEffect(() => {
    onReady?.((command, draft) => take(command, draft));
    return () => onReady?.(null);
  }, [onReady]);

  return {
    state,
    commands,
    chosen,
    draft: chosen === null ? {} : (drafts[chosen] ?? {}),
    choose,
    type: (patch) => chosen !== null && type(chosen, patch),
    send: (draft) => (chosen === null ? Promise.resolve() : give(chosen, draft)),
    close: () => {
      state.forget();
      if (chosen !== null) onDone?.(chosen, false);
      setChosen(null);
    },
  };
}
