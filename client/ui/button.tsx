import type { ButtonHTMLAttributes, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './button.module.css';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: 'primary' | 'outline' | 'quiet' | 'icon'; ref?: Ref<HTMLButtonElement> };

export function Button({ kind = 'outline', className, type = 'button', ...rest }: Props) {
  return <button type={type} className={cx(styles.button, styles[kind], className)} {...rest} />;
}
