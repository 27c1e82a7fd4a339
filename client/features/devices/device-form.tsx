import { useCallback, useEffect, useRef, useState } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { DevicePage } from '../../../shared/readings.ts';
import { putDevice } from '../../api/devices.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ChannelFields } from './channel-fields.tsx';
import { fieldOf, lackOf, toPut, type DeviceDraft, type DraftField } from './device-draft.ts';
import { ToldField, fieldProps } from '../../ui/told-field.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useDeviceAct } from './use-device-act.ts';
import styles from './devices.module.css';

interface Props {
  start: DeviceDraft;
  isNew: boolean;
  indicators: readonly Indicator[];
  /** Kinds and owners that there are, to be offered. */
  facets: DevicePage['facets'];
  onDone: (code: string) => void;
  onClose: () => void;
}

/** Registers a device, or changes what was registered. Whatever is refused is said beside the field; nothing typed is lost. */
export function DeviceForm({ start, isNew, indicators, facets, onDone, onClose }: Props) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const { act, problem, isBusy } = useDeviceAct();
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const change = useCallback((patch: Partial<DeviceDraft>): void => setDraft((held) => ({ ...held, ...patch })), []);
  const lack = isChecked ? lackOf(draft) : null;
  const refused = problem && fieldOf(problem);
  const said = (field: DraftField): string | null =>
    lack === field ? t(`device.lack.${field}`) : refused === field ? problem!.message : null;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (lackOf(draft) !== null || isBusy) return;
    const done = await act(() => putDevice(draft.code.trim(), toPut(draft)));
    if (done) onDone(done.code);
  };
  const text = (
    name: 'code' | 'zh' | 'en' | 'kind' | 'owner' | 'datum',
    given: { label: string; problem?: string | null; hint?: string; most: number; list?: string },
  ) => (
    <ToldField label={given.label} problem={given.problem ?? null} {...(given.hint === undefined ? {} : { hint: given.hint })}>
      <input
        name={name}
        autoComplete="off"
        spellCheck={false}
        maxLength={given.most}
        {...(given.list === undefined ? {} : { list: given.list })}
        value={draft[name]}
        {...fieldProps(given.problem ?? null)}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </ToldField>
  );
  const title = t(isNew ? 'device.new' : 'device.edit');
  return (
    <form
      ref={form}
      className={styles.formPage}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A picker inside submits its form once something is picked: only the button or a typed Enter count.
        if (event.nativeEvent.submitter) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.headWords}>{title}</h2>
        <Button kind="icon" aria-label={t('device.close')} title={`${t('device.close')} (Esc)`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.body}>
        {isNew && text('code', { label: t('device.code'), problem: said('code'), hint: t('device.codeHint'), most: 80 })}
        <div className={styles.two}>
          {text('zh', { label: t('device.nameZh'), problem: said('names'), most: 120 })}
          {text('en', { label: t('device.nameEn'), most: 120 })}
        </div>
        <div className={styles.two}>
          {text('kind', { label: t('device.kind'), problem: said('kind'), most: 40, list: 'device-kinds' })}
          {text('owner', { label: t('device.owner'), most: 120, list: 'device-owners' })}
        </div>
        <Offered id="device-kinds" values={facets?.kinds} />
        <Offered id="device-owners" values={facets?.owners} />
        <PlaceFields draft={draft} problem={said('place')} onChange={change} />
        {text('datum', { label: t('device.datum'), hint: t('device.datumHint'), most: 40 })}
        <ChannelFields
          channels={draft.channels}
          indicators={indicators}
          problem={said('channels')}
          onChange={(channels) => change({ channels })}
        />
        <p className={styles.problem} role="alert">
          {problem && refused === null && problem.message}
        </p>
      </div>
      <footer className={styles.foot}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t(isNew ? 'device.register' : 'device.save')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('device.cancel')}
        </Button>
      </footer>
    </form>
  );
}

const Offered = ({ id, values = [] }: { id: string; values?: readonly { value: string }[] | undefined }) => (
  <datalist id={id}>
    {values.map(({ value }) => (
      <option key={value} value={value} />
    ))}
  </datalist>
);
