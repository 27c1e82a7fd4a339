import { DWELL_S, MOST_STEPS, type WallPlaylist, type WallScene, type WallStep } from '../../../shared/wall-scene.ts';
import { chosenScenes } from '../../../shared/wall-scenes.ts';
import { nodeItems, type Directory } from '../../api/areas.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NodeField } from '../../ui/node-field.tsx';
import { SelectField } from '../../ui/form-fields.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './scenes.module.css';
import { moved, roundMs, whereOf, withWhere, type Where } from './steps.ts';

interface Props {
  playlist: WallPlaylist;
  node: string;
  /** The city's own that hold at the node. */
  scenes: readonly WallScene[];
  directory: Directory | undefined;
  onChange: (playlist: WallPlaylist) => void;
}

/** What comes after what, for how long, and of which area. */
export function PlaylistFields({ playlist, node, scenes, directory, onChange }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { steps } = playlist;
  const put = (next: readonly WallStep[]): void => onChange({ ...playlist, steps: next });
  const children = [...(directory?.values() ?? [])].filter(({ parent }) => parent === node).length;
  return (
    <section className={styles.fields} aria-label={t('scenes.steps')}>
      <p className={styles.quiet}>{t('scenes.round', { span: formatSpan(roundMs(playlist, children), language) })}</p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // Steps have no name of their own: their place in the round is who they are.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <StepFields
              step={step}
              index={index}
              isOnly={steps.length === 1}
              isLast={index === steps.length - 1}
              node={node}
              scenes={scenes}
              directory={directory}
              onChange={(next) => put(steps.map((each, at) => (at === index ? next : each)))}
              onMove={(by) => put(moved(steps, index, by))}
              onRemove={() => put(steps.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <Button onClick={() => put([...steps, { scene: 'everyday', dwellS: 60 }])}>{t('scenes.addStep')}</Button>
      )}
    </section>
  );
}

interface StepProps extends Pick<Props, 'node' | 'scenes' | 'directory'> {
  step: WallStep;
  index: number;
  isOnly: boolean;
  isLast: boolean;
  onChange: (step: WallStep) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}
function StepFields({ step, index, isOnly, isLast, node, scenes, directory, onChange, onMove, onRemove }: StepProps) {
  const t = useText();
  const name = useName();
  const where = whereOf(step);
  const options = new Map([...scenes, ...chosenScenes()].map(({ id, names }) => [id, name(names)] as const));
  const button = (icon: 'chevron-up' | 'chevron-down' | 'close', text: string, isOff: boolean, act: () => void) => (
    <Button kind="icon" aria-label={text} title={text} disabled={isOff} onClick={act}>
      <Icon name={icon} size={16} />
    </Button>
  );
  const area = step.area === undefined ? undefined : directory?.get(step.area);
  return (
    <fieldset className={styles.panelFields}>
      <legend>{t('scenes.stepN', { n: index + 1 })}</legend>
      <div className={styles.stepLine}>
        <SelectField
          name="scene"
          label={t('screens.scene')}
          value={step.scene}
          options={[...options].map(([value, text]) => ({ value, text }))}
          onChange={(scene) => onChange({ ...step, scene })}
        />
        <NumberField
          name="dwell"
          label={t('scenes.dwell')}
          value={step.dwellS}
          least={DWELL_S.least}
          most={DWELL_S.most}
          onChange={(dwellS) => onChange({ ...step, dwellS: Math.round(dwellS) })}
        />
        <SelectField<Where>
          name="where"
          label={t('scenes.where')}
          value={where}
          options={(['own', 'children', 'area'] as const).map((value) => ({ value, text: t(`scenes.where.${value}`) }))}
          onChange={(chosen) => onChange(withWhere(step, chosen, node))}
        />
        <span className={styles.stepActs}>
          {button('chevron-up', t('scenes.earlier', { n: index + 1 }), index === 0, () => onMove(-1))}
          {button('chevron-down', t('scenes.later', { n: index + 1 }), isLast, () => onMove(1))}
          {button('close', t('scenes.removeStep', { n: index + 1 }), isOnly, onRemove)}
        </span>
      </div>
      {step.area !== undefined && (
        <NodeField
          label={t('scenes.stepArea')}
          value={step.area}
          shown={area ? name(area.name) : step.area}
          items={nodeItems(directory, node, name)}
          placeholder={t('screens.areaSearch')}
          emptyText={t('screens.noArea')}
          onPick={(chosen) => onChange({ ...step, area: chosen })}
        />
      )}
    </fieldset>
  );
}
