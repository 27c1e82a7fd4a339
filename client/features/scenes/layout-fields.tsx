import { useState } from 'react';
import { faultsOf, layoutFor, seamsOf } from '../../../shared/wall-budget.ts';
import { PANEL_NAMES } from '../../../shared/wall-fault-words.ts';
import type { Glass } from '../../../shared/wall-glass.ts';
import { MOST_LAYOUTS, type PanelKind, type WallLayout, type WallScene } from '../../../shared/wall-scene.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SelectField } from '../../ui/form-fields.tsx';
import { GridPicture } from './grid-picture.tsx';
import { canAdd, KINDS, placeWithin, withLayout, withNewPanel, withoutPanel, withPanel } from './layout-edits.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { PanelFields } from './panel-fields.tsx';
import styles from './scenes.module.css';

interface Props {
  scene: WallScene;
  glass: Glass;
  /** Which arrangement is worked at. */
  at: number;
  onAt: (at: number) => void;
  isDisabled: boolean;
  onChange: (scene: WallScene) => void;
}

/** Arrangements from rich to sparse, and the panels of the one that is worked at. */
export function LayoutFields({ scene, glass, at, onAt, isDisabled, onChange }: Props) {
  const t = useText();
  const { layouts } = scene;
  const layout = layouts[at]!;
  const shown = layoutFor(scene, glass);
  const put = (next: WallLayout): void => onChange(withLayout(scene, at, next));
  const insert = (): void => {
    onChange({ ...scene, layouts: [...layouts.slice(0, at + 1), layout, ...layouts.slice(at + 1)] });
    onAt(at + 1);
  };
  const drop = (): void => {
    onChange({ ...scene, layouts: layouts.filter((_, index) => index !== at) });
    onAt(Math.max(0, at - 1));
  };
  return (
    <section className={styles.fields} aria-label={t('scenes.layouts')}>
      <div className={styles.layoutTabs}>
        <Segmented
          label={t('scenes.layouts')}
          value={String(at)}
          options={layouts.map((each, index) => ({
            value: String(index),
            label: t(each === shown ? 'scenes.layoutShown' : 'scenes.layoutN', { n: index + 1 }),
            title: t('scenes.layoutHint', { n: each.fromEm }),
          }))}
          onChange={(value) => onAt(Number(value))}
        />
      </div>
      <fieldset className={styles.plain} disabled={isDisabled}>
        <div className={styles.kindLine}>
          <NumberField
            name="fromEm"
            label={t('scenes.fromEm')}
            value={layout.fromEm}
            least={0}
            most={1_000}
            onChange={(fromEm) => put({ ...layout, fromEm })}
          />
          <NumberField
            name="headerRows"
            label={t('scenes.headerRows')}
            value={layout.headerRows}
            least={1}
            most={3}
            onChange={(headerRows) =>
              put({ ...layout, headerRows, panels: layout.panels.map((panel) => ({ ...panel, at: placeWithin(panel.at, headerRows) })) })
            }
          />
          {layouts.length < MOST_LAYOUTS && <Button onClick={insert}>{t('scenes.addLayout')}</Button>}
          {layouts.length > 1 && <Button onClick={drop}>{t('scenes.removeLayout')}</Button>}
        </div>
      </fieldset>
      <Panels key={`${scene.id} ${at}`} layout={layout} glass={glass} isDisabled={isDisabled} onChange={put} />
    </section>
  );
}

type PanelsProps = Pick<Props, 'glass' | 'isDisabled'> & { layout: WallLayout; onChange: (layout: WallLayout) => void };
function Panels({ layout, glass, isDisabled, onChange }: PanelsProps) {
  const [wanted, setChosen] = useState(0);
  const chosen = Math.min(wanted, layout.panels.length - 1);
  const panel = layout.panels[chosen];
  const faulty = new Set(
    [...faultsOf(layout, glass), ...seamsOf(layout, glass)].flatMap((fault) => ('index' in fault ? [fault.index] : [])),
  );
  return (
    <>
      <GridPicture
        layout={layout}
        glass={glass}
        chosen={chosen}
        faulty={faulty}
        isDisabled={isDisabled}
        onChoose={setChosen}
        onPanel={(index, next) => onChange(withPanel(layout, index, next))}
      />
      <fieldset className={styles.plain} disabled={isDisabled}>
        {panel && (
          <PanelFields
            key={chosen}
            panel={panel}
            index={chosen}
            headerRows={layout.headerRows}
            onChange={(next) => onChange(withPanel(layout, chosen, next))}
            onRemove={() => onChange(withoutPanel(layout, chosen))}
          />
        )}
        {!isDisabled && (
          <AddPanel
            isFull={!canAdd(layout)}
            onAdd={(kind) => {
              onChange(withNewPanel(layout, kind));
              setChosen(layout.panels.length);
            }}
          />
        )}
      </fieldset>
    </>
  );
}

function AddPanel({ isFull, onAdd }: { isFull: boolean; onAdd: (kind: PanelKind) => void }) {
  const t = useText();
  const name = useName();
  const [kind, setKind] = useState<PanelKind>('figures');
  return (
    <div className={styles.kindLine}>
      <SelectField
        name="addPanel"
        label={t(isFull ? 'scenes.panelsFull' : 'scenes.newPanel')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: name(PANEL_NAMES[value]) }))}
        onChange={setKind}
      />
      <Button disabled={isFull} onClick={() => onAdd(kind)}>
        {t('scenes.addPanel')}
      </Button>
    </div>
  );
}
