import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './splitter.module.css';

const STEP = 1;
const LEAP = 5;

/** The line between two panes: dragged, or moved by arrows in whole percent of the page; double click or Enter = as it was meant. */
export function Splitter({
  label,
  value,
  least,
  most,
  onMove,
  onReset,
}: {
  label: string;
  /** Where it stands, percent of what the panes share. */
  value: number;
  least: number;
  most: number;
  onMove: (value: number) => void;
  onReset: () => void;
}) {
  const isHeld = useRef(false);
  const move = (to: number) => onMove(Math.min(most, Math.max(least, to)));
  const onKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LEAP : STEP;
    if (event.key === 'ArrowLeft') move(value - step);
    else if (event.key === 'ArrowRight') move(value + step);
    else if (event.key === 'Home') move(least);
    else if (event.key === 'End') move(most);
    else if (event.key === 'Enter') onReset();
    else return;
    event.preventDefault();
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const room = event.currentTarget.parentElement!.getBoundingClientRect();
    if (isHeld.current) move(((event.clientX - room.left) / room.width) * 100);
  };
  const end = () => {
    isHeld.current = false;
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(most)}
      tabIndex={0}
      className={styles.splitter}
      style={{ insetInlineStart: `${value}%` }}
      onKeyDown={onKey}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
