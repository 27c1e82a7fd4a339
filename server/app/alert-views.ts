import type { AlertRules } from '../../shared/alert-rules.ts';
import { ALERT_COMMANDS, type AlertShelf, type Level, shelfOf } from '../../shared/alert-terms.ts';
import type { AlertTally } from '../../shared/alert-tally.ts';
import type { CapMessage } from '../../shared/cap.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Actor } from '../domain/actor.ts';
import type { Alert } from '../domain/alerts/alert.ts';
import { levelsByLeaf } from '../domain/alerts/decide-own.ts';
import { settledAtMs, standingOf } from '../domain/alerts/standing.ts';
import { levelAt } from '../domain/alerts/at-area.ts';
import { mayAmend, maySeeAlert, mayCommand } from '../domain/alerts/may-alert.ts';
import { tallyOf } from '../domain/alerts/tally.ts';
import { inTree } from '../domain/alerts/in-tree.ts';
import { languageOf } from '../domain/alerts/parts.ts';
import { toCap } from '../domain/alerts/to-cap.ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import { Rejection } from '../domain/rejection.ts';
import { headlinesOf, stepOf, wordsOf } from './alert-chain.ts';
import type { AlertRows, AlertText, AlertWords, CapEntry } from './alert-ports.ts';
import { inOne } from './in-one.ts';
import type { Catalogue } from './ports.ts';

const HOUR_MS = 3_600_000;
/** Of the newest so many, those that were lifted. */
const ENDED_MOST = 500;

interface Deps {
  rows: AlertRows;
  catalogue(): Promise<Catalogue>;
  drawn(codes: readonly string[], atMs: number): Promise<{ code: string; geometryText: string | null }[]>;
  readCap(bytes: AsyncIterable<Uint8Array>): Promise<CapEntry[]>;
  writeCap(message: CapMessage): string;
  now(): number;
}
export interface SeenAlert {
  alert: Alert;
  headlines: Record<string, string>;
}

/** Alerts as people see them: what concerns their area, and what is in force there. */
export function alertViews({ rows, catalogue, drawn, readCap, writeCap, now }: Deps) {
  const kept = currentAlerts(rows, now);
  const current = async (): Promise<Alert[]> => {
    const { tree } = await catalogue();
    return (await kept()).map((alert) => inTree(alert, tree, now()));
  };

  async function seen(alerts: readonly Alert[]): Promise<SeenAlert[]> {
    const contents = await rows.contentsOf(alerts.map(({ id }) => id));
    return alerts.map((alert) => ({ alert, headlines: headlinesOf(contents.get(alert.id) ?? [], alert) }));
  }
  async function visible(actor: Actor, id: number): Promise<Alert> {
    const found = await rows.one(id);
    const { tree } = await catalogue();
    const alert = found && inTree(found, tree, now());
    if (!alert || !maySeeAlert(actor, alert, tree, now())) throw new Rejection('alert.unknown', { id });
    return alert;
  }
  async function assertWithin({ scope }: Actor, area: string): Promise<Catalogue> {
    const known = await catalogue();
    if (!known.tree.row(area, now())) throw new Rejection('area.unknown', { field: 'area', area });
    if (!known.tree.isWithin(scope, area, now())) throw new Rejection('scope.denied', { area, scope });
    return known;
  }
  async function xmlOf(alert: Alert, known: Catalogue, isOriginal: boolean): Promise<string | null> {
    const texts = await rows.textsOf(alert.id);
    if (alert.origin === 'received') return relayed(await lastMessage(alert, texts), isOriginal);
    const { tree, alerts: rules } = known;
    const codes = alert.parts.flatMap(({ named }) => named);
    const rings = new Map((await drawn(codes, now())).map(({ code, geometryText }) => [code, ringsIn(geometryText)]));
    const message = toCap(alert, {
      root: tree.root,
      rules,
      words: wordsOf([...texts.values()]),
      namesOf: (code) => tree.latest(code)?.names ?? { zh: code, en: code },
      ringsOf: (code) => rings.get(code) ?? [],
    });
    return message && writeCap(message);
  }
  /** The one that holds: what came late is on the record only. */
  async function lastMessage({ id }: Alert, texts: ReadonlyMap<number, AlertText>): Promise<string | null> {
    const said = (await rows.eventsOf(id)).findLast(({ event }) => event.type === 'AlertReceived' || event.type === 'AlertCancelled');
    return said ? (texts.get(said.event.version)?.raw ?? null) : null;
  }
  /** As it came where it is CAP 1.2 already; what is older is written anew, and what it was signed over stays with the original. */
  async function relayed(raw: string | null, isOriginal: boolean): Promise<string | null> {
    if (raw === null) return null;
    const [entry] = await readCap(inOne(raw));
    if (!entry || 'refusal' in entry) return null;
    return isOriginal || entry.read.version === '1.2' ? `<?xml version="1.0" encoding="UTF-8"?>\n${raw}\n` : writeCap(entry.read.message);
  }

  /** What the sender says, by language; of several parts in one language the first. */
  async function relayedWords(alert: Alert, texts: ReadonlyMap<number, AlertText>): Promise<Record<string, AlertWords>> {
    const raw = await lastMessage(alert, texts);
    const [entry] = raw === null ? [] : await readCap(inOne(raw));
    if (!entry || 'refusal' in entry) return {};
    return Object.fromEntries(
      [...entry.read.message.infos]
        .reverse()
        .map((info) => [languageOf(info), { headline: info.headline, warning: info.description ?? '', measures: info.instruction }]),
    );
  }
  /** Lifted in the last hours, though they would hold yet. */
  async function lately(area: string | null, hours: number): Promise<Alert[]> {
    const found = await rows.list({ area, before: null, limit: ENDED_MOST });
    return found.filter(
      ({ ended, parts }) =>
        ended?.how === 'lifted' && ended.atMs > now() - hours * HOUR_MS && parts.some(({ endsAtMs }) => endsAtMs > now()),
    );
  }

  return {
    /** Newest first: those that touch an area, or of the root all. `inForce` null and no shelf = of every standing. */
    async list(
      actor: Actor,
      ask: { area: string; inForce: boolean | null; shelf?: AlertShelf | undefined; before: number | null; limit: number },
    ): Promise<{ alerts: SeenAlert[]; next: number | null }> {
      const { tree } = await assertWithin(actor, ask.area);
      const isSeen = (alert: Alert): boolean => maySeeAlert(actor, alert, tree, now());
      const isMeant = (alert: Alert): boolean => ask.shelf === undefined || shelfOf(standingOf(alert, now())) === ask.shelf;
      // All that is not over is at hand.
      if (ask.inForce === true || (ask.shelf !== undefined && ask.shelf !== 'past')) {
        const touches = ({ reach }: Alert): boolean => ask.area === tree.root || reach.includes(ask.area);
        const isThere = (alert: Alert): boolean => (ask.inForce === true ? isAt(alert, ask.area, tree.root, now()) : touches(alert));
        const held = (await current()).filter((alert) => isSeen(alert) && isThere(alert) && isMeant(alert));
        const newest = held.filter(({ id }) => ask.before === null || id < ask.before).sort((a, b) => b.id - a.id);
        const page = newest.slice(0, ask.limit);
        return { alerts: await seen(page), next: newest.length > page.length ? page.at(-1)!.id : null };
      }
      const found = await rows.list({ area: ask.area === tree.root ? null : ask.area, before: ask.before, limit: ask.limit + 1 });
      const page = found.slice(0, ask.limit);
      const shown = page.filter(
        (alert) => isSeen(alert) && isMeant(alert) && (ask.inForce === null || !isAt(alert, ask.area, tree.root, now())),
      );
      return { alerts: await seen(shown), next: found.length > page.length ? page.at(-1)!.id : null };
    },
    /** How many hold at an area and at each right below it, and how many areas of each tier stand at which level. Exercises are none. */
    async counts(actor: Actor, area: string) {
      const { tree } = await assertWithin(actor, area);
      const tally = tallyOf(await current(), tree, now());
      return { area, ...tally(area), children: tree.children(area, now()).map((code) => ({ area: code, ...tally(code) })) };
    },
    /** The same of one area alone, for its figures: those are open to all staff. */
    async tally(area: string): Promise<AlertTally> {
      const { tree } = await catalogue();
      return tallyOf(await current(), tree, now())(area);
    },
    /** @throws Rejection */
    async one(actor: Actor, id: number) {
      const alert = await visible(actor, id);
      const { tree } = await catalogue();
      const [events, texts, [told]] = [await rows.eventsOf(id), await rows.textsOf(id), await seen([alert])];
      return {
        ...told!,
        area: tree.isWithin(actor.scope, alert.node, now()) ? alert.node : actor.scope,
        words: alert.origin === 'received' ? await relayedWords(alert, texts) : wordsOf([...texts.values()]),
        steps: events.map((logged) => stepOf(logged, texts)),
        commands: ALERT_COMMANDS.filter((command) => mayCommand(actor, alert, command, tree, now())),
        mayAmend: mayAmend(actor, alert, tree, now()),
        held: [...levelsByLeaf(alert, tree, now())].flatMap(([area, level]) =>
          tree.isWithin(actor.scope, area, now()) ? [{ area, level }] : [],
        ),
      };
    },
    /** @throws Rejection where it is not exported */
    async cap(actor: Actor, id: number, isOriginal: boolean): Promise<string> {
      const xml = await xmlOf(await visible(actor, id), await catalogue(), isOriginal);
      if (xml === null) throw new Rejection('alert.not-exported', { id });
      return xml;
    },
    /**
     * What is in force at an area, for whoever asks again and again; what is not public is not in it.
     * @param endedHours with what was lifted in so many hours, before its time was over
     */
    async feed(actor: Actor, area: string, endedHours = 0) {
      const known = await assertWithin(actor, area);
      const isTold = (alert: Alert): boolean => maySeeAlert(actor, alert, known.tree, now()) && alert.message?.isPublic !== false;
      const held = (await current()).filter((alert) => isTold(alert) && isAt(alert, area, known.tree.root, now()));
      const ended = endedHours === 0 ? [] : (await lately(area === known.tree.root ? null : area, endedHours)).filter(isTold);
      const entries = [];
      for (const { alert, headlines } of await seen([...held, ...ended].sort((a, b) => b.id - a.id))) {
        const xml = await xmlOf(alert, known, false);
        if (xml !== null) entries.push({ alert, headlines, xml });
      }
      return { entries, names: known.tree.row(area, now())!.names };
    },
    rules: async (): Promise<AlertRules> => (await catalogue()).alerts,
  };
}
export type AlertViews = ReturnType<typeof alertViews>;

/** Holds at the area; at the root also what lies nowhere in the city. */
const isAt = (alert: Alert, area: string, root: string, nowMs: number): boolean =>
  levelAt(alert, area === root ? null : area, nowMs) !== null;

/** What may hold now, kept from one question to the next: only what was written since is read. */
function currentAlerts(rows: AlertRows, now: () => number): () => Promise<Alert[]> {
  const kept = new Map<number, Alert>();
  let rev: number | null = null;
  return async () => {
    const news = rev === null ? await rows.current(now()) : await rows.since(rev);
    rev = Math.max(rev ?? 0, news.rev);
    for (const alert of news.alerts) if (alert.version >= (kept.get(alert.id)?.version ?? 0)) kept.set(alert.id, alert);
    for (const [id, alert] of kept) if (!alert.isDraft && settledAtMs(alert) <= now()) kept.delete(id);
    return [...kept.values()];
  };
}

function ringsIn(geometryText: string | null): LngLat[][] {
  if (geometryText === null) return [];
  const geometry = JSON.parse(geometryText) as AreaGeometry;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap(([outer]) => (outer ? [outer.map(([lng, lat]): LngLat => [lng!, lat!])] : []));
}
/** For the wire: how it stands, and at which level where. */
export const standingNow = (
  alert: Alert,
  area: string,
  nowMs: number,
): { standing: ReturnType<typeof standingOf>; level: Level | null } => {
  const level = levelAt(alert, area, nowMs);
  return { standing: standingOf(alert, nowMs), level: level === 'none' ? null : level };
};
