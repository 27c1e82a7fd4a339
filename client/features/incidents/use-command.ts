import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { giveCommand, newKey } from '../../api/incident-command.mutation.ts';
import { incidentQuery, timelineQuery } from '../../api/incidents.query.ts';
import { isProblem, ProblemError } from '../../api/problem.ts';
import { useText } from '../../i18n/text.ts';
import { conflictOf, toBody, type Conflict, type Draft, type Offer } from './command-model.ts';

export interface CommandState {
  /** Sent and accepted; the screen learns the result like every other screen. */
  isPending: boolean;
  problem: string | null;
  conflict: Conflict | null;
  send: (offer: Offer, draft: Draft) => Promise<boolean>;
  forget: () => void;
}
/** With no line the frame never comes: then it is asked for. */
const PATIENCE_MS = 3000;

export function useCommand(detail: IncidentDetail): CommandState {
  const t = useText();
  const cache = useQueryClient();
  const { id, version } = detail.incident;
  const [awaited, setAwaited] = useState<number | null>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [key, setKey] = useState(newKey);
  const isAwaiting = awaited !== null && version < awaited;

  useEffect(() => {
    if (!isAwaiting) return undefined;
    const timer = setTimeout(() => {
      void cache.invalidateQueries({ queryKey: incidentQuery(id).queryKey });
      void cache.invalidateQueries({ queryKey: timelineQuery(id).queryKey });
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [cache, id, isAwaiting]);

  const forget = () => {
    setProblem(null);
    setConflict(null);
  };
  const refused = async (error: unknown, offer: Offer) => {
    if (isProblem(error, 'version.stale')) {
      const now = await cache.fetchQuery({ ...incidentQuery(id), staleTime: 0 });
      void cache.invalidateQueries({ queryKey: timelineQuery(id).queryKey });
      setConflict(conflictOf(detail, now, offer));
      return;
    }
    setProblem(error instanceof ProblemError ? error.message : t('error.title'));
    if (error instanceof ProblemError && error.status === 409) void cache.invalidateQueries({ queryKey: incidentQuery(id).queryKey });
  };
  const send = async (offer: Offer, draft: Draft): Promise<boolean> => {
    setSending(true);
    forget();
    try {
      const result = await giveCommand({ id, command: offer.command, body: toBody(offer, draft, version), key });
      setAwaited(result.version);
      setKey(newKey());
      return true;
    } catch (error) {
      // Another body is another act; the same one after a lost answer keeps its key.
      if (error instanceof ProblemError && error.status !== 0) setKey(newKey());
      await refused(error, offer).catch(() => setProblem(t('error.network')));
      return false;
    } finally {
      setSending(false);
    }
  };
  return { isPending: isSending || isAwaiting, problem, conflict, send, forget };
}
