import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { giveCommand, newKey } from '../../api/incident-command.mutation.ts';
import { incidentQuery } from '../../api/incidents.query.ts';
import { ProblemError } from '../../api/problem.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { rowsFor, type BatchOutcome } from './batch-model.ts';
import { toBody, type Draft } from './command-model.ts';

export interface BatchControl {
  isRunning: boolean;
  command: CommandName | null;
  outcomes: readonly BatchOutcome[];
  run: (command: CommandName, draft: Draft) => Promise<void>;
}

/** One command for many rows, one after the other: each succeeds or fails by itself, and says so. */
export function useBatch(rows: readonly IncidentWire[]): BatchControl {
  const t = useText();
  const cache = useQueryClient();
  const { me } = useSession();
  const isBusy = useRef(false);
  /** A row whose answer was lost keeps its key: the server does it once. */
  const keys = useRef(new Map<string, string>());
  const [state, setState] = useState<Pick<BatchControl, 'isRunning' | 'command' | 'outcomes'>>({
    isRunning: false,
    command: null,
    outcomes: [],
  });

  const giveOne = async (row: IncidentWire, command: CommandName, draft: Draft): Promise<string | null> => {
    const body = toBody({ command, branch: null }, draft, row.version);
    const act = JSON.stringify([row.id, command, body]);
    const key = keys.current.get(act) ?? newKey();
    keys.current.set(act, key);
    try {
      await giveCommand({ id: row.id, command, body, key });
      keys.current.delete(act);
      return null;
    } catch (error) {
      if (error instanceof ProblemError && error.status !== 0) keys.current.delete(act);
      return error instanceof ProblemError ? error.message : t('error.title');
    } finally {
      void cache.invalidateQueries({ queryKey: incidentQuery(row.id).queryKey });
    }
  };
  const run = async (command: CommandName, draft: Draft): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    const allowed = new Set(rowsFor(command, rows, me.role).map(({ id }) => id));
    const outcomes = rows.map(
      ({ id, number }): BatchOutcome => ({
        id,
        number,
        kind: allowed.has(id) ? 'waiting' : 'skipped',
        problem: allowed.has(id) ? null : t('batch.otherState'),
      }),
    );
    setState({ isRunning: true, command, outcomes: [...outcomes] });
    for (const [i, row] of rows.entries()) {
      if (!allowed.has(row.id)) continue;
      const problem = await giveOne(row, command, draft);
      outcomes[i] = { ...outcomes[i]!, kind: problem === null ? 'done' : 'refused', problem };
      setState({ isRunning: true, command, outcomes: [...outcomes] });
    }
    isBusy.current = false;
    setState({ isRunning: false, command, outcomes });
  };
  return { ...state, run };
}
