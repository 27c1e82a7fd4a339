import type { ReactNode } from 'react';
import type { Bilingual } from '../../../shared/terms.ts';
import type { PieceKind, WallScenesWire } from '../../../shared/wall-scene-wire.ts';
import { chosenScenes, WALL_PLAYLISTS } from '../../../shared/wall-scenes.ts';
import type { Directory } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { NEW, pieceOf } from './piece-book.ts';
import { keyText, parseKey, type PieceDraft, type PieceKey } from './piece-draft.ts';
import styles from './scenes.module.css';

interface Props {
  book: WallScenesWire;
  directory: Directory | undefined;
  chosen: PieceKey;
  /** What was changed and is not kept, by key. */
  drafts: ReadonlyMap<string, PieceDraft>;
  onChoose: (key: PieceKey) => void;
  onNew: ((kind: PieceKind) => void) | null;
  below: ReactNode;
}
interface Entry {
  key: PieceKey;
  names: Bilingual;
}
interface Shelf {
  /** Null = what comes with the product. */
  node: string | null;
  entries: readonly Entry[];
}

/** The city's own by node, then those that come with the product. */
function shelvesOf({ own, ownPlaylists }: WallScenesWire, drafts: Props['drafts']): Shelf[] {
  const begun = [...drafts].flatMap(([text, draft]): Entry[] => {
    const key = parseKey(text);
    return key?.node === NEW ? [{ key, names: pieceOf(draft).names }] : [];
  });
  const pieces: Entry[] = [
    ...begun,
    ...own.map(({ node, scene: { id, names } }) => ({ key: { kind: 'scene', node, id } as const, names })),
    ...ownPlaylists.map(({ node, playlist: { id, names } }) => ({ key: { kind: 'playlist', node, id } as const, names })),
  ];
  const nodes = [...new Set(pieces.map(({ key }) => key.node))];
  return [
    ...nodes.map((node) => ({ node, entries: pieces.filter(({ key }) => key.node === node) })),
    {
      node: null,
      entries: [
        ...chosenScenes().map(({ id, names }) => ({ key: { kind: 'scene', node: null, id } as const, names })),
        ...WALL_PLAYLISTS.map(({ id, names }) => ({ key: { kind: 'playlist', node: null, id } as const, names })),
      ],
    },
  ];
}

export function PieceList({ book, directory, chosen, drafts, onChoose, onNew, below }: Props) {
  const t = useText();
  const name = useName();
  const titleOf = (node: string | null): string => {
    if (node === null) return t('scenes.shipped');
    const area = directory?.get(node);
    return node === NEW ? t('scenes.unsaved') : area ? name(area.name) : node;
  };
  return (
    <nav className={styles.list} aria-label={t('scenes.title')}>
      {onNew && (
        <div className={styles.listActs}>
          <Button onClick={() => onNew('scene')}>{t('scenes.newScene')}</Button>
          <Button onClick={() => onNew('playlist')}>{t('scenes.newPlaylist')}</Button>
        </div>
      )}
      {shelvesOf(book, drafts).map(({ node, entries }) => (
        <section key={node ?? ''} aria-label={titleOf(node)}>
          <h3>{titleOf(node)}</h3>
          <ul>
            {entries.map(({ key, names }) => (
              <li key={keyText(key)}>
                <button type="button" aria-current={keyText(key) === keyText(chosen)} onClick={() => onChoose(key)}>
                  <span>{name(names) || t(key.kind === 'scene' ? 'scenes.newScene' : 'scenes.newPlaylist')}</span>
                  <small>{drafts.has(keyText(key)) ? t('scenes.unsaved') : key.kind === 'playlist' ? t('scenes.playlist') : key.id}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {below}
    </nav>
  );
}
