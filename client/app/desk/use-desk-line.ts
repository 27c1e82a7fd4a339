import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DeskView } from '../../../shared/desk-views.ts';
import { commandRule, type CommandName } from '../../../shared/incident-commands.ts';
import { incidentQuery, numberQuery } from '../../api/incidents.query.ts';
import type { SavedViewWire } from '../../../shared/saved-views.ts';
import { viewsQuery } from '../../api/views.ts';
import { fitsLine } from '../../features/desk/line-words.ts';
import { readLine, type LineReading } from '../../features/desk/read-line.ts';
import { possibleForAll } from '../../features/incidents/batch-model.ts';
import type { HeldOffer } from '../../features/incidents/use-offers.ts';
import type { Give } from '../../features/incidents/use-commands.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { openUnits } from '../../state/unit-dialog.ts';
import type { Desk } from './use-desk.ts';
import { DESK_PLACES, useLineContext, type DeskPlace } from './use-line-context.ts';

/** Where what the line says goes. */
interface Ways {
  give: Give;
  openPage: (page: DeskPlace) => void;
}

const NONE: readonly SavedViewWire[] = [];

/** The command line: what is typed, what it means here, and where a finished command goes. */
export function useDeskLine(desk: Desk, offers: readonly HeldOffer[], { give: ask, openPage }: Ways) {
  const t = useText();
  const name = useName();
  const cache = useQueryClient();
  const { me } = useSession();
  const { selected, select, shown, marked, book, control } = desk;
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { data: detail } = useQuery({ ...incidentQuery(selected ?? 0), enabled: selected !== null });
  const rows = useMemo(() => [...marked].flatMap((id) => book?.rows.get(id) ?? []), [book, marked]);
  const possible = useMemo(
    () => (rows.length > 0 ? possibleForAll(rows, me.role) : selected === null ? null : (detail?.commands ?? [])),
    [detail, me.role, rows, selected],
  );
  const { data: views = NONE } = useQuery(viewsQuery);
  const context = useLineContext({ views, area: control.area, incident: rows[0] ?? detail?.incident, possible, rows: shown, offers });
  const reading = useMemo(() => readLine(text, context), [context, text]);

  const close = () => {
    setOpen(false);
    setText('');
  };
  /** A command begun by its key: the line asks for the rest where it is a choice. */
  const begin = (command: CommandName): boolean => {
    const [first] = commandRule(command).needs;
    if (first === undefined || !fitsLine(command) || context.choicesOf(command, first) === null) return false;
    setText(`${name(commandRule(command).names)} `);
    setOpen(true);
    return true;
  };
  const acts = {
    give: (command: CommandName, draft: Parameters<Give>[1]) => {
      ask(command, draft);
      close();
    },
    openForm: (command: CommandName) => {
      ask(command, {});
      close();
    },
    openQueue: (queue: string) => {
      const page = DESK_PLACES.find((each) => each === queue);
      const saved = views.find(({ id }) => id === queue);
      if (page) openPage(page);
      else if (saved) control.openView(saved.query);
      else control.setQueue(queue as DeskView);
      close();
    },
    openUnit: (unit: string) => {
      openUnits(unit);
      close();
    },
    openNumber: async (number: string) => {
      const [found] = await cache.fetchQuery(numberQuery(number)).catch(() => []);
      if (!found) return false;
      select(found.id);
      close();
      return true;
    },
  };
  return { text, setText, isOpen, setOpen, close, begin, reading, acts, message: messageOf(reading), hint: hintOf(reading) };

  function hintOf(said: LineReading): string | null {
    if (said.kind === 'writing') return t('line.write', { field: t(`field.${said.field as 'reason'}`) });
    return said.kind === 'form' ? t('line.form', { command: name(commandRule(said.command).names) }) : null;
  }

  function messageOf(said: LineReading): string | null {
    if (said.kind === 'nonsense') return t('line.nonsense', { typed: said.typed });
    if (said.kind === 'nothing-selected') return t('line.nothingSelected');
    if (said.kind === 'choosing' && said.suggestions.length === 0 && said.typed !== '') return t('line.noChoice', { typed: said.typed });
    if (said.kind !== 'impossible') return null;
    const others = (possible ?? []).map((each) => `${name(commandRule(each).names)} ${commandRule(each).key.toUpperCase()}`);
    return t('line.impossible', { command: name(commandRule(said.command).names), others: others.join(t('join.list')) || '–' });
  }
}
