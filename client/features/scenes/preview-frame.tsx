import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { FRAMED_PREVIEW, sendDraft, whenReady, type PreviewDraft } from '../../state/preview-line.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { seenScale, standOff } from './preview-scale.ts';
import styles from './scenes.module.css';

/** While somebody types the picture waits for the end of a word. */
const PAUSE_MS = 150;
const HIGHEST = 0.56;

/**
 * The wall itself, in a frame: its type is sized by the root of its page, so it needs one of its own. Smaller than it is, with where one
 * would have to stand to see it as from the farthest seat; or as large as it is seen from there.
 */
export function PreviewFrame({ draft }: { draft: PreviewDraft }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [loads, setLoads] = useState(0);
  const [size, setSize] = useState<'fit' | 'seen'>('fit');
  const fit = useFit(room, draft.glass);
  useEffect(() => whenReady(frame, () => setLoads((n) => n + 1)), []);
  useEffect(() => {
    const { current } = frame;
    if (!current || loads === 0) return undefined;
    const timer = setTimeout(() => sendDraft(current, draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, loads]);
  const { widthPx, heightPx, distanceM } = draft.glass;
  const seen = Math.min(fit, seenScale(draft.glass));
  const scale = size === 'fit' ? fit : seen;
  return (
    <div className={styles.preview}>
      <div className={styles.previewHead}>
        <p>{t(size === 'fit' ? 'scenes.standOff' : 'scenes.asSeen', { m: distanceM, near: standOff(draft.glass, scale).toFixed(1) })}</p>
        <Segmented
          label={t('scenes.previewSize')}
          value={size}
          options={[
            { value: 'fit', label: t('scenes.size.fit') },
            { value: 'seen', label: t('scenes.size.seen'), title: t('scenes.size.seenHint') },
          ]}
          onChange={setSize}
        />
      </div>
      <div ref={room} className={styles.room} style={{ height: `${heightPx * fit}px` }}>
        <div
          role="img"
          aria-label={t('scenes.previewOf')}
          className={styles.picture}
          style={{ width: widthPx * scale, height: heightPx * scale }}
        >
          {/* Our own page, signed in as its reader: in a sandbox it would be a stranger. */}
          {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
          <iframe
            key={language}
            ref={frame}
            inert
            tabIndex={-1}
            title={t('scenes.previewOf')}
            src={FRAMED_PREVIEW}
            style={{ width: widthPx, height: heightPx, transform: `scale(${scale})` }}
          />
        </div>
      </div>
    </div>
  );
}

function useFit(room: React.RefObject<HTMLDivElement | null>, { widthPx, heightPx }: PreviewDraft['glass']): number {
  const [fit, setFit] = useState(0.4);
  useEffect(() => {
    const { current } = room;
    if (!current) return undefined;
    const measure = (): void => setFit(Math.max(0.05, Math.min(current.clientWidth / widthPx, (innerHeight * HIGHEST) / heightPx)));
    const resizes = new ResizeObserver(measure);
    resizes.observe(current);
    measure();
    return () => resizes.disconnect();
  }, [heightPx, room, widthPx]);
  return fit;
}
