import { Component, type ReactNode } from 'react';
import { translateNow } from '../i18n/text.ts';
import { usePanelAge, type Source } from './panel-age.ts';
import styles from './wall.module.css';

interface Props {
  title: ReactNode;
  /** Beside the title. */
  mark?: ReactNode;
  source: Source | null;
  /** Little room: a smaller title. */
  isNarrow?: boolean;
  /** Its age has no room in the title: `PanelAge` says it elsewhere. */
  isAgeBelow?: boolean;
  children?: ReactNode;
}
/** A panel's title, its age, and what it says; grey once it is older than it promises. */
export function PanelFrame({ title, mark, source, isNarrow = false, isAgeBelow = false, children }: Props) {
  const age = usePanelAge(source);
  return (
    <div className={styles.panelBody} data-stale={age?.isStale ?? false} data-narrow={isNarrow}>
      <header className={styles.panelHead}>
        <h2>{title}</h2>
        {mark}
        {!isAgeBelow && (
          <span className={styles.age} data-stale={age?.isStale ?? false}>
            {age?.text ?? ''}
          </span>
        )}
      </header>
      {children}
    </div>
  );
}

export function PanelAge({ source }: { source: Source }) {
  const age = usePanelAge(source);
  return (
    <span className={styles.age} data-stale={age?.isStale ?? false}>
      {age?.text ?? ''}
    </span>
  );
}

const AGAIN_MS = 30_000;
/** A panel that fails leaves the others working, and tries again by itself. */
export class PanelBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  #again: ReturnType<typeof setTimeout> | undefined;
  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }
  override componentDidCatch(): void {
    this.#again = setTimeout(() => this.setState({ hasFailed: false }), AGAIN_MS);
  }
  override componentWillUnmount(): void {
    clearTimeout(this.#again);
  }
  override render(): ReactNode {
    return this.state.hasFailed ? <p className={styles.failed}>{translateNow('wall.panelFailed')}</p> : this.props.children;
  }
}
