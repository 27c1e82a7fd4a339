import { keptDrafts } from '../../state/kept-drafts.ts';
import type { PieceDraft } from './piece-draft.ts';

export const { useDrafts, keepDraft } = keptDrafts<PieceDraft>();
