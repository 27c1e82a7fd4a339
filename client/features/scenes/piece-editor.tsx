import { useMemo, useState } from 'react';
import { layoutFor } from '../../../shared/wall-budget.ts';
import type { Glass } from '../../../shared/wall-glass.ts';
import type { WallScenesWire } from '../../../shared/wall-scene-wire.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { holdingAt, pathUp } from '../../api/wall-scenes.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useSaveKey } from '../../ui/use-save-key.ts';
import { Budget } from './budget.tsx';
import { GlassFields } from './glass-fields.tsx';
import { HeadFields } from './head-fields.tsx';
import { LayoutFields } from './layout-fields.tsx';
import { pieceOf } from './piece-book.ts';
import type { PieceDraft } from './piece-draft.ts';
import { PlaylistFields } from './playlist-fields.tsx';
import { previewOf } from './preview-of.ts';
import { PreviewFrame } from './preview-frame.tsx';
import styles from './scenes.module.css';
import { ShowBar } from './show-bar.tsx';

interface Props {
  /** Whose draft it is: another one begins anew. */
  id: string;
  draft: PieceDraft;
  /** It comes with the product. */
  isShipped: boolean;
  mayChange: boolean;
  isUnsaved: boolean;
  isBusy: boolean;
  problem: string | null;
  book: WallScenesWire;
  directory: Directory | undefined;
  screens: readonly ScreenWire[];
  /** On which a playlist, or a scene that is not the reader's to change, is looked at. */
  glass: Glass;
  onGlass: (glass: Glass) => void;
  onChange: (draft: PieceDraft) => void;
  onSave: () => void;
  onCopy: (() => void) | null;
  onDiscard: () => void;
  onRemove: () => void;
}

/** One scene or playlist: as it will be on the wall, what it costs, and the form. */
export function PieceEditor(props: Props) {
  const { draft, isShipped, mayChange, isUnsaved, problem, book, directory, screens, glass, onGlass, onChange } = props;
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const shownGlass = draft.kind === 'scene' && mayChange ? draft.glass : glass;
  const [at, setLayout] = useLayoutAt(props.id, draft, shownGlass, mayChange);
  // Of a scene from above one sees what it says of one's own node.
  const area = pathUp(draft.node, directory).includes(me.scope) ? draft.node : me.scope;
  const preview = useMemo(
    () => previewOf(draft, area, at, shownGlass, holdingAt(book, draft.node, directory)),
    [area, at, book, directory, draft, shownGlass],
  );
  const piece = pieceOf(draft);
  useSaveKey(mayChange ? props.onSave : null);
  const layout = draft.kind === 'scene' ? draft.scene.layouts[at] : undefined;
  return (
    <>
      <section className={styles.stage} aria-label={t('scenes.previewOf')}>
        <header className={styles.stageHead}>
          <h2>{name(piece.names) || t(draft.kind === 'scene' ? 'scenes.newScene' : 'scenes.newPlaylist')}</h2>
          {isShipped && <Chip kind="outline">{t('scenes.shipped')}</Chip>}
          {isUnsaved && <Chip kind="dashed">{t('scenes.unsaved')}</Chip>}
        </header>
        <GlassFields
          glass={shownGlass}
          screens={screens}
          onChange={(next) => (draft.kind === 'scene' && mayChange ? onChange({ ...draft, glass: next }) : onGlass(next))}
        />
        <PreviewFrame draft={preview} />
        {layout && <Budget layout={layout} glass={shownGlass} />}
      </section>
      <form
        className={styles.form}
        noValidate
        aria-label={name(piece.names) || t('scenes.title')}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayChange) props.onSave();
        }}
      >
        <div className={styles.scroll}>
          {!mayChange && <p className={styles.note}>{t(isShipped ? 'scenes.shippedHint' : 'scenes.notYours')}</p>}
          <fieldset className={styles.plain} disabled={!mayChange}>
            <HeadFields draft={draft} directory={directory} onChange={onChange} />
          </fieldset>
          {draft.kind === 'scene' ? (
            <LayoutFields
              scene={draft.scene}
              glass={shownGlass}
              at={at}
              onAt={setLayout}
              isDisabled={!mayChange}
              onChange={(scene) => onChange({ ...draft, scene })}
            />
          ) : (
            <fieldset className={styles.plain} disabled={!mayChange}>
              <PlaylistFields
                playlist={draft.playlist}
                node={draft.node}
                scenes={preview.own.scenes}
                directory={directory}
                onChange={(playlist) => onChange({ ...draft, playlist })}
              />
            </fieldset>
          )}
        </div>
        <footer className={styles.foot}>
          <p className={styles.problem} role="alert">
            {problem}
          </p>
          {!isUnsaved && draft.seenVersion !== null && (
            <ShowBar
              node={isShipped ? null : draft.node}
              what={draft.kind === 'scene' ? { scene: draft.scene } : { playlist: draft.playlist.id }}
              screens={screens}
              directory={directory}
            />
          )}
          <Acts key={props.id} {...props} />
        </footer>
      </form>
    </>
  );
}

function Acts({ draft, isShipped, mayChange, isUnsaved, isBusy, onCopy, onDiscard, onRemove }: Props) {
  const t = useText();
  const [isSure, setSure] = useState(false);
  const isNew = draft.seenVersion === null;
  return (
    <div className={styles.acts}>
      {mayChange && (
        <Button type="submit" kind="primary" disabled={isBusy || !isUnsaved}>
          {t('screens.save')} <Kbd>Ctrl S</Kbd>
        </Button>
      )}
      {onCopy && !isNew && <Button onClick={onCopy}>{t('scenes.copy')}</Button>}
      {isUnsaved && (
        <Button kind="quiet" onClick={onDiscard}>
          {t('scenes.discard')}
        </Button>
      )}
      <span className={styles.gap} />
      {mayChange && !isNew && !isShipped && (
        <Button
          disabled={isBusy}
          title={t('scenes.removeHint')}
          onClick={() => (isSure ? onRemove() : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {t(isSure ? 'scenes.removeSure' : 'scenes.remove')}
        </Button>
      )}
    </div>
  );
}

/**
 * The arrangement that is worked at: at first the one that this glass shows. Who changes it stays there, also when the glass would show
 * another meanwhile.
 */
function useLayoutAt(id: string, draft: PieceDraft, glass: Glass, mayChange: boolean): [at: number, setAt: (at: number) => void] {
  const [chosen, setChosen] = useState<{ id: string; at: number } | null>(null);
  const layouts = draft.kind === 'scene' ? draft.scene.layouts : [];
  const readable = draft.kind === 'scene' ? layoutFor(draft.scene, glass) : null;
  const shown = Math.max(
    0,
    layouts.findIndex((layout) => layout === readable),
  );
  if (mayChange && chosen?.id !== id) setChosen({ id, at: shown });
  const at = chosen?.id === id ? chosen.at : shown;
  return [Math.max(0, Math.min(at, layouts.length - 1)), (next) => setChosen({ id, at: next })];
}
