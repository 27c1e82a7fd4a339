import { type Figures, viewKey } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import type { Durations, Rates, Totals } from '../../shared/summary.ts';
import { DURATIONS, RATES, TOTALS } from '../../shared/measures.ts';
import { isOpen } from '../../shared/terms.ts';
import type { Change, TailListener } from '../app/ports.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import type { Decided, EventType } from '../domain/incident-event.ts';
import { buildTree, type AreaRow, type Tree } from '../domain/tree.ts';

/** A small city: 500000 over two districts with two streets each. */
const PARENTS: Record<string, string | null> = {
  '500000': null,
  '500103': '500000',
  '500105': '500000',
  '500103001': '500103',
  '500103002': '500103',
  '500105001': '500105',
  '500105002': '500105',
};
export const LEAVES = ['500103001', '500103002', '500105001', '500105002'];

export const smallTree = (): Tree =>
  buildTree(
    Object.entries(PARENTS).map(
      ([code, parent]): AreaRow => ({
        code,
        tier: code === '500000' ? 'city' : code.length === 6 ? 'district' : 'street',
        kind: 'test',
        parent,
        names: { zh: code, en: code },
        validFromMs: 0,
        validToMs: null,
        isSchematic: true,
        isProvisional: false,
        pinyin: null,
        bbox: null,
      }),
    ),
  );

const decided = (place: string): Decided => ({
  place,
  located: 'point',
  lngLat: [106.57, 29.56],
  holder: { node: place, department: null, unit: null },
  category: 'road-damage',
  severity: 'normal',
  source: 'hotline',
  status: 'reported',
  exercise: false,
  dueAtMs: 1_700_000_000_000,
  originalDueAtMs: 1_700_000_000_000,
  acceptDueAtMs: null,
  contactDueAtMs: null,
});

/** A log in memory that tells its listeners as the log tail does: in `seq` order, after the fact. */
export class FakeLog {
  readonly tree = smallTree();
  readonly states = new Map<number, Incident>();
  readonly changes: Change[] = [];
  readonly #listeners: TailListener[] = [];
  /** Before the first event, as if the log had been long. */
  seq: number;

  constructor(seq = 1000) {
    this.seq = seq;
  }

  subscribe(listener: TailListener): void {
    this.#listeners.push(listener);
  }

  report(place: string, changed: Partial<Decided> = {}): Incident {
    const id = 4_700_001 + this.states.size;
    return this.#append(id, 'IncidentReported', { ...decided(place), ...changed });
  }
  act(id: number, type: EventType, changed: Partial<Decided> = {}): Incident {
    return this.#append(id, type, changed);
  }
  correct(id: number, place: string): Incident {
    return this.#append(id, 'IncidentCorrected', { place });
  }
  /** Hands an incident to a unit, or takes it back. */
  hand(id: number, unit: string | null): Incident {
    const { holder } = this.states.get(id)!;
    return this.#append(id, 'IncidentReassigned', { holder: { ...holder, unit } });
  }
  close(id: number): Incident {
    return this.#append(id, 'IncidentClosed', { status: 'closed' });
  }

  isIn(area: string, { place, holder }: Incident): boolean {
    return area.startsWith('party:') ? area === `party:${holder.unit}` : this.tree.isWithin(area, place, 1);
  }
  rowsOf(area: string): Incident[] {
    return [...this.states.values()].filter((incident) => this.isIn(area, incident));
  }

  figures(
    area: string,
    view: View,
    parts: 'stocks' | 'all',
    changed: ReadonlySet<string> | 'all',
    window: { fromMs: number; toMs: number },
  ): Figures {
    const totals = (code: string): Totals => {
      const rows = this.rowsOf(code);
      const zero = Object.fromEntries(TOTALS.map((name) => [name, 0])) as Totals;
      return {
        ...zero,
        received: rows.length,
        open: rows.filter(({ status }) => isOpen(status)).length,
        overdue: rows.filter((row) => row.overdue).length,
      };
    };
    const rate = { value: null, numerator: 0, n: 0, suspended: 0, noDue: 0 };
    const rates = Object.fromEntries(RATES.map((name) => [name, rate])) as Rates;
    const durations = Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: null, n: 0 }])) as Durations;
    const children = this.tree.children(area, 1).filter((code) => changed === 'all' || changed.has(code));
    return {
      area,
      view: viewKey(view),
      seq: this.seq,
      asOfMs: window.toMs,
      ...window,
      totals: totals(area),
      ...(parts === 'all' ? { rates, durations } : {}),
      children: children.map((code) => ({ area: code, totals: totals(code), ...(parts === 'all' ? { rates } : {}) })),
    };
  }

  #append(id: number, type: EventType, changed: Partial<Decided>): Incident {
    const before = this.states.get(id) ?? null;
    const seq = ++this.seq;
    const event = {
      seq,
      recordedAtMs: seq,
      hash: '',
      type,
      id,
      version: (before?.version ?? 0) + 1,
      occurredAtMs: seq,
      actor: 'user:test',
      decided: { ...decided(''), ...before, extra: before?.extra ?? undefined, ...changed },
      detail: before ? {} : { number: `20250101-${String(id).slice(1)}` },
    };
    const after = evolve(before, { ...event, decided: pick(event.decided) });
    this.states.set(id, after);
    this.changes.push({ event, before, after });
    for (const listener of this.#listeners) listener([{ event, before, after }]);
    return after;
  }
}

const KEYS = Object.keys(decided('')) as (keyof Decided)[];
const pick = (values: Decided): Decided => Object.fromEntries(KEYS.map((key) => [key, values[key]])) as unknown as Decided;
