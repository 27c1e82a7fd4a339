import type { AreaProperties, CityInfo, SignInInfo, UnitWire } from '../../shared/session.ts';
import type { Indicator } from '../../shared/indicators.ts';
import type { DeviceWire, PostReading, PutDevice } from '../../shared/readings.ts';
import type { PutDuty, SendPosition } from '../../shared/units.ts';
import type { UnitState } from '../../shared/unit-states.ts';
import type { IncidentPage, IncidentWire } from '../../shared/incidents.ts';
import type { Severity } from '../../shared/terms.ts';
import type { DemoCity } from './ground.ts';
import type { DemoStep } from './case-state.ts';
import type { Border } from './polygon.ts';
import type { DemoReport } from './reports.ts';

/** Those who act in the demo city. */
export type DemoRole = DemoStep['by'] | 'system';
/** A seat of a duty table. */
export type DemoDuty = PutDuty['entries'][number];

/** Where the simulator's people get their bearer tokens; null = there is nobody of that kind. */
export interface Credentials {
  tokenFor(by: DemoRole, unit: string | null): Promise<string | null>;
}

/** The server said no, or could not be reached (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

const TIMEOUT_MS = 15_000;
const PAGE = 500;
/** Ids in one address: it must not grow beyond what a server takes. */
const IDS_MOST = 400;

export interface Api {
  /** @throws Error when the city is not a demo one: nothing is invented in a real city */
  demoCity(): Promise<DemoCity>;
  openIncidents(): Promise<IncidentWire[]>;
  incidents(ids: readonly number[]): Promise<IncidentWire[]>;
  report(report: DemoReport): Promise<{ id: number }>;
  /** @throws ApiProblem 409 when somebody else was first */
  command(id: number, seenVersion: number, unit: string | null, step: DemoStep, picture: Buffer | null): Promise<void>;
  positions(positions: readonly SendPosition[]): Promise<void>;
  unitState(unit: string, state: UnitState): Promise<void>;
  /** Codes of the catalogue of vital signs. */
  indicators(): Promise<string[]>;
  devices(): Promise<DeviceWire[]>;
  putDevice(code: string, put: PutDevice): Promise<void>;
  readings(readings: readonly PostReading[]): Promise<void>;
  demoUsers(): Promise<SignInInfo['demoUsers']>;
  putDuty(area: string, entries: readonly DemoDuty[]): Promise<void>;
}

/** The public API as the simulator uses it: the same doors as everybody's. @throws ApiProblem from every call */
export function openApi(url: string, credentials: Credentials): Api {
  async function ask<T>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    by: DemoRole,
    unit: string | null,
    body?: object | Buffer,
  ): Promise<T> {
    const token = await credentials.tokenFor(by, unit);
    if (token === null) throw new ApiProblem(403, 'nobody');
    const isFile = Buffer.isBuffer(body);
    const init: RequestInit = {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': isFile ? 'image/png' : 'application/json' } : {}) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { body: isFile ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    };
    const response = await fetch(new URL(`/api/v1${path}`, url), init).catch(() => {
      throw new ApiProblem(0, 'unreachable');
    });
    const text = await response.text();
    const answer: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
    if (!response.ok) throw new ApiProblem(response.status, (answer as { code?: string } | null)?.code ?? 'unknown');
    return answer as T;
  }
  const get = <T>(path: string): Promise<T> => ask<T>('GET', path, 'dispatcher', null);

  return {
    async demoCity() {
      const city = await get<CityInfo>('/city');
      if (!city.isDemo) throw new Error('This is not a demo city: the simulator invents nothing here');
      const units = await get<UnitWire[]>('/units');
      const areas = await get<{ features: { properties: AreaProperties; geometry: Border | null }[] }>('/areas');
      return {
        timeZone: city.timeZone,
        root: city.area,
        areas: areas.features.map(({ properties, geometry }) => ({
          code: properties.code,
          parent: properties.parent,
          border: geometry,
          names: properties.name,
        })),
        categories: city.categories.map(({ code, major, names, severity, department, evidence }) => ({
          code,
          major,
          nameZh: names.zh,
          severity: severity as Severity,
          department,
          evidence,
        })),
        units: units.map(({ code, node, department }) => ({ code, node, department })),
      };
    },
    async openIncidents() {
      const rows: IncidentWire[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: IncidentPage = await get<IncidentPage>(`/incidents?status=open&sort=oldest&limit=${PAGE}${from}`);
        rows.push(...page.rows);
        cursor = page.cursor;
      }
      return rows;
    },
    async incidents(ids) {
      const rows: IncidentWire[] = [];
      for (let i = 0; i < ids.length; i += IDS_MOST)
        rows.push(...(await get<IncidentPage>(`/incidents?ids=${ids.slice(i, i + IDS_MOST).join(',')}&limit=${PAGE}`)).rows);
      return rows;
    },
    report: ({ key, category, severity, source, lngLat, description, reporterName }) =>
      ask('POST', '/incidents', 'dispatcher', null, {
        category,
        source,
        lngLat,
        description,
        externalId: key,
        ...(severity === undefined ? {} : { severity }),
        ...(reporterName === undefined ? {} : { reporter: { name: reporterName } }),
      }),
    async command(id, seenVersion, unit, { command, by, occurredAtMs, fields: { photo, ...fields } }, picture) {
      const team = by === 'handler' ? unit : null;
      const file = picture && { kind: photo, id: (await ask<{ id: string }>('POST', `/incidents/${id}/files`, by, team, picture)).id };
      await ask('POST', `/incidents/${id}/commands/${command}`, by, team, {
        seenVersion,
        ...fields,
        ...(file ? { file } : {}),
        ...(occurredAtMs === undefined ? {} : { occurredAt: new Date(occurredAtMs).toISOString() }),
      });
    },
    positions: async (positions) => void (await ask('POST', '/units/positions', 'dispatcher', null, { positions })),
    unitState: async (unit, state) => void (await ask('POST', `/units/${encodeURIComponent(unit)}/state`, 'handler', unit, { state })),
    indicators: async () => (await get<{ indicators: Indicator[] }>('/indicators')).indicators.map(({ code }) => code),
    async devices() {
      const found: DeviceWire[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const page: { devices: DeviceWire[]; next: string | null } = await ask(
          'GET',
          `/devices?limit=${PAGE}&after=${encodeURIComponent(after)}`,
          'system',
          null,
        );
        found.push(...page.devices);
        after = page.next;
      }
      return found;
    },
    putDevice: async (code, put) => void (await ask('PUT', `/devices/${encodeURIComponent(code)}`, 'system', null, put)),
    readings: async (readings) => void (await ask('POST', '/readings', 'system', null, { readings })),
    demoUsers: async () => (await get<SignInInfo>('/sign-in-info')).demoUsers,
    putDuty: async (area, entries) => void (await ask('PUT', `/areas/${encodeURIComponent(area)}/duty`, 'shift-leader', null, { entries })),
  };
}
