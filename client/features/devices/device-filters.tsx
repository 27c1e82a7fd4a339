import { DEVICE_STANDINGS, type DeviceStanding } from '../../../shared/device-terms.ts';
import type { DevicePage } from '../../../shared/readings.ts';
import type { DevicesAsk } from '../../api/devices.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { StandingMark } from './standing-mark.tsx';
import styles from './devices.module.css';

interface Props {
  ask: DevicesAsk;
  facets: DevicePage['facets'];
  signName: (code: string) => Bilingual;
  onAsk: (patch: Partial<DevicesAsk>) => void;
}
type Choice = { name: 'kind' | 'owner' | 'indicator'; label: string; values: readonly { value: string; text: string }[] };

/** Which devices are listed: by how they stand, with how many there are of each, and by what, whose and which they are. */
export function DeviceFilters({ ask, facets, signName, onAsk }: Props) {
  const t = useText();
  const name = useName();
  const countOf = (standing: DeviceStanding): number => facets?.standings.find(({ value }) => value === standing)?.n ?? 0;
  const plain = (values: { value: string }[] = []) => values.map(({ value }) => ({ value, text: value }));
  const choices: Choice[] = [
    {
      name: 'indicator',
      label: t('device.sign'),
      values: (facets?.indicators ?? []).map(({ value }) => ({ value, text: name(signName(value)) })),
    },
    { name: 'kind', label: t('device.kind'), values: plain(facets?.kinds) },
    { name: 'owner', label: t('device.owner'), values: plain(facets?.owners) },
  ];
  return (
    <div className={styles.filters}>
      <fieldset className={styles.standings} aria-label={t('device.standings')}>
        <button type="button" aria-pressed={ask.state === null} onClick={() => onAsk({ state: null })}>
          {t('device.all', { n: facets?.n ?? '…' })}
        </button>
        {DEVICE_STANDINGS.map((standing) => (
          <button
            key={standing}
            type="button"
            aria-pressed={ask.state === standing}
            onClick={() => onAsk({ state: ask.state === standing ? null : standing })}
          >
            <StandingMark standing={standing} />
            {t('device.counted', { name: t(`device.standing.${standing}`), n: countOf(standing) })}
          </button>
        ))}
      </fieldset>
      <div className={styles.chosen}>
        <input
          type="search"
          name="find"
          aria-label={t('device.find')}
          placeholder={t('device.find')}
          autoComplete="off"
          maxLength={120}
          value={ask.text ?? ''}
          onChange={({ target }) => onAsk({ text: target.value || null })}
        />
        {choices.map(({ name: field, label, values }) => (
          <select
            key={field}
            name={field}
            aria-label={label}
            data-on={ask[field] !== null}
            value={ask[field] ?? ''}
            onChange={({ target }) => onAsk({ [field]: target.value || null })}
          >
            <option value="">
              {label}: {t('device.any')}
            </option>
            {values.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        ))}
      </div>
    </div>
  );
}
