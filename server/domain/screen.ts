import { FIRST_SCENE, IDENTIFY_MS, keepsScreens, operatesWall, SHOW_MINUTES } from '../../shared/wall-control.ts';
import type { NightMode } from '../../shared/wall-night.ts';
import type { DailyHours } from '../../shared/daily-hours.ts';
import { awaitsAnswer, type Heard } from '../../shared/wall-sound.ts';
import type { ScreenSettings, Showing, WallOrder } from '../../shared/wall-wire.ts';
import type { Actor } from './actor.ts';
import type { Alert } from './alerts/alert.ts';
import { maySeeAlert } from './alerts/may-alert.ts';
import type { Incident } from './incident.ts';
import { mayReadRow } from './policy.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** What a screen shows, and what it was asked to do. */
export interface Shown {
  scene: string;
  playlist: string | null;
  isMuted: boolean;
  isStopped: boolean;
  nightMode: NightMode;
  showing: Showing | null;
  identifyUntilMs: number | null;
  reloadAtMs: number | null;
  /** When the test tone was last asked for, and what the last listener said. */
  testAtMs: number | null;
  heard: Heard | null;
}
/** A screen of a wall: an identity of its own that reads one node and can do nothing. */
export interface Screen extends Omit<ScreenSettings, 'quiet'>, Shown {
  id: number;
  quiet: DailyHours | null;
  /** Of the secret that it alone holds. */
  hash: string;
  pairedBy: string;
  pairedAtMs: number;
  revokedAtMs: number | null;
  /** Counts up over all screens with each change. */
  rev: number;
}

const AS_PAIRED: Shown = {
  scene: FIRST_SCENE,
  playlist: null,
  isMuted: false,
  isStopped: false,
  nightMode: 'schedule',
  showing: null,
  identifyUntilMs: null,
  reloadAtMs: null,
  testAtMs: null,
  heard: null,
};

const PREFIX = 'screen:';
/** As rights and rooms know a screen: somebody who only looks, at its node. */
export const actorOfScreen = ({ id, name, areaCode }: Pick<Screen, 'id' | 'name' | 'areaCode'>): Actor => ({
  id: PREFIX + id,
  name,
  role: 'viewer',
  scope: areaCode,
  department: null,
  unit: null,
});
/** A caller that is a screen of a wall, not a person: it is told only what everybody in a hall may see. */
export const isScreen = ({ id }: Pick<Actor, 'id'>): boolean => id.startsWith(PREFIX);
/** @returns null for a caller that is no screen */
export const screenIdOf = ({ id }: Pick<Actor, 'id'>): number | null => (id.startsWith(PREFIX) ? Number(id.slice(PREFIX.length)) : null);

const isNear = (actor: Actor, area: string, tree: Tree, nowMs: number): boolean => tree.isWithin(actor.scope, area, nowMs);
/** Of another area's screens nobody learns, not even that there are any. */
export const maySeeScreen = (actor: Actor, { areaCode }: Pick<Screen, 'areaCode'>, tree: Tree, nowMs: number): boolean =>
  // A node that ended is nobody's but the root's: its screens must not be lost to those who can mend them.
  operatesWall(actor.role) && (isNear(actor, areaCode, tree, nowMs) || actor.scope === tree.root);

export function assertOperates({ role }: Actor): void {
  if (!operatesWall(role)) throw new Rejection('role.denied', { role, command: 'screens' });
}
export function assertKeeps({ role }: Actor): void {
  if (!keepsScreens(role)) throw new Rejection('role.denied', { role, command: 'screens' });
}

/** The small log of screens is for those who answer for them, and for the auditor. */
export function assertReadsActs({ role }: Actor): void {
  if (!keepsScreens(role) && role !== 'audit') throw new Rejection('role.denied', { role, command: 'screens' });
}
export const mayReadActsOf = (actor: Actor, { areaCode }: Pick<Screen, 'areaCode'>, tree: Tree, nowMs: number): boolean =>
  isNear(actor, areaCode, tree, nowMs) || actor.scope === tree.root;

function assertSettings(actor: Actor, { areaCode, place }: ScreenSettings, tree: Tree, nowMs: number): void {
  if (!tree.row(areaCode, nowMs)) throw new Rejection('area.unknown', { field: 'areaCode', area: areaCode });
  if (!isNear(actor, areaCode, tree, nowMs)) throw new Rejection('scope.denied', { area: areaCode, scope: actor.scope });
  if (place.column > place.columns) throw new Rejection('request.invalid', { field: 'place.column', problem: `1..${place.columns}` });
  if (place.row > place.rows) throw new Rejection('request.invalid', { field: 'place.row', problem: `1..${place.rows}` });
}

/** What a screen is and shows when somebody has typed its code. @throws Rejection */
export function decidePaired(actor: Actor, settings: ScreenSettings, tree: Tree, nowMs: number): Omit<Screen, 'id' | 'hash' | 'rev'> {
  assertKeeps(actor);
  assertSettings(actor, settings, tree, nowMs);
  // The big number shows at once whether it is the screen that was meant.
  const identifyUntilMs = nowMs + IDENTIFY_MS;
  const quiet = settings.quiet ?? null;
  return { ...settings, quiet, ...AS_PAIRED, identifyUntilMs, pairedBy: actor.id, pairedAtMs: nowMs, revokedAtMs: null };
}

/** A screen as the caller may know it. @throws Rejection */
export function knownScreen(actor: Actor, screen: Screen | null, id: number, tree: Tree, nowMs: number): Screen {
  assertOperates(actor);
  if (!screen || screen.revokedAtMs !== null || !maySeeScreen(actor, screen, tree, nowMs)) throw new Rejection('screen.unknown', { id });
  return screen;
}

/** @throws Rejection */
export function decideChanged(actor: Actor, screen: Screen, settings: ScreenSettings, tree: Tree, nowMs: number): Screen {
  assertKeeps(actor);
  assertSettings(actor, settings, tree, nowMs);
  // What is not said is as it was not there: a form says all of it.
  return { ...screen, ...settings, quiet: settings.quiet ?? null, night: settings.night ?? null };
}

/** Other rights than before: whoever holds the old ones has to come in anew. */
export const hasOtherRights = (before: Screen, after: Screen): boolean => before.areaCode !== after.areaCode;

/**
 * What a screen shows after an order. Orders say how it shall be, so one that is given twice changes nothing more.
 * @param incident the incident that is to be shown, null = there is none of that id; `alert` likewise
 * @throws Rejection
 */
export function decideOrdered(
  actor: Actor,
  screen: Screen,
  order: WallOrder,
  { incident, alert, tree, nowMs }: { incident: Incident | null; alert: Alert | null; tree: Tree; nowMs: number },
): Screen {
  const { scene, playlist, isMuted, isStopped, nightMode, show, minutes = SHOW_MINUTES, identify, reload, test } = order;
  if (show?.kind === 'incident') assertShowable(actor, screen, show.id, incident, tree, nowMs);
  if (show?.kind === 'alert') assertAlertShowable(actor, screen, show.id, alert, tree, nowMs);
  if (show?.kind === 'area') {
    if (!tree.row(show.id, nowMs)) throw new Rejection('area.unknown', { field: 'order.show.id', area: show.id });
    if (!tree.isWithin(screen.areaCode, show.id, nowMs)) throw outOfReach(screen);
  }
  // After the order, in case it says both.
  if (test && ((isMuted ?? screen.isMuted) || (isStopped ?? screen.isStopped))) throw new Rejection('screen.mute', { name: screen.name });
  const playlistNow = playlist === undefined ? (scene === undefined ? screen.playlist : null) : playlist;
  return {
    ...screen,
    scene: scene ?? screen.scene,
    playlist: playlistNow,
    isMuted: isMuted ?? screen.isMuted,
    isStopped: isStopped ?? screen.isStopped,
    nightMode: nightMode ?? screen.nightMode,
    showing: show === undefined ? screen.showing : show && { ...show, untilMs: nowMs + minutes * 60_000 },
    identifyUntilMs: identify ? nowMs + IDENTIFY_MS : screen.identifyUntilMs,
    reloadAtMs: reload ? nowMs : screen.reloadAtMs,
    testAtMs: test ? nowMs : screen.testAtMs,
  };
}

/** What somebody says who listened for the test tone; of a tone that was played just now, and once. @throws Rejection */
export function decideHeard(actor: Actor, screen: Screen, isHeard: boolean, nowMs: number): Screen {
  if (!awaitsAnswer(screen.testAtMs, screen.heard, nowMs)) throw new Rejection('screen.not-tested', { name: screen.name });
  return { ...screen, heard: { atMs: nowMs, by: actor.id, isHeard } };
}

/** Only what both may read: the one who shows it, and the screen itself. */
function assertShowable(actor: Actor, screen: Screen, id: number, incident: Incident | null, tree: Tree, nowMs: number): void {
  if (!incident || !mayReadRow(actor, incident, tree, nowMs)) throw new Rejection('incident.unknown', { id });
  if (!mayReadRow(actorOfScreen(screen), incident, tree, nowMs)) throw outOfReach(screen);
}
/** A draft is on no wall: nobody has warned yet. */
function assertAlertShowable(actor: Actor, screen: Screen, id: number, alert: Alert | null, tree: Tree, nowMs: number): void {
  if (!alert || alert.isDraft || !maySeeAlert(actor, alert, tree, nowMs)) throw new Rejection('alert.unknown', { id });
  if (!maySeeAlert(actorOfScreen(screen), alert, tree, nowMs)) throw outOfReach(screen);
}
const outOfReach = ({ name, areaCode }: Screen): Rejection => new Rejection('screen.out-of-reach', { name, area: areaCode });

/** What is over is over, whether or not anybody wrote it down. */
export const shownAt = <S extends Pick<Shown, 'showing' | 'identifyUntilMs'>>(screen: S, nowMs: number): S => ({
  ...screen,
  showing: screen.showing && screen.showing.untilMs > nowMs ? screen.showing : null,
  identifyUntilMs: screen.identifyUntilMs !== null && screen.identifyUntilMs > nowMs ? screen.identifyUntilMs : null,
});
