import { queryOptions } from '@tanstack/react-query';
import type { ClipsWire } from '../../shared/wall-clips.ts';
import type { Tone } from '../../shared/wall-sound.ts';
import { get, getBytes, putFile, remove } from './http.ts';

/** Own sounds of walls, at, above and below the reader's node. */
export const wallClipsQuery = queryOptions({
  queryKey: ['wall-clips'],
  queryFn: ({ signal }) => get<ClipsWire>('/wall-clips', {}, signal),
  staleTime: 5_000,
});
const pathOf = (node: string, tone: Tone): string => `/wall-clips/${encodeURIComponent(node)}/${tone}`;
export const putClip = (node: string, tone: Tone, file: Blob): Promise<void> => putFile(pathOf(node, tone), file);
export const removeClip = (node: string, tone: Tone): Promise<void> => remove(pathOf(node, tone));
export const clipBytes = (id: string): Promise<ArrayBuffer> => getBytes(`/wall-clips/${id}`);
