import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './beside.module.css';

interface Props {
  isPhone: boolean;
  /** All of it. */
  board: ReactNode;
  /** One of it in full; on a phone in place of the board, and only where it was opened. */
  detail: ReactNode;
  /** On a phone, what leads back to the board. */
  back: string;
  onBack: () => void;
}
/** A board and one of its lines in full: beside one another, or on a phone one after the other. */
export function Beside({ isPhone, board, detail, back, onBack }: Props) {
  if (!isPhone)
    return (
      <div className={styles.body}>
        <div className={styles.left}>{board}</div>
        <aside className={styles.side}>{detail}</aside>
      </div>
    );
  return (
    <div className={styles.phone}>
      {detail ? (
        <>
          <Button className={styles.back} onClick={onBack}>
            {back}
          </Button>
          {detail}
        </>
      ) : (
        board
      )}
    </div>
  );
}

/** Lines of a board that comes. */
export function BoardWaiting({ lines, height }: { lines: number; height: number }) {
  return (
    <div className={styles.waiting} aria-busy="true">
      {Array.from({ length: lines }, (_, i) => (
        <Skeleton key={i} height={height} />
      ))}
    </div>
  );
}
