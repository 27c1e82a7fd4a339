import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { localMinute, minuteToMs, toIso } from '../../state/windows.ts';
import field from '../../ui/field.module.css';
import { Button } from '../../ui/button.tsx';

interface Props {
  isOpenAtFirst: boolean;
  /** RFC 3339; empty = now. */
  value: string;
  /** Nothing of the incident happened before. */
  since: string;
  onChange: (value: string) => void;
}

/** When it was really done, for what is typed in later (补录). By the city's clock, wherever the screen stands. */
export function BackEntry({ isOpenAtFirst, value, since, onChange }: Props) {
  const t = useText();
  const { city } = useSession();
  const [isOpen, setOpen] = useState(isOpenAtFirst || value !== '');
  if (!isOpen)
    return (
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('backEntry.open')}
      </Button>
    );
  const shown = (ms: number): string => localMinute(ms, city.timeZone);
  return (
    <label className={field['field']}>
      <span>{t('backEntry.label')}</span>
      <input
        type="datetime-local"
        name="occurredAt"
        autoFocus
        defaultValue={value === '' ? '' : shown(Date.parse(value))}
        min={shown(Date.parse(since))}
        max={shown(nowMs())}
        onChange={(event) => onChange(event.target.value === '' ? '' : toIso(minuteToMs(event.target.value, city.timeZone)))}
      />
    </label>
  );
}
