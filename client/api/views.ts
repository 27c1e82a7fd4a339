import { queryOptions } from '@tanstack/react-query';
import type { PutView, SavedViewWire } from '../../shared/saved-views.ts';
import { get, put, remove } from './http.ts';

/** Views of the desk that this person saved, and those shared with their role. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => get<SavedViewWire[]>('/views', {}, signal),
  staleTime: 60_000,
});
export const putView = (id: string, view: PutView): Promise<SavedViewWire> => put<SavedViewWire>(`/views/${id}`, view);
export const removeView = (id: string): Promise<void> => remove(`/views/${id}`);
