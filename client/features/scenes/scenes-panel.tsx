import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PieceKind, WallScenesWire } from '../../../shared/wall-scene-wire.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { screensQuery } from '../../api/screens.query.ts';
import { putPlaylist, putScene, removePiece, wallScenesQuery } from '../../api/wall-scenes.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PieceChanges } from './piece-changes.tsx';
import { keepDraft, useDrafts } from './drafts.ts';
import { copyOf, draftOf, isShippedKey, NEW, pieceOf, takenIds } from './piece-book.ts';
import { keyText, missingOf, newPlaylist, newScene, USUAL_GLASS, type PieceDraft, type PieceKey } from './piece-draft.ts';
import { PieceEditor } from './piece-editor.tsx';
import { PieceList } from './piece-list.tsx';
import styles from './scenes.module.css';
import { useSaving } from './use-saving.ts';

interface Props {
  chosen: PieceKey | null;
  onChosen: (key: PieceKey | null) => void;
}

/** Scenes and playlists of the reader's nodes: those that come with the product to look at and copy, the city's own to change. */
export function ScenesPanel(props: Props) {
  const t = useText();
  const { data: book, error, refetch } = useQuery(wallScenesQuery);
  if (error && !book)
    return (
      <Notice
        icon="warning"
        role="alert"
        title={t('error.title')}
        action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
      >
        {error.message}
      </Notice>
    );
  if (!book)
    return (
      <div className={styles.waiting} aria-busy="true">
        {Array.from({ length: 8 }, (_, i) => (
          <Skeleton key={i} height={20} />
        ))}
      </div>
    );
  return <Bench {...props} book={book} />;
}

const FIRST: PieceKey = { kind: 'scene', node: null, id: 'everyday' };

function Bench({ chosen, onChosen, book }: Props & { book: WallScenesWire }) {
  const t = useText();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: screens } = useQuery({ ...screensQuery, refetchInterval: 10_000 });
  const drafts = useDrafts(me.user);
  const [glass, setGlass] = useState(USUAL_GLASS);
  const { run, problem, setProblem, isBusy } = useSaving();

  const wanted = chosen ?? FIRST;
  const draftOfWanted = drafts.get(keyText(wanted)) ?? draftOf(book, wanted, me.scope, glass);
  const key = draftOfWanted ? wanted : FIRST;
  const draft = draftOfWanted ?? draftOf(book, FIRST, me.scope, glass)!;
  // Who went on to something else while it was being saved is not called back.
  const looksAt = useRef<string | null>(null);
  const shownKey = keyText(key);
  useEffect(() => {
    looksAt.current = shownKey;
    return () => {
      looksAt.current = null;
    };
  }, [shownKey]);
  const goOn = (next: PieceKey | null): void => {
    if (looksAt.current === shownKey) onChosen(next);
  };
  const keep = (of: PieceKey, next: PieceDraft | null): void => keepDraft(me.user, keyText(of), next);
  const choose = (next: PieceKey): void => {
    setProblem(null);
    onChosen(next);
  };
  const begin = (next: PieceDraft): void => {
    const at = { kind: next.kind, node: NEW, id: pieceOf(next).id };
    keep(at, next);
    choose(at);
  };
  const tier = directory?.get(me.scope)?.tier ?? 'city';
  const taken = (kind: PieceKind): ReadonlySet<string> => takenIds(book, kind, drafts.values());
  const start = (kind: PieceKind): void =>
    begin(kind === 'scene' ? newScene(me.scope, tier, taken(kind)) : newPlaylist(me.scope, taken(kind)));

  const save = async (): Promise<void> => {
    const missing = missingOf(draft);
    if (missing) return setProblem(t('screens.missing', { field: t(`scenes.${missing}`) }));
    const kept = await run(
      async (): Promise<unknown> =>
        draft.kind === 'scene'
          ? putScene(draft.node, draft.scene, draft.glass, draft.seenVersion)
          : putPlaylist(draft.node, draft.playlist, draft.seenVersion),
      // What was typed stays; saved once more it takes the place of what somebody else made of it.
      ({ code, detail }) =>
        code === 'wall-scene.changed' && typeof detail['version'] === 'number' && keep(key, { ...draft, seenVersion: detail['version'] }),
    );
    if (!kept) return;
    keep(key, null);
    goOn({ kind: draft.kind, node: draft.node, id: pieceOf(draft).id });
  };
  const drop = async (): Promise<void> => {
    if (!(await run(() => removePiece(draft.kind, draft.node, pieceOf(draft).id)))) return;
    keep(key, null);
    goOn(null);
  };
  const isShipped = isShippedKey(key);
  const mayChange = !isShipped && (key.node === NEW || isMine(book, key));
  return (
    <div className={styles.page}>
      <PieceList
        book={book}
        directory={directory}
        chosen={key}
        drafts={drafts}
        onChoose={choose}
        onNew={book.mayEdit ? start : null}
        below={<PieceChanges directory={directory} />}
      />
      <PieceEditor
        id={keyText(key)}
        draft={draft}
        isShipped={isShipped}
        mayChange={mayChange}
        isUnsaved={drafts.has(keyText(key))}
        isBusy={isBusy}
        problem={problem}
        book={book}
        directory={directory}
        screens={screens?.screens ?? []}
        glass={draft.kind === 'scene' && !isShipped ? draft.glass : glass}
        onGlass={setGlass}
        onChange={(next) => keep(key, next)}
        onSave={() => void save()}
        onCopy={book.mayEdit ? () => begin(copyOf(draft, taken(draft.kind), me.scope)) : null}
        onDiscard={() => {
          keep(key, null);
          if (key.node === NEW) onChosen(null);
        }}
        onRemove={() => void drop()}
      />
    </div>
  );
}
const isMine = ({ own, ownPlaylists }: WallScenesWire, { kind, node, id }: PieceKey): boolean =>
  kind === 'scene'
    ? own.some((each) => each.node === node && each.scene.id === id && each.mayChange)
    : ownPlaylists.some((each) => each.node === node && each.playlist.id === id && each.mayChange);
