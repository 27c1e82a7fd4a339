import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { FileKind } from '../../../shared/command-words.ts';
import { uploadFile } from '../../api/files.ts';
import { giveCommand, newKey } from '../../api/incident-command.mutation.ts';
import { incidentQuery, timelineQuery } from '../../api/incidents.query.ts';
import { isProblem, ProblemError } from '../../api/problem.ts';
import { translateNow } from '../../i18n/text.ts';

/** A file on its way to an incident. It goes on while its sender looks at another one, and waits for them where it failed. */
export interface Upload {
  key: string;
  incident: number;
  file: File;
  kind: FileKind;
  /** Sent so far, 0 … 1. */
  share: number;
  state: 'waiting' | 'sending' | 'failed';
  problem: string | null;
}
const useUploadStore = create<{ items: readonly Upload[] }>()(() => ({ items: [] }));
const change = (key: string, patch: Partial<Upload>): void =>
  useUploadStore.setState(({ items }) => ({ items: items.map((item) => (item.key === key ? { ...item, ...patch } : item)) }));
const itemsNow = (): readonly Upload[] => useUploadStore.getState().items;
export const hasUploads = (): boolean => itemsNow().length > 0;
export const useUploads = (): readonly Upload[] => useUploadStore((state) => state.items);

export const dropUpload = (key: string): void =>
  useUploadStore.setState(({ items }) => ({ items: items.filter((item) => item.key !== key) }));

/** @param limitBytes what the server takes: more is not sent at all */
export function addUploads(
  cache: QueryClient,
  { incident, kind, limitBytes }: { incident: number; kind: FileKind; limitBytes: number },
  files: readonly File[],
): void {
  const limit = `${Math.floor(limitBytes / 1_048_576)} MB`;
  const added = files.map((file): Upload => {
    const isTooLarge = file.size > limitBytes;
    return {
      key: newKey(),
      incident,
      file,
      kind: file.type === 'application/pdf' ? 'document' : kind,
      share: 0,
      state: isTooLarge ? 'failed' : 'waiting',
      problem: isTooLarge ? translateNow('file.tooLarge', { limit }) : null,
    };
  });
  useUploadStore.setState(({ items }) => ({ items: [...items, ...added] }));
  void work(cache);
}
export function retryUpload(cache: QueryClient, key: string): void {
  change(key, { state: 'waiting', problem: null, share: 0 });
  void work(cache);
}

let isWorking = false;
/** One after another: a bad line is not made worse, and each attaches to the version that the one before has made. */
async function work(cache: QueryClient): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  for (;;) {
    const next = itemsNow().find((item) => item.state === 'waiting');
    if (!next) break;
    change(next.key, { state: 'sending' });
    try {
      const { id } = await uploadFile(next.incident, next.file, (share) => change(next.key, { share }));
      await attach(cache, next, id);
      dropUpload(next.key);
    } catch (error) {
      change(next.key, { state: 'failed', problem: error instanceof ProblemError ? error.message : translateNow('error.title') });
    }
    void cache.invalidateQueries({ queryKey: incidentQuery(next.incident).queryKey });
    void cache.invalidateQueries({ queryKey: timelineQuery(next.incident).queryKey });
  }
  isWorking = false;
}

const TRIES = 4;
/** A file changes no decision: whoever was first meanwhile is no reason to ask anybody. */
async function attach(cache: QueryClient, { incident, kind, key }: Upload, id: string): Promise<void> {
  for (let n = 1; ; n++) {
    const { version } = (await cache.fetchQuery({ ...incidentQuery(incident), staleTime: 0 })).incident;
    try {
      await giveCommand({
        id: incident,
        command: 'attach',
        body: { seenVersion: version, file: { kind, id } },
        key: `${key}-${version}`,
      });
      return;
    } catch (error) {
      if (!isProblem(error, 'version.stale') || n === TRIES) throw error;
    }
  }
}
