import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { PopupControl } from './popup-button.tsx';
import styles from './popup.module.css';

interface Option<T extends string> {
  value: T;
  label: string;
  hint?: string;
}
interface Props<T extends string> {
  control: PopupControl;
  groups: readonly { label?: string; options: readonly Option<T>[] }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of several, in a menu. */
export function OptionMenu<T extends string>({ control, groups, value, onChange }: Props<T>) {
  return (
    <MenuPopup control={control}>
      <Menu.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {groups.map((group, i) => (
          <Menu.Group key={group.label ?? i}>
            {group.label !== undefined && <Menu.GroupLabel className={styles.group}>{group.label}</Menu.GroupLabel>}
            {group.options.map((option) => (
              <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={styles.item}>
                <span className={styles.check}>
                  <Menu.RadioItemIndicator>
                    <Icon name="check" size={16} />
                  </Menu.RadioItemIndicator>
                </span>
                <span className={styles.label}>{option.label}</span>
                <span className={styles.hint}>{option.hint}</span>
              </Menu.RadioItem>
            ))}
          </Menu.Group>
        ))}
      </Menu.RadioGroup>
    </MenuPopup>
  );
}

/** The frame of every menu: placed at its button, focus goes back there. */
export function MenuPopup({ control, children }: { control: PopupControl; children: ReactNode }) {
  return (
    <Menu.Root open={control.isOpen} onOpenChange={control.setOpen} modal={false}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={control.anchor}
          sideOffset={6}
          align="start"
          collisionPadding={8}
          className={styles.positioner}
          data-layer=""
        >
          <Menu.Popup className={styles.popup} finalFocus={control.anchor}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
