import type { Glass } from '../../../shared/wall-glass.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { useText } from '../../i18n/text.ts';
import { SelectField } from '../../ui/form-fields.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './scenes.module.css';

const PIXELS = ['1920x1080', '3840x2160', '5760x2160', '3840x1080', '1080x1920'] as const;
const OWN = '';

/** A paired screen as a glass; its pixels are those that its page last told. */
export const glassOf = ({ distanceM, pictureWidthMm, bezelMm, beat }: ScreenWire): Glass => ({
  distanceM,
  pictureWidthMm,
  bezelMm,
  widthPx: beat?.widthPx || 1920,
  heightPx: beat?.heightPx || 1080,
});
const isSame = (a: Glass, b: Glass): boolean =>
  a.distanceM === b.distanceM &&
  a.pictureWidthMm === b.pictureWidthMm &&
  a.widthPx === b.widthPx &&
  a.heightPx === b.heightPx &&
  (a.bezelMm ?? 0) === (b.bezelMm ?? 0);

/** On which glass it is to be read: one of the paired screens, or one by its measures. */
export function GlassFields({
  glass,
  screens,
  onChange,
}: {
  glass: Glass;
  screens: readonly ScreenWire[];
  onChange: (glass: Glass) => void;
}) {
  const t = useText();
  const pixels = `${glass.widthPx}x${glass.heightPx}`;
  const known = screens.find((screen) => isSame(glassOf(screen), glass));
  return (
    <fieldset className={styles.glass} aria-label={t('scenes.glass')}>
      <SelectField
        name="screen"
        label={t('scenes.glass')}
        value={known ? String(known.id) : OWN}
        options={[
          { value: OWN, text: t('scenes.ownGlass') },
          ...screens.map(({ id, name }) => ({ value: String(id), text: `${id} ${name}` })),
        ]}
        onChange={(id) => {
          const screen = screens.find((each) => String(each.id) === id);
          if (screen) onChange(glassOf(screen));
        }}
      />
      <NumberField
        name="distance"
        label={t('wall.previewDistance')}
        value={glass.distanceM}
        least={0.5}
        most={60}
        step={0.5}
        onChange={(distanceM) => onChange({ ...glass, distanceM })}
      />
      <NumberField
        name="width"
        label={t('wall.previewWidth')}
        value={glass.pictureWidthMm}
        least={100}
        most={50_000}
        onChange={(pictureWidthMm) => onChange({ ...glass, pictureWidthMm })}
      />
      <SelectField
        name="pixels"
        label={t('wall.previewPixels')}
        value={pixels}
        options={PIXELS.map((value) => ({ value, text: value.replace('x', ' × ') }))}
        onChange={(value) => {
          const [widthPx = 1920, heightPx = 1080] = value.split('x').map(Number);
          onChange({ ...glass, widthPx, heightPx });
        }}
      />
      <NumberField
        name="bezel"
        label={t('scenes.bezel')}
        value={glass.bezelMm ?? 0}
        least={0}
        most={500}
        step={0.1}
        onChange={(bezelMm) => onChange({ ...glass, bezelMm })}
      />
    </fieldset>
  );
}
