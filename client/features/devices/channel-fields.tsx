import type { Indicator } from '../../../shared/indicators.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { newChannel, type ChannelDraft } from './device-draft.ts';
import { ToldField, FieldProblem, fieldProps } from '../../ui/told-field.tsx';
import styles from './devices.module.css';

interface Props {
  channels: readonly ChannelDraft[];
  indicators: readonly Indicator[];
  problem: string | null;
  onChange: (channels: readonly ChannelDraft[]) => void;
}

/** Which signs a device tells, and where it is known better than the sign knows it. */
export function ChannelFields({ channels, indicators, problem, onChange }: Props) {
  const t = useText();
  const name = useName();
  const put = (at: number, patch: Partial<ChannelDraft>): void =>
    onChange(channels.map((channel, i) => (i === at ? { ...channel, ...patch } : channel)));
  const ofSign = (value: number | null | undefined): string =>
    value === null || value === undefined ? t('device.unlimited') : String(value);
  const free = indicators.find(({ code }) => !channels.some(({ indicator }) => indicator === code));
  return (
    <fieldset className={styles.channelFields}>
      <legend>{t('device.channels')}</legend>
      {channels.map((channel, at) => {
        const indicator = indicators.find(({ code }) => code === channel.indicator);
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className={styles.channelField} role="group" aria-label={indicator ? name(indicator.names) : channel.indicator}>
            <div className={styles.channelSign}>
              <ToldField label={t('device.sign')}>
                <select
                  name="indicator"
                  value={channel.indicator}
                  {...fieldProps(problem)}
                  onChange={({ target }) => put(at, { indicator: target.value })}
                >
                  {!indicator && <option value={channel.indicator}>{channel.indicator}</option>}
                  {indicators.map(({ code, names }) => (
                    <option key={code} value={code}>
                      {name(names)}
                    </option>
                  ))}
                </select>
              </ToldField>
              <Button
                kind="icon"
                aria-label={t('device.dropChannel')}
                title={t('device.dropChannel')}
                onClick={() => onChange(channels.filter((_, i) => i !== at))}
              >
                <Icon name="close" size={18} />
              </Button>
            </div>
            {channel.kept.derived ? (
              <p className={styles.quiet}>{t('device.derived', { name: channel.kept.derived.from, minus: channel.kept.derived.minus })}</p>
            ) : (
              <div className={styles.three}>
                {(
                  [
                    ['promiseMin', 'device.promiseMin', indicator && indicator.promiseS / 60],
                    ['least', 'device.possibleMin', indicator?.possible.min],
                    ['most', 'device.possibleMax', indicator?.possible.max],
                  ] as const
                ).map(([field, label, value]) => (
                  <ToldField key={field} label={t(label)}>
                    <input
                      name={field}
                      type="number"
                      inputMode="decimal"
                      step="any"
                      placeholder={ofSign(value)}
                      value={channel[field]}
                      onChange={({ target }) => put(at, { [field]: target.value })}
                    />
                  </ToldField>
                ))}
              </div>
            )}
          </div>
        );
      })}
      {channels.length > 0 && <p className={styles.hint}>{t('device.ofSign')}</p>}
      <FieldProblem problem={problem} />
      <Button disabled={!free} onClick={() => free && onChange([...channels, newChannel(free.code)])}>
        {t('device.addChannel')}
      </Button>
    </fieldset>
  );
}
