import { nodeItems, type Directory } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import field from '../../ui/field.module.css';
import { NodeField } from '../../ui/node-field.tsx';
import type { Draft } from './screen-draft.ts';
import { nodeNames } from './screen-words.ts';
import styles from './screens.module.css';

interface Props {
  draft: Draft;
  isNew: boolean;
  directory: Directory | undefined;
  onChange: (change: Partial<Draft>) => void;
}

/** What somebody with a tape measure, standing before the wall, can say of a screen. */
export function ScreenFields({ draft, isNew, directory, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const number = (key: 'columns' | 'column' | 'rows' | 'row' | 'distance' | 'width' | 'bezel', step = '1') => (
    <label className={field['field']}>
      <span>{t(`screens.${key}`)}</span>
      <input
        name={key}
        type="number"
        inputMode="decimal"
        step={step}
        min={0}
        value={draft[key]}
        onChange={({ target }) => onChange({ [key]: target.value })}
      />
    </label>
  );
  const clock = (key: 'quietFrom' | 'quietTo' | 'nightFrom' | 'nightTo') => (
    <label className={field['field']}>
      <span>{t(`screens.${key}`)}</span>
      <input name={key} type="time" value={draft[key]} onChange={({ target }) => onChange({ [key]: target.value })} />
    </label>
  );
  return (
    <>
      {isNew && (
        <label className={field['field']}>
          <span>{t('screens.code')}</span>
          <input
            name="code"
            className={styles.codeInput}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            value={draft.code}
            onChange={({ target }) => onChange({ code: target.value })}
          />
          <small className={styles.quiet}>{t('screens.pairHint')}</small>
        </label>
      )}
      <div className={styles.pairOf}>
        <label className={field['field']}>
          <span>{t('screens.name')}</span>
          <input
            name="name"
            maxLength={40}
            placeholder={t('screens.nameHint')}
            value={draft.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        </label>
        <label className={field['field']}>
          <span>{t('screens.group')}</span>
          <input
            name="group"
            maxLength={40}
            placeholder={t('screens.groupHint')}
            value={draft.group}
            onChange={({ target }) => onChange({ group: target.value })}
          />
        </label>
      </div>
      <NodeField
        label={t('screens.node')}
        value={draft.areaCode}
        shown={name(nodeNames(draft.areaCode, directory))}
        items={nodeItems(directory, me.scope, name)}
        placeholder={t('screens.areaSearch')}
        emptyText={t('screens.noArea')}
        onPick={(areaCode) => onChange({ areaCode })}
      />
      <div className={styles.four}>
        {number('column')}
        {number('columns')}
        {number('row')}
        {number('rows')}
      </div>
      <div className={styles.three}>
        {number('distance', '0.1')}
        {number('width')}
        {number('bezel', '0.1')}
      </div>
      <div className={styles.pairOf}>
        {clock('quietFrom')}
        {clock('quietTo')}
      </div>
      <small className={styles.quiet}>{t('screens.quietHint')}</small>
      <div className={styles.pairOf}>
        {clock('nightFrom')}
        {clock('nightTo')}
      </div>
      <small className={styles.quiet}>{t('screens.nightHint')}</small>
    </>
  );
}
