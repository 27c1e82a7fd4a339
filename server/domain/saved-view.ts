import { DESK_ROLES, type Role } from '../../shared/terms.ts';
import type { ViewQuery } from '../../shared/saved-views.ts';
import type { Actor } from './actor.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

export type { ViewQuery };

/** A view of the desk under a name: one's own, or of everybody with a role at a node and below it. */
export interface SavedView {
  id: string;
  owner: string;
  name: string;
  /** Null = nobody's but the owner's. */
  role: Role | null;
  node: string | null;
  query: ViewQuery;
  atMs: number;
}
/** A list that is picked from by eye and by key. */
const MOST = 30;
/** They answer for a shift, so what it works by is theirs to set. */
const SHARERS: ReadonlySet<Role> = new Set<Role>(['shift-leader', 'commander']);

const isIn = (scope: string, node: string | null, tree: Tree, nowMs: number): boolean => node !== null && tree.isWithin(scope, node, nowMs);

export function mayReadView(actor: Actor, { owner, role, node }: SavedView, tree: Tree, nowMs: number): boolean {
  return owner === actor.id || (role === actor.role && node !== null && tree.isWithin(node, actor.scope, nowMs));
}

/** Whoever saved it, and for a shared one whoever leads where it is shared. */
export function mayChangeView(actor: Actor, { owner, role, node }: SavedView, tree: Tree, nowMs: number): boolean {
  return role === null ? owner === actor.id : SHARERS.has(actor.role) && isIn(actor.scope, node, tree, nowMs);
}

/**
 * The view as it will be. Shared = with one role of the desk, at a node within the sharer's own area.
 * @param before what has that id, null = nothing yet   @param owned how many the caller has
 */
export function decideView(actor: Actor, view: SavedView, before: SavedView | null, owned: number, tree: Tree, nowMs: number): SavedView {
  if (!DESK_ROLES.has(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'views' });
  if (before && !mayReadView(actor, before, tree, nowMs) && !mayChangeView(actor, before, tree, nowMs)) throw new Rejection('view.unknown');
  if (before && !mayChangeView(actor, before, tree, nowMs)) throw notYours(before);
  if (!before && owned >= MOST) throw new Rejection('view.too-many', { most: MOST });
  if ((view.role === null) !== (view.node === null))
    throw new Rejection('request.invalid', { field: view.role === null ? 'share.role' : 'share.node', problem: 'required' });
  if (view.role !== null && !DESK_ROLES.has(view.role)) throw new Rejection('request.invalid', { field: 'share.role', problem: 'enum' });
  if (view.node !== null && !tree.row(view.node, nowMs)) throw new Rejection('area.unknown', { field: 'share.node', area: view.node });
  if (!mayChangeView(actor, view, tree, nowMs)) throw notYours(view);
  return before ? { ...view, owner: before.owner, atMs: before.atMs } : view;
}

/** @throws Rejection when there is none, or it is another's */
export function assertMayRemoveView(actor: Actor, view: SavedView | null, tree: Tree, nowMs: number): void {
  if (!view || (!mayReadView(actor, view, tree, nowMs) && !mayChangeView(actor, view, tree, nowMs))) throw new Rejection('view.unknown');
  if (!mayChangeView(actor, view, tree, nowMs)) throw notYours(view);
}

const notYours = ({ node }: SavedView): Rejection => new Rejection('view.not-yours', { area: node ?? '–' });
