import { RATES } from '../../../shared/measures.ts';
import { SEVERITIES, SEVERITY_NAMES } from '../../../shared/terms.ts';
import { PANEL_NAMES } from '../../../shared/wall-fault-words.ts';
import { GRID, MOST_FIGURES, WALL_COUNTS, type WallMeasure, type WallPanel } from '../../../shared/wall-scene.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SelectField, TextField } from '../../ui/form-fields.tsx';
import { CheckFields } from './choice-fields.tsx';
import { KINDS, ofKind, placeWithin } from './layout-edits.ts';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './scenes.module.css';

interface Props {
  panel: WallPanel;
  index: number;
  headerRows: number;
  onChange: (panel: WallPanel) => void;
  onRemove: () => void;
}

/** One panel: its kind, its place, and what it shows. Columns and rows are counted from 1, as people do. */
export function PanelFields({ panel, index, headerRows, onChange, onRemove }: Props) {
  const t = useText();
  const name = useName();
  const [column, row, columns, rows] = panel.at;
  const place = (at: WallPanel['at']): void => onChange({ ...panel, at: placeWithin(at, headerRows) });
  return (
    <fieldset className={styles.panelFields}>
      <legend>{t('scenes.panelN', { n: index + 1 })}</legend>
      <div className={styles.kindLine}>
        <SelectField
          name="kind"
          label={t('scenes.kind')}
          value={panel.kind}
          options={KINDS.map((value) => ({ value, text: name(PANEL_NAMES[value]) }))}
          onChange={(kind) => onChange(ofKind(panel, kind))}
        />
        <Button onClick={onRemove}>{t('scenes.removePanel')}</Button>
      </div>
      <div className={styles.four}>
        <NumberField
          name="column"
          label={t('scenes.column')}
          value={column + 1}
          least={1}
          most={GRID.columns}
          onChange={(n) => place([n - 1, row, columns, rows])}
        />
        <NumberField
          name="row"
          label={t('scenes.row')}
          value={row + 1}
          least={headerRows + 1}
          most={GRID.rows}
          onChange={(n) => place([column, n - 1, columns, rows])}
        />
        <NumberField
          name="columns"
          label={t('scenes.columns')}
          value={columns}
          least={1}
          most={GRID.columns}
          onChange={(n) => place([column, row, n, rows])}
        />
        <NumberField
          name="rows"
          label={t('scenes.rows')}
          value={rows}
          least={1}
          most={GRID.rows - headerRows}
          onChange={(n) => place([column, row, columns, n])}
        />
      </div>
      <What panel={panel} onChange={onChange} />
    </fieldset>
  );
}

function What({ panel, onChange }: Pick<Props, 'panel' | 'onChange'>) {
  const t = useText();
  const name = useName();
  const severities = SEVERITIES.map((value) => ({ value, text: name(SEVERITY_NAMES[value]) }));
  switch (panel.kind) {
    case 'map':
      return (
        <>
          <div className={styles.two}>
            <SelectField
              name="measure"
              label={t('scenes.mapMeasure')}
              value={panel.measure}
              options={RATES.map((value) => ({ value, text: t(`measure.${value}`) }))}
              onChange={(measure) => onChange({ ...panel, measure })}
            />
            <SelectField
              name="fit"
              label={t('scenes.fit')}
              value={panel.fit}
              options={[
                { value: 'area', text: t('scenes.fit.area') },
                { value: 'marks', text: t('scenes.fit.marks') },
              ]}
              onChange={(fit) => onChange({ ...panel, fit })}
            />
          </div>
          <CheckFields
            label={t('scenes.marks')}
            values={panel.marks}
            options={severities}
            onChange={(marks) => onChange({ ...panel, marks })}
          />
        </>
      );
    case 'figures':
      return <Measures measures={panel.measures} onChange={(measures) => onChange({ ...panel, measures })} />;
    case 'incidents':
      return (
        <CheckFields
          label={t('scenes.severities')}
          values={panel.severities}
          options={severities}
          onChange={(chosen) => chosen.length > 0 && onChange({ ...panel, severities: chosen })}
        />
      );
    case 'series':
      return (
        <SelectField
          name="seriesWindow"
          label={t('scenes.window')}
          value={panel.window}
          options={[
            { value: 'today', text: t('wall.today') },
            { value: '24h', text: t('wall.last24h') },
          ]}
          onChange={(window) => onChange({ ...panel, window })}
        />
      );
    case 'breakdown':
      return (
        <SelectField
          name="by"
          label={t('scenes.by')}
          value={panel.by}
          options={[
            { value: 'category', text: t('wall.byCategory') },
            { value: 'source', text: t('wall.bySource') },
            { value: 'department', text: t('wall.byDepartment') },
          ]}
          onChange={(by) => onChange({ ...panel, by })}
        />
      );
    case 'text':
      return <Words panel={panel} onChange={onChange} />;
    default:
      return null;
  }
}

const MEASURES: readonly WallMeasure[] = [...WALL_COUNTS, ...RATES, 'acceptP90', 'arriveP90', 'closeP90'];
/** In their order on the wall. */
function Measures({ measures, onChange }: { measures: readonly WallMeasure[]; onChange: (measures: readonly WallMeasure[]) => void }) {
  const t = useText();
  const free = MEASURES.filter((each) => !measures.includes(each));
  return (
    <div className={styles.measures}>
      {measures.map((measure, index) => (
        <div key={measure} className={styles.kindLine}>
          <SelectField
            name={`measure${index}`}
            label={t('scenes.measureN', { n: index + 1 })}
            value={measure}
            options={MEASURES.filter((each) => each === measure || free.includes(each)).map((value) => ({
              value,
              text: t(`measure.${value}`),
            }))}
            onChange={(chosen) => onChange(measures.map((each, at) => (at === index ? chosen : each)))}
          />
          {measures.length > 1 && (
            <Button
              kind="icon"
              aria-label={t('scenes.removeMeasure', { n: index + 1 })}
              title={t('scenes.removeMeasure', { n: index + 1 })}
              onClick={() => onChange(measures.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={16} />
            </Button>
          )}
        </div>
      ))}
      {measures.length < MOST_FIGURES && free[0] && (
        <Button onClick={() => onChange([...measures, free[0]!])}>{t('scenes.addMeasure')}</Button>
      )}
    </div>
  );
}

type TextPanel = Extract<WallPanel, { kind: 'text' }>;
function Words({ panel, onChange }: { panel: TextPanel; onChange: (panel: WallPanel) => void }) {
  const t = useText();
  const field = (part: 'title' | 'text', language: 'zh' | 'en', label: string) => (
    <TextField
      name={`${part}${language}`}
      label={label}
      most={200}
      isLong={part === 'text'}
      value={panel[part][language]}
      onChange={(value) => onChange({ ...panel, [part]: { ...panel[part], [language]: value } })}
    />
  );
  return (
    <div className={styles.two}>
      {field('title', 'zh', t('scenes.titleZh'))}
      {field('title', 'en', t('scenes.titleEn'))}
      {field('text', 'zh', t('scenes.textZh'))}
      {field('text', 'en', t('scenes.textEn'))}
    </div>
  );
}
