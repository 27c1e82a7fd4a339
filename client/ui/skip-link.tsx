import styles from './skip-link.module.css';

/** The first stop of a page, seen once it has the focus. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a className={styles.skip} href={`#${to}`}>
      {children}
    </a>
  );
}
