import type { Limit } from '../../../shared/indicators.ts';
import type { RuleSubject } from '../../../shared/rule-wire.ts';
import { LIMIT_STATES, VITAL_STATE_NAMES } from '../../../shared/vital-terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/form-fields.tsx';
import { withMoreLevels } from './rule-draft.ts';
import styles from './rules.module.css';

interface Props {
  levels: readonly Limit[];
  subject: RuleSubject;
  unit: string;
  onChange: (levels: Limit[]) => void;
}
const SIDES = ['above', 'from', 'below', 'downTo'] as const;
type Side = (typeof SIDES)[number];
const FAR = 1e9;

/** One line for each level: beyond which limit, for how long, and how far back. */
export function LevelFields({ levels, subject, unit, onChange }: Props) {
  const t = useText();
  const name = useName();
  const isPlain = subject.kind === 'missing' || subject.kind === 'incidents';
  const set = (index: number, level: Limit): void => onChange(levels.map((each, i) => (i === index ? level : each)));
  const last = levels.at(-1)!;
  return (
    <fieldset className={styles.levels}>
      <legend>{t('rules.levels')}</legend>
      {levels.map((level, index) => (
        <div key={level.state} className={styles.levelRow}>
          <SelectField
            name={`state-${index}`}
            label={t('rules.level')}
            value={level.state}
            options={LIMIT_STATES.map((state) => ({ value: state, text: name(VITAL_STATE_NAMES[state]) }))}
            onChange={(state) => set(index, { ...level, state })}
          />
          {!isPlain && (
            <SelectField
              name={`side-${index}`}
              label={t('rules.side')}
              value={sideOf(level)}
              options={SIDES.map((side) => ({ value: side, text: t(`rules.side.${side}`) }))}
              onChange={(side) => set(index, withSide(level, side))}
            />
          )}
          <NumberField
            name={`limit-${index}`}
            label={
              subject.kind === 'missing'
                ? t('rules.silentMin')
                : subject.kind === 'incidents'
                  ? t('rules.count')
                  : t('rules.limit', { unit: unit === '' ? '' : ` (${unit})` })
            }
            value={level.above ?? level.below ?? 0}
            least={isPlain ? 1 : -FAR}
            most={FAR}
            step={isPlain ? 1 : 0.01}
            onChange={(value) => set(index, level.above === undefined ? { ...level, below: value } : { ...level, above: value })}
          />
          {!isPlain && (
            <>
              <NumberField
                name={`for-${index}`}
                label={t('rules.forMin')}
                value={(level.forS ?? 0) / 60}
                least={0}
                most={100_000}
                onChange={(minutes) => set(index, { ...level, forS: Math.round(minutes * 60) })}
              />
              <NumberField
                name={`band-${index}`}
                label={t('rules.band')}
                value={level.deadBand ?? 0}
                least={0}
                most={FAR}
                step={0.01}
                onChange={(deadBand) => set(index, { ...level, deadBand })}
              />
            </>
          )}
          {levels.length > 1 && (
            <Button
              kind="icon"
              aria-label={t('rules.dropLevel', { level: name(VITAL_STATE_NAMES[level.state]) })}
              title={t('rules.dropLevel', { level: name(VITAL_STATE_NAMES[level.state]) })}
              onClick={() => onChange(levels.filter((_, i) => i !== index))}
            >
              <Icon name="close" size={16} />
            </Button>
          )}
        </div>
      ))}
      {last.state !== 'alarm' && levels.length < 3 && (
        <Button kind="quiet" onClick={() => onChange(withMoreLevels(levels))}>
          {t('rules.addLevel')}
        </Button>
      )}
    </fieldset>
  );
}

const sideOf = ({ above, isInclusive }: Limit): Side =>
  above === undefined ? (isInclusive ? 'downTo' : 'below') : isInclusive ? 'from' : 'above';
function withSide({ above, below, isInclusive: _was, ...rest }: Limit, side: Side): Limit {
  const value = above ?? below ?? 0;
  const isInclusive = side === 'from' || side === 'downTo';
  return {
    ...rest,
    ...(side === 'above' || side === 'from' ? { above: value } : { below: value }),
    ...(isInclusive ? { isInclusive } : {}),
  };
}
