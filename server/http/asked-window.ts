import { presetWindow } from '../../shared/local-time.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Filter, HttpDeps, Window } from './deps.ts';
import { parseTime } from './validation.ts';

/** The window that a query names, ending with `at` where that alone is given; without any: today, by the city's clock. */
export async function askedWindow(query: { from?: string; to?: string; at?: string }, deps: HttpDeps): Promise<Window> {
  const { time } = await deps.catalogue();
  const today = presetWindow({ window: 'today' }, deps.now(), time);
  const toMs = parseTime(query.to, 'to') ?? parseTime(query.at, 'at') ?? today.toMs;
  const fromMs = parseTime(query.from, 'from') ?? Math.min(today.fromMs, time.dayStart(toMs - 1));
  if (!(fromMs < toMs)) throw new Rejection('window.invalid', { field: 'from', from: query.from, to: query.to });
  return { fromMs, toMs };
}

export const askedFilter = ({ category, department, board, lane, severity }: Filter): Filter => ({
  category,
  department,
  board,
  lane,
  severity,
});
