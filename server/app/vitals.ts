import type { VitalCell, VitalDevice, VitalSeries, VitalsWire } from '../../shared/vital-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import type { DeviceSign } from '../domain/vitals/vital-cell.ts';
import { worstOf } from '../domain/vitals/vital-state.ts';
import type { Catalogue } from './ports.ts';
import { followReadings, type FollowDeps } from './follow-readings.ts';
import type { VitalBoard } from './vital-board.ts';
import { vitalLine, vitalUsual } from './vital-series.ts';

const DEVICES_MOST = 100;
const USUALS_MOST = 200;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Vital signs as people see them: how every sign stands now, and how it went. */
export function vitalUses(deps: FollowDeps) {
  const { reads, catalogue, now } = deps;
  const { current, turn, names, devicesRev } = followReadings(deps);
  const usuals = new Map<string, Promise<VitalSeries['usual']>>();
  const listeners = new Set<(areas: ReadonlySet<string>) => void>();

  /** One look at what came since; those who listen are told which areas changed. */
  async function tick(): Promise<void> {
    const changed = await turn();
    if (changed.size > 0) for (const listener of listeners) listener(changed);
  }
  /** An instrument's sign; one that was registered a moment ago is looked for before it is said not to be there. */
  async function signOf(indicator: string, device: string): Promise<DeviceSign> {
    const known = (await current()).sign(indicator, device);
    if (known) return known;
    await tick();
    const found = (await current()).sign(indicator, device);
    if (!found) throw new Rejection('device.unknown', { device });
    return found;
  }
  async function assertWithin({ scope }: Actor, area: string): Promise<Catalogue> {
    const known = await catalogue();
    if (!known.tree.row(area, now())) throw new Rejection('area.unknown', { field: 'area', area });
    if (!known.tree.isWithin(scope, area, now())) throw new Rejection('scope.denied', { area, scope });
    return known;
  }
  /** Of weeks that are over: read once for an hour and kept, for a page that is watched asks for its line again and again. */
  function keptUsual(of: string, asked: Parameters<typeof vitalUsual>[0]): Promise<VitalSeries['usual']> {
    const hour = asked.time.hourOf(now());
    const key = [of, hour, asked.time.hourOf(asked.fromMs), asked.time.hourOf(asked.toMs), devicesRev()].join(' ');
    const held = usuals.get(key);
    if (held) return held;
    if (usuals.size >= USUALS_MOST) usuals.clear();
    const made = vitalUsual(asked);
    usuals.set(key, made);
    made.catch(() => usuals.delete(key));
    return made;
  }
  const toDevice = (indicator: string, { device, area, last, state }: DeviceSign): VitalDevice => ({
    device,
    names: names(device),
    area,
    indicator,
    value: last?.value ?? null,
    state,
    at: last && iso(last.atMs),
  });

  return {
    /** How an area and those right below it stand in every sign; with the `mark` of an answer before, what changed since. */
    async matrix(actor: Actor, area: string, since: string | null): Promise<VitalsWire> {
      await assertWithin(actor, area);
      const at = await current();
      const sinceRev = revIn(since, at);
      return {
        area,
        asOf: iso(now()),
        mark: `${at.beganMs}.${at.rev()}`,
        isWhole: sinceRev === 0,
        cells: at.cells(area, sinceRev).map(({ indicator, area: place, cell }): VitalCell => {
          const { value, state, worst, worstN, heard, there, atMs } = cell;
          return { area: place, indicator, value, state, worst, worstN, heard, there, at: atMs === null ? null : iso(atMs) };
        }),
        devices: at.devices(area, { indicator: null, isPlaced: true }).map(({ indicator, sign }) => toDevice(indicator, sign)),
      };
    },
    /** One sign over time, of an area or of one instrument in it. */
    async series(
      actor: Actor,
      ask: { indicator: string; area: string | null; device: string | null; fromMs: number; toMs: number },
    ): Promise<VitalSeries> {
      const known = await catalogue();
      const indicator = known.indicators.get(ask.indicator);
      if (!indicator) throw new Rejection('indicator.unknown', { indicator: ask.indicator });
      const sign = ask.device === null ? null : await signOf(ask.indicator, ask.device);
      const at = await current();
      // One whose area has ended is the city's alone.
      const stands = sign && (known.tree.row(sign.area, now()) ? sign.area : known.tree.root);
      const area = stands ?? ask.area ?? actor.scope;
      await assertWithin(actor, area);
      const within = at.devices(area, { indicator: indicator.code, isPlaced: false }).map((each) => each.sign);
      const asked = sign ? [sign.device] : within.map(({ device }) => device);
      const of = { reads, time: known.time, indicator, devices: asked, fromMs: ask.fromMs, toMs: ask.toMs };
      const line = await vitalLine(of);
      const usual = await keptUsual([indicator.code, sign?.device ?? '', area].join(' '), of);
      return {
        indicator: indicator.code,
        area,
        device: sign?.device ?? null,
        from: iso(ask.fromMs),
        to: iso(ask.toMs),
        asOf: iso(now()),
        rollUp: indicator.rollUp,
        ...line,
        usual,
        limits: [...at.limitsAt(indicator, area)],
        limitsOf: known.indicators.limitsAt(indicator, area, known.tree, now()).from,
        devices: within
          .sort(worstFirst)
          .slice(0, DEVICES_MOST)
          .map((each) => toDevice(indicator.code, each)),
        devicesN: within.length,
      };
    },
    tick,
    onChanged(listener: (areas: ReadonlySet<string>) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
export type VitalUses = ReturnType<typeof vitalUses>;

/** A mark of another board, or none, means everything. */
function revIn(mark: string | null, { beganMs, rev }: VitalBoard): number {
  const [began, held] = (mark ?? '').split('.').map(Number);
  return began === beganMs && held !== undefined && held <= rev() ? held : 0;
}
function worstFirst(a: DeviceSign, b: DeviceSign): number {
  if (a.state === b.state) return a.device < b.device ? -1 : 1;
  return worstOf([a.state, b.state]) === a.state ? -1 : 1;
}
