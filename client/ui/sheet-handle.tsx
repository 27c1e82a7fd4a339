import { useRef, type PointerEvent } from 'react';
import styles from './sheet-handle.module.css';

/** So far a thumb pulls before it means it. */
const PULL_PX = 64;
const TAP_PX = 8;

/** The grip of a bottom sheet, its parent element: pulled up or down, or pressed. The sheet follows the thumb downwards. */
export function SheetHandle({
  label,
  isExpanded,
  onPress,
  onPull,
}: {
  label: string;
  isExpanded: boolean;
  onPress: () => void;
  onPull: (direction: 'up' | 'down') => void;
}) {
  const from = useRef<number | null>(null);
  const wasPulled = useRef(false);
  const follow = (event: PointerEvent<HTMLElement>, px: number) => {
    event.currentTarget.parentElement!.style.translate = px > 0 ? `0 ${px}px` : '';
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    if (from.current === null) return;
    const pulled = event.clientY - from.current;
    from.current = null;
    follow(event, 0);
    if (event.type === 'pointerup' && Math.abs(pulled) >= PULL_PX) onPull(pulled > 0 ? 'down' : 'up');
  };
  return (
    <button
      type="button"
      className={styles.handle}
      aria-label={label}
      aria-expanded={isExpanded}
      onPointerDown={(event) => {
        from.current = event.clientY;
        wasPulled.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current === null) return;
        const pulled = event.clientY - from.current;
        wasPulled.current ||= Math.abs(pulled) > TAP_PX;
        follow(event, pulled);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onClick={() => !wasPulled.current && onPress()}
    >
      <span />
    </button>
  );
}
