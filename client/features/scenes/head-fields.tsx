import { PRESETS, TIERS, TIER_NAMES } from '../../../shared/terms.ts';
import { WALL_TONES, type WallScene } from '../../../shared/wall-scene.ts';
import { nodeItems, type Directory } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { NodeField } from '../../ui/node-field.tsx';
import { SelectField, TextField } from '../../ui/form-fields.tsx';
import { CheckFields } from './choice-fields.tsx';
import { pieceOf } from './piece-book.ts';
import type { PieceDraft } from './piece-draft.ts';
import styles from './scenes.module.css';

interface Props {
  draft: PieceDraft;
  directory: Directory | undefined;
  onChange: (draft: PieceDraft) => void;
}

/** What it is called, whose it is, and for whom. Once it is kept, code and node stay: screens and playlists name it by them. */
export function HeadFields({ draft, directory, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const isNew = draft.seenVersion === null;
  const piece = pieceOf(draft);
  const put = (change: Partial<Pick<WallScene, 'id' | 'names'>>): void =>
    onChange(
      draft.kind === 'scene'
        ? { ...draft, scene: { ...draft.scene, ...change } }
        : { ...draft, playlist: { ...draft.playlist, ...change } },
    );
  const area = directory?.get(draft.node);
  return (
    <div className={styles.fields}>
      <div className={styles.two}>
        <TextField
          name="nameZh"
          label={t('scenes.nameZh')}
          most={40}
          value={piece.names.zh}
          onChange={(zh) => put({ names: { ...piece.names, zh } })}
        />
        <TextField
          name="nameEn"
          label={t('scenes.nameEn')}
          most={40}
          value={piece.names.en}
          onChange={(en) => put({ names: { ...piece.names, en } })}
        />
      </div>
      <div className={styles.two}>
        <NodeField
          label={t('scenes.node')}
          value={draft.node}
          shown={area ? name(area.name) : draft.node}
          items={nodeItems(directory, me.scope, name)}
          placeholder={t('screens.areaSearch')}
          emptyText={t('screens.noArea')}
          isDisabled={!isNew}
          onPick={(node) => onChange({ ...draft, node })}
        />
        {isNew ? (
          <TextField name="id" label={t('scenes.id')} hint={t('scenes.idHint')} most={40} value={piece.id} onChange={(id) => put({ id })} />
        ) : (
          <p className={styles.fixed}>
            <span>{t('scenes.id')}</span>
            <code>{piece.id}</code>
          </p>
        )}
      </div>
      {draft.kind === 'scene' && <SceneKind scene={draft.scene} onChange={(scene) => onChange({ ...draft, scene })} />}
    </div>
  );
}

function SceneKind({ scene, onChange }: { scene: WallScene; onChange: (scene: WallScene) => void }) {
  const t = useText();
  const name = useName();
  return (
    <>
      <div className={styles.two}>
        <SelectField
          name="window"
          label={t('scenes.window')}
          value={scene.window}
          options={PRESETS.map((value) => ({ value, text: t(`window.${value}`) }))}
          onChange={(window) => onChange({ ...scene, window })}
        />
        <SelectField
          name="tone"
          label={t('wall.previewTone')}
          value={scene.tone}
          options={WALL_TONES.map((value) => ({ value, text: t(`wall.tone.${value}`) }))}
          onChange={(tone) => onChange({ ...scene, tone })}
        />
      </div>
      <CheckFields
        label={t('scenes.tiers')}
        values={scene.tiers}
        options={TIERS.map((value) => ({ value, text: name(TIER_NAMES[value]) }))}
        onChange={(tiers) => onChange({ ...scene, tiers })}
      />
    </>
  );
}
