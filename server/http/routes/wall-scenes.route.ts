import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { layoutFor, mostPanels, textPx } from '../../../shared/wall-budget.ts';
import { countedGlass } from '../../../shared/wall-fault-words.ts';
import {
  CheckScene,
  OwnPlaylistWire,
  OwnSceneWire,
  PieceActs,
  PutPlaylist,
  PutScene,
  SceneChecked,
  SceneId,
  WallScenesWire,
} from '../../../shared/wall-scene-wire.ts';
import { WALL_PLAYLISTS, WALL_SCENES } from '../../../shared/wall-scenes.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { overBudget, type Piece } from '../../domain/wall-piece.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Place = Type.Object({ node: AreaCode, id: SceneId });

/** Scenes and playlists that walls know: those that come with the product, and the city's own. */
export const wallSceneRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['walls'];
    app.get(
      '/wall-scenes',
      { schema: { tags, summary: 'Scenes and playlists of walls', response: { 200: WallScenesWire, '4xx': Problem } } },
      async (request) => {
        const { pieces, mayEdit } = await deps.wallPieces.list(requireActor(request));
        return {
          scenes: [...WALL_SCENES],
          playlists: [...WALL_PLAYLISTS],
          own: pieces.flatMap((piece) => (piece.kind === 'scene' ? [sceneWire(piece)] : [])),
          ownPlaylists: pieces.flatMap((piece) => (piece.kind === 'playlist' ? [playlistWire(piece)] : [])),
          mayEdit,
        };
      },
    );
    app.get(
      '/wall-scenes/acts',
      { schema: { tags, summary: 'Who changed which scene or playlist, newest first', response: { 200: PieceActs, '4xx': Problem } } },
      async (request) => {
        const acts = await deps.wallPieces.acts(requireActor(request));
        return acts.map(({ atMs, actor, act, kind, node, piece, content }) => ({
          at: new Date(atMs).toISOString(),
          by: actor,
          act,
          kind,
          node,
          id: piece,
          names: content.names,
        }));
      },
    );
    app.post(
      '/wall-scenes/check',
      {
        schema: {
          tags,
          summary: 'Refuses a scene that cannot be read on the glass, with what is too much',
          body: CheckScene,
          response: { 200: SceneChecked, '4xx': Problem },
        },
      },
      async (request) => {
        requireActor(request);
        const { scene, glass } = request.body;
        const layout = layoutFor(scene, glass);
        if (layout === null) throw overBudget(scene, glass);
        const { lines, characters } = countedGlass(glass);
        return {
          lines,
          characters,
          textPx: Math.round(textPx(glass) * 10) / 10,
          panels: mostPanels(glass),
          layout: scene.layouts.indexOf(layout as never),
        };
      },
    );
    app.put(
      '/wall-scenes/:node/:id',
      {
        schema: {
          tags,
          summary: 'Makes or changes a scene of a node: it holds there and below',
          params: Place,
          body: PutScene,
          response: { 200: OwnSceneWire, '4xx': Problem },
        },
      },
      async (request) => {
        const { scene, glass, seenVersion } = request.body;
        const asked = { kind: 'scene', ...request.params, content: scene, glass, seenVersion } as const;
        return sceneWire(await deps.wallPieces.put(requireActor(request), asked));
      },
    );
    app.put(
      '/wall-playlists/:node/:id',
      {
        schema: {
          tags,
          summary: 'Makes or changes a playlist of a node',
          params: Place,
          body: PutPlaylist,
          response: { 200: OwnPlaylistWire, '4xx': Problem },
        },
      },
      async (request) => {
        const { playlist, seenVersion } = request.body;
        const asked = { kind: 'playlist', ...request.params, content: playlist, glass: null, seenVersion } as const;
        return playlistWire(await deps.wallPieces.put(requireActor(request), asked));
      },
    );
    for (const [path, kind] of [
      ['/wall-scenes/:node/:id', 'scene'],
      ['/wall-playlists/:node/:id', 'playlist'],
    ] as const)
      app.delete(
        path,
        {
          schema: {
            tags,
            summary: 'Removes it; screens that showed it show everyday, and say so',
            params: Place,
            response: { 204: Type.Null(), '4xx': Problem },
          },
        },
        async (request, reply) => {
          await deps.wallPieces.remove(requireActor(request), { kind, ...request.params });
          return reply.code(204).send(null);
        },
      );
  };

type Told = Piece & { mayChange: boolean };
const keptOf = ({ node, version, by, atMs, mayChange }: Told) => ({
  node,
  version,
  by,
  at: new Date(atMs).toISOString(),
  mayChange,
});
const sceneWire = (piece: Told): OwnSceneWire => ({
  ...keptOf(piece),
  scene: piece.content as OwnSceneWire['scene'],
  glass: piece.glass as OwnSceneWire['glass'],
});
const playlistWire = (piece: Told): OwnPlaylistWire => ({
  ...keptOf(piece),
  playlist: piece.content as OwnPlaylistWire['playlist'],
});
