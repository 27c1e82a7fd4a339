import { createHash } from 'node:crypto';
import type { ClipsTold } from '../../shared/wall-clips.ts';
import { keepsScreens } from '../../shared/wall-control.ts';
import type { Tone } from '../../shared/wall-sound.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import { isScreen, type Screen } from '../domain/screen.ts';
import { assertChangesClips, assertSeesClips, clipsAt, clipTypeOf, seesClip, type Clip } from '../domain/wall-clip.ts';
import type { Catalogue, Store } from './ports.ts';

/** Where clips are kept; what begins with `tx` is called inside `Store.write` only. */
export interface ClipRows {
  all(): Promise<Clip[]>;
  content(sha256: string): Promise<Buffer | null>;
  /** Null as content = it is removed. Who did it stays. */
  txPut(
    at: Pick<Clip, 'node' | 'tone' | 'by' | 'atMs'>,
    content: (Pick<Clip, 'sha256' | 'mediaType'> & { data: Buffer }) | null,
  ): Promise<void>;
}
interface Deps {
  store: Store;
  rows: ClipRows;
  screens: { txAll(): Promise<Screen[]>; txPut(screen: Screen): Promise<Screen> };
  catalogue(): Promise<Catalogue>;
  /** What screens are told has changed. */
  onChanged(): void;
  now(): number;
}
type Told = Clip & { mayChange: boolean };

/** Sounds of a city's own in the place of the tones of its walls. */
export function wallClipUses({ store, rows, screens, catalogue, onChanged, now }: Deps) {
  async function put(actor: Actor, node: string, tone: Tone, data: Buffer | null): Promise<void> {
    await store.write(async ({ catalogue: { tree } }) => {
      const nowMs = now();
      assertChangesClips(actor, node, tree, nowMs);
      const content = data && { data, sha256: createHash('sha256').update(data).digest('hex'), mediaType: clipTypeOf(data) };
      await rows.txPut({ node, tone, by: actor.id, atMs: nowMs }, content);
      // Under another revision they are told anew, by whichever process holds their line.
      for (const screen of await screens.txAll()) if (tree.isWithin(node, screen.areaCode, nowMs)) await screens.txPut(screen);
    });
    onChanged();
  }
  async function list(actor: Actor): Promise<{ clips: Told[]; mayEdit: boolean }> {
    assertSeesClips(actor);
    const { tree } = await catalogue();
    const mayEdit = keepsScreens(actor.role);
    const seen = (await rows.all()).filter((clip) => seesClip(actor, clip, tree, now()));
    const own = ({ node }: Clip): boolean => mayEdit && (actor.scope === tree.root || tree.isWithin(actor.scope, node, now()));
    return { clips: seen.map((clip) => ({ ...clip, mayChange: own(clip) })), mayEdit };
  }
  return {
    /** Those of the caller's node and below, and those above that hold there. @throws Rejection */
    list,
    /** @throws Rejection when the sound is of a kind that walls cannot play, too large, or not the caller's to change */
    put: (actor: Actor, node: string, tone: Tone, content: Buffer): Promise<void> => put(actor, node, tone, content),
    /** The tone that comes with the product, or that of a node above, sounds again. @throws Rejection */
    remove: (actor: Actor, node: string, tone: Tone): Promise<void> => put(actor, node, tone, null),
    /** The sound itself, for the screens that play it and for those who work with walls. @throws Rejection */
    async open(actor: Actor, sha256: string): Promise<{ clip: Clip; content: Buffer }> {
      const { tree } = await catalogue();
      if (!isScreen(actor)) assertSeesClips(actor);
      const clip = (await rows.all()).find((each) => each.sha256 === sha256 && seesClip(actor, each, tree, now()));
      const content = clip && (await rows.content(sha256));
      if (!clip || !content) throw new Rejection('file.unknown', {});
      return { clip, content };
    },
    /** What sounds at a node, asked once for many screens. */
    async telling(): Promise<(node: string) => ClipsTold> {
      const [{ tree }, clips] = [await catalogue(), await rows.all()];
      return (node) => clipsAt(clips, node, tree, now());
    },
  };
}
export type WallClipUses = ReturnType<typeof wallClipUses>;
