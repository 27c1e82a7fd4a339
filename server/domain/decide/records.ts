import type { Decided } from '../incident-event.ts';
import type { FileKind } from '../../../shared/command-words.ts';
import { isImage } from '../../../shared/files.ts';
import { assertMayReport } from '../policy.ts';
import { Rejection } from '../rejection.ts';
import { clocksOf } from './clocks.ts';
import { event } from './event.ts';
import type { Decision } from './input.ts';

/** Every event of an incident repeats what it has: a list without an end would make the log heavy. */
const MOST_FILES = 60;
const isPhoto = (kind: FileKind): boolean => kind === 'photo-before' || kind === 'photo-after';

/** What is put right, or put beside. */
export const RECORDS = {
  correct: (incident, input, at) => {
    const isMoved = input.placed !== undefined && incident.holder.unit === null;
    const severity = input.severity ?? incident.severity;
    const next: Partial<Omit<Decided, 'extra'>> = {
      category: input.category.code,
      severity,
      ...input.placed,
      // What is over keeps the clock it was judged by.
      ...(incident.closedAtMs === null ? clocksOf(incident, input, severity) : {}),
      ...(isMoved ? { holder: { node: input.placed!.place, department: null, unit: null } } : {}),
    };
    if (input.placed) assertMayReport(input.actor, input.placed.place, input.tree, input.nowMs);
    const { place, located, lngLat, category, severity: wasSeverity, dueAtMs: due } = incident;
    const was = { place, located, lngLat, category, severity: wasSeverity, dueAtMs: due };
    return event(incident, input, at, 'IncidentCorrected', next, { was }, isMoved ? { desk: undefined } : null);
  },
  note: (incident, input, at) => event(incident, input, at, 'NoteAdded', {}),
  attach: (incident, input, at) => {
    const { kind, sha256, bytes, mediaType } = input.file!;
    const before = incident.extra?.files ?? [];
    if (isPhoto(kind) && !isImage(mediaType)) throw new Rejection('file.not-photo', { field: 'file.kind', kind, mediaType });
    // One picture cannot show both before and after, nor a second attempt.
    if (before.some((file) => file.sha256 === sha256)) throw new Rejection('file.attached-already', { field: 'file.id' });
    if (before.length >= MOST_FILES) throw new Rejection('file.too-many', { field: 'file', most: MOST_FILES });
    const file = { kind, sha256, bytes, mediaType };
    const files = [...before, { ...file, atMs: at }];
    return event(incident, input, at, 'FileAttached', {}, { file }, { files });
  },
} satisfies Record<string, Decision>;
