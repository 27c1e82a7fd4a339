import type { Glass } from '../../shared/wall-glass.ts';
import type { OwnPieces } from '../../shared/wall-scene.ts';

/** How an editor tells a preview in a frame what to show, on one origin. */
export interface PreviewDraft {
  area: string;
  scene: string;
  playlist: string | null;
  own: OwnPieces;
  glass: Glass;
}
const DRAFT = 'guantong.preview.draft';
const READY = 'guantong.preview.ready';
/** A preview that is told over this line, not by its address. */
export const FRAMED_PREVIEW = '/wall/preview?bare=1&framed=1';

/** The frame's side: says that it listens, and hears what to show. @returns an end */
export function hearDrafts(onDraft: (draft: PreviewDraft) => void): () => void {
  const heard = ({ origin, source, data }: MessageEvent<{ kind?: string; draft?: PreviewDraft } | null>): void => {
    if (origin === location.origin && source === parent && data?.kind === DRAFT && data.draft) onDraft(data.draft);
  };
  addEventListener('message', heard);
  parent.postMessage({ kind: READY }, location.origin);
  return () => removeEventListener('message', heard);
}
export const sendDraft = (frame: HTMLIFrameElement, draft: PreviewDraft): void =>
  frame.contentWindow?.postMessage({ kind: DRAFT, draft }, location.origin);
/** The editor's side: a frame that was loaded, also anew, has to be told. @returns an end */
export function whenReady(frame: { readonly current: HTMLIFrameElement | null }, onReady: () => void): () => void {
  const heard = ({ origin, source, data }: MessageEvent<{ kind?: string } | null>): void => {
    if (origin === location.origin && source === frame.current?.contentWindow && data?.kind === READY) onReady();
  };
  addEventListener('message', heard);
  return () => removeEventListener('message', heard);
}
