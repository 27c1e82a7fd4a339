import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Evidence, FileKind } from '../../../shared/command-words.ts';
import { missingEvidence } from '../../../shared/evidence.ts';
import type { IncidentDetail, IncidentWire } from '../../../shared/incidents.ts';
import type { CityInfo } from '../../../shared/session.ts';
import { useSession } from '../../state/session.ts';
import { addUploads } from './uploads.ts';

export interface Attach {
  /** Told the two inputs that open the system's chooser and its camera. */
  setPicker: (input: HTMLInputElement | null) => void;
  setCamera: (input: HTMLInputElement | null) => void;
  pick: (kind?: FileKind) => void;
  shoot: () => void;
  /** What the next files show. */
  kind: FileKind;
  setKind: (kind: FileKind) => void;
  take: (files: Iterable<File>) => void;
  /** Files hang over the page, held by a pointer. */
  isOver: boolean;
}

const msOrNull = (time: string | null): number | null => (time === null ? null : Date.parse(time));
export const shownBy = ({ extra, dispatchedAt }: IncidentWire) => ({
  files: (extra?.files ?? []).map(({ kind, at }) => ({ kind, atMs: Date.parse(at) })),
  dispatchedAtMs: msOrNull(dispatchedAt),
});
export const evidenceOf = ({ category }: IncidentWire, city: CityInfo): readonly Evidence[] =>
  city.categories.find(({ code }) => code === category)?.evidence ?? [];

const BEFORE_WORK: ReadonlySet<string> = new Set(['dispatched', 'accepted']);
/** What is asked for first; else what the work is at. */
function likelyKind(incident: IncidentWire, city: CityInfo): FileKind {
  const missing = missingEvidence(evidenceOf(incident, city), { text: 'x', quantity: 1, ...shownBy(incident) });
  const [photo] = missing.filter((each) => each === 'photo-before' || each === 'photo-after');
  if (photo) return photo;
  return BEFORE_WORK.has(incident.status) ? 'photo-before' : incident.status === 'handling' ? 'photo-after' : 'other';
}

/** Files to the incident that is open: by chooser, by camera, by paste, by drop. */
export function useAttach(detail: IncidentDetail | undefined): Attach {
  const { city } = useSession();
  const cache = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [chosen, setKind] = useState<FileKind | null>(null);
  const [isOver, setOver] = useState(false);
  const mayAttach = detail?.commands.includes('attach') === true;
  const kind = chosen ?? (detail ? likelyKind(detail.incident, city) : 'other');
  const take = (files: Iterable<File>) => {
    if (!detail || !mayAttach) return;
    addUploads(cache, { incident: detail.incident.id, kind, limitBytes: city.fileLimit }, [...files]);
    // The next one shows something else, most likely: it is suggested anew.
    setKind(null);
  };
  const pick = useCallback((wanted?: FileKind) => {
    if (wanted) setKind(wanted);
    picker.current?.click();
  }, []);

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = event.clipboardData?.files;
    if (!mayAttach || !files || files.length === 0) return;
    event.preventDefault();
    take(files);
  });
  // A file dropped beside the mark would open in place of the page, and what was typed would be lost.
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') take(event.dataTransfer.files);
    setOver(mayAttach && (event.type === 'dragover' || (event.type === 'dragleave' && event.relatedTarget !== null)));
  });
  useEffect(() => {
    const kinds = ['dragover', 'dragleave', 'drop'] as const;
    addEventListener('paste', onPaste);
    for (const each of kinds) addEventListener(each, onDrag);
    return () => {
      removeEventListener('paste', onPaste);
      for (const each of kinds) removeEventListener(each, onDrag);
    };
  }, []);
  const setPicker = useCallback((input: HTMLInputElement | null) => void (picker.current = input), []);
  const setCamera = useCallback((input: HTMLInputElement | null) => void (camera.current = input), []);
  const shoot = useCallback(() => camera.current?.click(), []);
  return { setPicker, setCamera, pick, shoot, kind, setKind, take, isOver };
}
