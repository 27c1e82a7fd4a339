import { useEffect, useMemo, useState } from 'react';
import { hearDrafts, type PreviewDraft } from '../state/preview-line.ts';
import { nowMs } from '../state/clock.ts';
import { previewState } from './preview-state.ts';
import { WallStage } from './wall-stage.tsx';

/** What an editor beside this frame works at, as it would be on its wall. */
export function FramedPreview() {
  const [draft, setDraft] = useState<PreviewDraft | null>(null);
  const [begunMs] = useState(nowMs);
  useEffect(() => hearDrafts(setDraft), []);
  const state = useMemo(() => draft && previewState({ ...draft, incident: null, begunMs }), [begunMs, draft]);
  if (!draft || !state) return <main aria-busy="true" />;
  const { widthPx, heightPx } = draft.glass;
  return (
    <main>
      <WallStage state={state} sight={{ widthPx, heightPx }} />
    </main>
  );
}
