import { useName } from '../../i18n/language.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import styles from '../wall.module.css';

/** A notice that the scene carries itself: it has no age. */
export function TextPanel({ panel }: PanelProps<'text'>) {
  const name = useName();
  return (
    <PanelFrame title={name(panel.title)} source={null}>
      <p className={styles.notice}>{name(panel.text)}</p>
    </PanelFrame>
  );
}
